"""The words with a role (locales/words/peran.txt): each as the rules will meet it."""

from dataclasses import asdict

import pytest

from conversations.understanding import normal
from conversations.understanding.lexicon import Lexicon
from conversations.understanding.roles import Roles
from locales import wordlists

AS_WRITTEN = ("joined_not", "no_date", "kecamatan", "desa")


def test_a_word_with_a_role_is_a_plain_one_since_the_rules_see_no_other(lexicon: Lexicon) -> None:
    words = {
        (role, word)
        for role, group in asdict(lexicon.roles).items()
        if role not in AS_WRITTEN
        for word in group
    }
    never = {
        (role, word)
        for role, word in words
        if normal.normalise(word.replace("_", " "), lexicon, slips=False) != (word,)
    }
    assert words
    assert not never


def test_each_denial_that_is_written_to_its_verb_is_parted_from_it(lexicon: Lexicon) -> None:
    denied = {word: normal.plain(f"{word}bohong", lexicon) for word in lexicon.roles.joined_not}
    assert {word: said[-1] for word, said in denied.items()} == dict.fromkeys(denied, "bohong")
    assert {said[0] for said in denied.values()} == {"tidak", "belum"}


def test_a_section_that_is_missing_or_that_no_rule_knows_is_noticed_at_once() -> None:
    sections = wordlists.sections(wordlists.read("peran.txt"))
    with pytest.raises(TypeError, match="unknown"):
        Roles.of({**sections, "unknown": ("apa",)})
    with pytest.raises(TypeError, match="story"):
        Roles.of({name: words for name, words in sections.items() if name != "story"})
