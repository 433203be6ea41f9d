"""What comes in, from whatever channel or office desk, before it is a row of the inbox."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec


class Kind(StrEnum):
    """Kinds of inbox rows: first what people send, then what the office or a job starts."""

    TEXT = "text"
    TAP = "tap"
    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    CONTACT = "contact"
    LOCATION = "location"
    START = "start"  # first contact or a deep link; `data` holds its payload
    BLOCKED = "blocked"  # the person blocked or left the bot
    UNBLOCKED = "unblocked"
    OTHER = "other"  # a sticker, a dice: answered kindly
    UNUSABLE = "unusable"  # authentic but not readable: kept in quarantine for staff

    DUE = "due"  # something came due for a person; `data` holds the due row's id
    DECISION = "decision"  # staff decided an application or asked for one field again
    RELAY = "relay"  # staff wrote to a person
    NUDGE = "nudge"  # an assistant greets a person
    UPLOAD = "upload"  # papers of an application were sent by its link
    MEDIA_LOST = "media_lost"  # a picture could not be fetched: its question is reopened


class Attachment(msgspec.Struct, frozen=True):
    """A file that lies with the channel; `ref` is what the channel's `fetch` takes."""

    ref: str
    kind: str  # "photo", "voice", "document"
    size: int | None = None  # bytes, as the channel declares
    mime: str = ""


class Inbound(msgspec.Struct, frozen=True):
    """One message as its channel read it. `channel` and `external_id` are unique: a repeat does nothing."""

    channel: str  # "telegram", "whatsapp", "web", "office"
    external_id: str
    address: str  # chat id, "+62..." or an opaque id, web visitor id
    kind: Kind
    text: str = ""
    data: str = ""  # TAP: the button's data; START: payload; CONTACT: the phone; else see Kind
    attachment: Attachment | None = None
    latitude: float | None = None
    longitude: float | None = None
    phone: str = ""  # a number that the channel itself proves to be the sender's, +62...
    name: str = ""  # the display name the channel gives, shown literally
    album: str = ""  # pictures that were sent together share it
    at: datetime | None = None  # when the channel says it was sent


class Receipt(msgspec.Struct, frozen=True):
    """What a channel reports later of a message we sent. States only move forward.

    `lost` says of a failure that the address is: "gone" (or it has blocked us), "opted_out", else nothing.
    """

    channel: str
    external_id: str
    state: str  # "sent", "delivered", "read", "failed"
    error: str = ""
    lost: str = ""
