"""Telegram's updates, read into the few fields that we use: https://core.telegram.org/bots/api#update."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from storage.inbound import Attachment, Inbound, Kind

# Edits are not asked for: an edited text read as an answer would answer the question that is open now.
WANTED = ("message", "callback_query", "my_chat_member")
DOWNLOAD_MOST = 20_000_000  # bytes that getFile hands out, core.telegram.org/bots/api#getfile
EXCERPT = 2000  # characters of an unusable update that staff see
COMMAND = re.compile(r"/([a-z][a-z0-9_]*)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


class Tap(Inbound, frozen=True):
    """A tapped button, with what is needed to answer it and to take the buttons away."""

    query: str = ""
    message: int = 0


class _Chat(msgspec.Struct, frozen=True, gc=False):
    id: int
    type: str


class _Sender(msgspec.Struct, frozen=True, gc=False):
    id: int
    first_name: str = ""
    last_name: str = ""


class _File(msgspec.Struct, frozen=True, gc=False):
    file_id: str
    file_size: int | None = None
    mime_type: str = ""


class _Contact(msgspec.Struct, frozen=True, gc=False):
    phone_number: str
    user_id: int | None = None


class _Location(msgspec.Struct, frozen=True, gc=False):
    latitude: float
    longitude: float


class _Message(msgspec.Struct, frozen=True, gc=False, rename={"sender": "from"}):
    chat: _Chat
    date: int = 0
    sender: _Sender | None = None
    text: str = ""
    caption: str = ""
    photo: tuple[_File, ...] = ()
    voice: _File | None = None
    document: _File | None = None
    contact: _Contact | None = None
    location: _Location | None = None
    media_group_id: str = ""


class _Tapped(msgspec.Struct, frozen=True, gc=False):
    chat: _Chat
    message_id: int


class _Query(msgspec.Struct, frozen=True, gc=False, rename={"sender": "from"}):
    id: str
    sender: _Sender
    message: _Tapped | None = None
    data: str = ""


class _Member(msgspec.Struct, frozen=True, gc=False):
    status: str


class _Membership(msgspec.Struct, frozen=True, gc=False, rename={"sender": "from"}):
    chat: _Chat
    sender: _Sender
    new_chat_member: _Member
    date: int = 0


class _Update(msgspec.Struct, frozen=True, gc=False):
    update_id: int
    message: _Message | None = None
    callback_query: _Query | None = None
    my_chat_member: _Membership | None = None


class _Numbered(msgspec.Struct, frozen=True, gc=False):
    update_id: int


_decode = msgspec.json.Decoder(_Update).decode
_number = msgspec.json.Decoder(_Numbered).decode
UNREADABLE = (msgspec.MsgspecError, ValueError, OverflowError, OSError, RecursionError)


def read_update(body: bytes) -> Sequence[Inbound]:
    """One update as at most one message: empty for groups, channels and kinds that we do not use.

    What is no update, or has a field of the wrong type, becomes UNUSABLE, with the same id at each repeat.
    """
    try:
        try:
            update = _decode(body)
        except (msgspec.DecodeError, UnicodeDecodeError):
            update = _decode(_mended(body))
        return _inbound(update)
    except UNREADABLE:
        return (_unusable(body),)


def update_number(body: bytes) -> int:
    """The update_id, or 0 where there is none."""
    try:
        return _number(body).update_id
    except UNREADABLE:
        return 0


def _mended(body: bytes) -> bytes:
    """The same JSON without half characters (lone surrogates, broken UTF-8), which msgspec refuses."""
    value: Any = json.loads(body.decode("utf-8", "ignore"))
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "ignore")


def _unusable(body: bytes) -> Inbound:
    number = update_number(body)
    external_id = f"update:{number}" if number else f"body:{hashlib.sha256(body).hexdigest()}"
    excerpt = clean(body[: 4 * EXCERPT].decode("utf-8", "replace"))[:EXCERPT]
    return Inbound("telegram", external_id, address="", kind=Kind.UNUSABLE, text=excerpt)


def _inbound(update: _Update) -> Sequence[Inbound]:
    external_id = f"update:{update.update_id}"
    if (message := update.message) is not None:
        if message.chat.type == "private":
            return (_message(external_id, message),)
    elif (query := update.callback_query) is not None:
        if query.data and query.message is not None and query.message.chat.type == "private":
            return (_tap(external_id, query, query.message),)
    elif (member := update.my_chat_member) is not None and member.chat.type == "private":
        kind = {"member": Kind.UNBLOCKED, "kicked": Kind.BLOCKED, "left": Kind.BLOCKED}.get(
            member.new_chat_member.status
        )
        if kind is not None:
            name, at = _name(member.sender), _time(member.date)
            return (Inbound("telegram", external_id, str(member.chat.id), kind, name=name, at=at),)
    return ()


def _tap(external_id: str, query: _Query, tapped: _Tapped) -> Tap:
    return Tap(
        "telegram",
        external_id,
        str(tapped.chat.id),
        Kind.TAP,
        data=clean(query.data),
        name=_name(query.sender),
        query=query.id,
        message=tapped.message_id,
    )


def _message(external_id: str, message: _Message) -> Inbound:
    kind, text, data, attachment = Kind.OTHER, clean(message.caption), "", None
    latitude = longitude = None
    if message.text:
        kind, text, data = _words(clean(message.text))
    elif message.photo:
        kind, attachment = Kind.PHOTO, _picture(message.photo)
    elif message.voice is not None:
        kind, attachment = Kind.VOICE, _attachment(message.voice, "voice")
    elif message.document is not None:
        kind, attachment = Kind.DOCUMENT, _attachment(message.document, "document")
    elif message.contact is not None:
        kind, data = Kind.CONTACT, _own_phone(message.contact, message.sender)
    elif message.location is not None:
        kind, latitude, longitude = Kind.LOCATION, message.location.latitude, message.location.longitude
    return Inbound(
        "telegram",
        external_id,
        str(message.chat.id),
        kind,
        text,
        data,
        attachment,
        latitude,
        longitude,
        name=_name(message.sender),
        album=message.media_group_id,
        at=_time(message.date),
    )


def _words(text: str) -> tuple[Kind, str, str]:
    """A text; `/start` with its payload; any other command as the words that it stands for."""
    if not text.startswith("/") or (found := COMMAND.fullmatch(text.strip())) is None:
        return Kind.TEXT, text, ""
    command, rest = found[1].lower(), (found[2] or "").strip()
    if command == "start":
        return Kind.START, "", rest
    return Kind.TEXT, f"{command.replace('_', ' ')} {rest}".strip(), ""


def _own_phone(contact: _Contact, sender: _Sender | None) -> str:
    """The sender's own number as "+62..."; nothing of anybody else's is kept, it proves nothing."""
    if sender is None or contact.user_id != sender.id:
        return ""
    digits = re.sub(r"\D", "", contact.phone_number)
    return f"+{digits}" if digits else ""


def _picture(sizes: Sequence[_File]) -> Attachment:
    """The largest size that can be downloaded; Telegram lists them from small to large."""
    fitting = [size for size in sizes if (size.file_size or 0) <= DOWNLOAD_MOST]
    return _attachment((fitting or list(sizes))[-1], "photo")


def _attachment(file: _File, kind: str) -> Attachment:
    return Attachment(file.file_id, kind, file.file_size, file.mime_type)


def _name(sender: _Sender | None) -> str:
    return "" if sender is None else clean(f"{sender.first_name} {sender.last_name}".strip())


def _time(date: int) -> datetime | None:
    return datetime.fromtimestamp(date, UTC) if date else None


def clean(text: str) -> str:
    """Without NUL, which PostgreSQL does not store, and without half characters, which nobody can send."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii() or text.isprintable():  # no surrogate is either
        return text
    return re.sub("[\ud800-\udfff]", "", text)
