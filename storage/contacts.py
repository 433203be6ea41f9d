"""Contacts: who an address belongs to, found or made in a turn, and what we last showed there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import bindparam, text, update

from storage import forms
from storage.database import Db, Fast
from storage.forms import FormRow
from storage.inbound import Inbound
from storage.outbox import release_templates
from storage.tables import Contact, Person

WIB = ZoneInfo("Asia/Jakarta")
SITTING = timedelta(hours=6)  # a message this long after the last begins a new sitting


class NoContact(LookupError):
    """A person whom no channel reaches, or a contact that is gone."""


class Visitor(msgspec.Struct, frozen=True):
    """Who writes to us, and where. `person_id` is None until the address belongs to a person."""

    contact_id: int
    channel: str
    address: str
    name: str  # the channel's display name
    language: str
    person_id: int | None = None
    registered: bool = False
    phone: str | None = None  # proved by the channel or a code; None: not verified yet
    staff_id: int | None = None  # where the verified phone is a staff member's
    role: str = ""
    kecamatan: str = ""  # an assistant's own
    came_from: str = ""  # code of the kecamatan whose poster led here


class Met(msgspec.Struct, frozen=True):
    """A visitor with what a turn must know of the contact itself."""

    visitor: Visitor
    new: bool  # this is the first message
    noticed: str  # version of the privacy notice shown
    shown: str  # JSON: data of the options last shown without a form
    thread_id: int | None  # the open relay to a human
    form: FormRow | None  # the open one


# The usual hour moves one step towards the hour at which each sitting begins: one odd night changes little.
_TOUCH = Fast(
    text(
        """
        UPDATE contact SET
          hour = CASE
            WHEN hour IS NULL THEN CAST(:hour AS INTEGER)
            WHEN heard_at > :sitting OR hour = :hour THEN hour
            WHEN (CAST(:hour AS INTEGER) - hour + 24) % 24 <= 12 THEN (hour + 1) % 24
            ELSE (hour + 23) % 24 END,
          heard_at = :now, blocked_at = NULL,
          name = CASE WHEN :name = '' THEN name ELSE :name END,
          phone = CASE WHEN :phone = '' THEN phone ELSE :phone END
        WHERE id = :contact
        """
    )
)
_MAKE = Fast(
    text(
        """
        INSERT INTO contact
          (channel, address, phone, name, language, noticed, heard_at, hour, shown, misses, created_at)
        VALUES (:channel, :address, NULLIF(:phone, ''), :name, 'id', '', :now, :hour, '', 0, :now)
        ON CONFLICT (channel, address) DO NOTHING
        """
    )
)
# A staff member is recognised by a verified phone: the channel's own proof, else the person's.
_SEE = """
    SELECT c.id, c.channel, c.address, c.name, c.language, c.person_id,
      p.registered_at IS NOT NULL AND p.erased_at IS NULL,
      COALESCE(c.phone, CASE WHEN p.phone_verified_at IS NOT NULL THEN p.phone END),
      s.id, s.role, s.kecamatan, c.noticed, c.shown, c.thread_id, c.phone, c.came_from,
      f.id, f.state, f.sealed, f.follows, f.touched_at
    FROM contact c
    LEFT JOIN form f ON f.contact_id = c.id AND f.state = 'open'
    LEFT JOIN person p ON p.id = c.person_id
    LEFT JOIN staff s ON s.ended_at IS NULL
      AND s.phone = COALESCE(c.phone, CASE WHEN p.phone_verified_at IS NOT NULL THEN p.phone END)
    """
_SEE_ONE = Fast(text(f"{_SEE} WHERE c.id = :contact"))
_SEE_AT = Fast(text(f"{_SEE} WHERE c.channel = :channel AND c.address = :address"))
_REACH = """
    SELECT id FROM contact WHERE person_id = :person AND blocked_at IS NULL
    ORDER BY heard_at IS NULL, heard_at DESC, id DESC LIMIT 1
    """
_REACHED = Fast(text(_REACH))
# PostgreSQL only: the turns of one contact follow each other. What is joined is read after the lock is ours.
_LOCK = Fast(text("SELECT id FROM contact WHERE id = :contact FOR UPDATE"))
_LOCK_AT = Fast(text("SELECT id FROM contact WHERE channel = :channel AND address = :address FOR UPDATE"))


def meet(db: Db, inbound: Inbound, now: datetime) -> Met:
    """The contact an inbound message is from, made if it is new; or whom the office addresses.

    Addresses of the office's rows are `person:<id>` (the channel last written from that is not blocked) and
    `contact:<id>`. Raises NoContact where there is none.
    """
    if inbound.channel == "office":
        return _as_met(db, _see(db, _addressed(db, inbound.address)), new=False)
    channel, address = inbound.channel, inbound.address[:80]
    told = {
        "name": inbound.name.replace("\0", "")[:100],
        "phone": inbound.phone,
        "now": now,
        "hour": now.astimezone(WIB).hour,
    }
    seen = _at(db, channel, address)
    if seen is None:
        made = db.insert(_MAKE, channel=channel, address=address, **told)
        if made is not None:
            return _as_met(db, _see(db, made), new=True)
        seen = _at(db, channel, address)  # another process was quicker
        if seen is None:
            raise NoContact(channel)
    db.run(_TOUCH, contact=seen[0], sitting=now - SITTING, **told)
    if channel == "whatsapp":
        release_templates(db, seen[0], now)
    if told["name"] not in ("", seen[3]) or told["phone"] not in ("", seen[14]):
        seen = _see(db, seen[0])
    return _as_met(db, seen, new=False)


def _at(db: Db, channel: str, address: str) -> tuple[Any, ...] | None:
    if db.dialect == "postgresql":
        db.run(_LOCK_AT, channel=channel, address=address)
    return db.row(_SEE_AT, channel=channel, address=address)


def reachable(db: Db, person_id: int) -> bool:
    """Whether some channel reaches this person: one that they have written from and not blocked."""
    return db.row(_REACHED, person=person_id) is not None


def _addressed(db: Db, address: str) -> int:
    kind, _, number = address.partition(":")
    if kind not in ("person", "contact") or not number.isdigit():
        raise NoContact(f"an address of the office must be person:<id> or contact:<id>, not {kind}")
    contact = int(number)
    if kind == "person":
        row = db.row(_REACHED, person=contact)
        if row is None:
            raise NoContact(address)
        contact = row[0]
    if db.dialect == "postgresql":
        db.run(_LOCK, contact=contact)
    return contact


def _see(db: Db, contact_id: int) -> tuple[Any, ...]:
    row = db.row(_SEE_ONE, contact=contact_id)
    if row is None:
        raise NoContact(f"contact:{contact_id}")
    return row


def _as_met(db: Db, row: tuple[Any, ...], *, new: bool) -> Met:
    form = forms.read(db, row[16:]) if row[16] is not None else None
    return Met(_visitor(row), new, noticed=row[11], shown=row[12], thread_id=row[13], form=form)


def _visitor(row: tuple[Any, ...]) -> Visitor:
    contact, channel, address, name, language, person, registered, phone, staff, role, kecamatan = row[:11]
    return Visitor(
        contact,
        channel,
        address,
        name,
        language,
        person,
        bool(registered),
        phone,
        staff,
        role or "",
        kecamatan or "",
        row[15] or "",
    )


def visitor(db: Db, contact_id: int) -> Visitor:
    """The visitor as of now; what the session holds is written first. Raises NoContact."""
    db.flush()
    return _visitor(_see(db, contact_id))


_NOTICE = Fast(update(Contact).where(Contact.id == bindparam("contact")).values(noticed=bindparam("version")))
_SHOW = Fast(update(Contact).where(Contact.id == bindparam("contact")).values(shown=bindparam("data")))
_BLOCK = Fast(update(Contact).where(Contact.id == bindparam("contact")).values(blocked_at=bindparam("now")))
_CLEAR = Fast(text("UPDATE contact SET misses = 0 WHERE id = :contact AND misses <> 0"))
_MISS = Fast(text("UPDATE contact SET misses = misses + 1 WHERE id = :contact RETURNING misses"))
_THREAD = Fast(
    update(Contact).where(Contact.id == bindparam("contact")).values(thread_id=bindparam("thread"))
)
_LINK = Fast(
    update(Contact)
    .where(Contact.id == bindparam("contact"))
    .values(person_id=bindparam("person"), came_from=None)
)
_CAME = Fast(update(Contact).where(Contact.id == bindparam("contact")).values(came_from=bindparam("place")))
_PROVE = Fast(update(Contact).where(Contact.id == bindparam("contact")).values(phone=bindparam("number")))
_WITH_PHONE = Fast(
    text(
        "SELECT id FROM person WHERE phone = :phone AND erased_at IS NULL ORDER BY registered_at IS NULL, id"
    )
)


def notice(db: Db, contact_id: int, version: str) -> None:
    """Note which version of the privacy notice was shown."""
    db.run(_NOTICE, contact=contact_id, version=version)


def show(db: Db, contact_id: int, before: str, data: str) -> None:
    """Keep what a typed number means now, where it changed."""
    if data != before:
        db.run(_SHOW, contact=contact_id, data=data)


def came(db: Db, contact_id: int, kecamatan: str) -> None:
    """Keep where the poster hangs that led here, for registration to suggest."""
    db.run(_CAME, contact=contact_id, place=kecamatan)


def block(db: Db, contact_id: int, now: datetime) -> None:
    """The person blocked us here; writing again undoes it."""
    db.run(_BLOCK, contact=contact_id, now=now)


def unblock(db: Db, contact_id: int) -> None:
    db.run(_BLOCK, contact=contact_id, now=None)


def missed(db: Db, contact_id: int) -> int:
    """Count a text that was not understood; gives how many in a row."""
    row = db.row(_MISS, contact=contact_id)
    return row[0] if row else 0


def understood(db: Db, contact_id: int) -> None:
    db.run(_CLEAR, contact=contact_id)


def relay(db: Db, contact_id: int, thread_id: int | None) -> None:
    """Open or end the relay to a human."""
    db.run(_THREAD, contact=contact_id, thread=thread_id)


def link(db: Db, contact_id: int, person_id: int | None) -> None:
    """From now on the address belongs to this person (None: to nobody)."""
    db.flush()
    db.run(_LINK, contact=contact_id, person=person_id)


def prove(db: Db, contact_id: int, phone: str) -> None:
    """The channel, or a code, proved that the phone is the sender's."""
    db.run(_PROVE, contact=contact_id, number=phone)


def persons_with(db: Db, phone: str) -> list[Person]:
    """The people known by a phone, registered ones first: a phone may be shared, a number recycled."""
    db.flush()
    found = (db.session.get(Person, row[0]) for row in db.rows(_WITH_PHONE, phone=phone))
    return [person for person in found if person is not None]
