"""One module for each family of questions; a dialogue imports them from here."""

from conversations.questions.choice import Already, Choice, YesNo
from conversations.questions.confirm import Confirm
from conversations.questions.count import Count
from conversations.questions.day import Day
from conversations.questions.defined import Defined, Definition, Reply
from conversations.questions.identity import Nib, Nik
from conversations.questions.phone import Phone
from conversations.questions.photos import Photos
from conversations.questions.pick import Pick, Pickable, Thing
from conversations.questions.place import Desa, Kecamatan, Place
from conversations.questions.rupiah import Rupiah
from conversations.questions.several import Several
from conversations.questions.skippable import Skippable
from conversations.questions.text import Text
from conversations.questions.text_or_file import Sent, TextOrFile

__all__ = [
    "Already",
    "Choice",
    "Confirm",
    "Count",
    "Day",
    "Defined",
    "Definition",
    "Desa",
    "Kecamatan",
    "Nib",
    "Nik",
    "Phone",
    "Photos",
    "Pick",
    "Pickable",
    "Place",
    "Reply",
    "Rupiah",
    "Sent",
    "Several",
    "Skippable",
    "Text",
    "TextOrFile",
    "Thing",
    "YesNo",
]
