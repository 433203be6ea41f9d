"""Examines an installation: what is well, what is not, and what to do about it, in words."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select

from bot.channels.channel import SendError
from bot.demo import is_demo
from bot.house import House
from rules.office import Office
from storage import due, inbox, leases, outbox, rotation
from storage.tables import Outbox, Staff

WELL, WORTH, BAD = "✓", "•", "✗"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination; `bad` is something that keeps the office from its work."""

    mark: str
    words: str

    @property
    def bad(self) -> bool:
        return self.mark == BAD


def examine(house: House) -> list[Finding]:
    """Everything that can be seen from here; asks Telegram and Twilio where they are set up."""
    return [Finding(mark, house.texts.say("id", key, args)) for mark, key, args in _look(house)]


Found = tuple[str, str, dict[str, str | int]]


def _look(house: House) -> Iterator[Found]:
    yield from _database(house)
    yield from _settings(house)
    yield from _telegram(house)
    yield from _whatsapp(house)
    yield from _office(house.office)


def _database(house: House) -> Iterator[Found]:
    with house.database.read() as db:
        yield WELL, "doctor-database", {"kind": house.database.dialect}
        if is_demo(house.database):
            yield WORTH, "doctor-demo", {}
        if leases.on_hold(db) is not None:
            yield BAD, "doctor-hold", {}
        staff = db.conn.scalar(select(func.count()).select_from(Staff).where(Staff.role == "admin")) or 0
        if not staff:
            yield BAD, "doctor-no-admin", {}
        undone = len(inbox.undone(db))
        if undone:
            yield WORTH, "doctor-quarantine", {"count": undone}
        for (why, kind), count in sorted(outbox.held(db).items()):
            yield WORTH, f"doctor-held-{why}", {"kind": kind, "count": count}
        failed = db.conn.scalar(select(func.count()).select_from(Outbox).where(Outbox.state == "failed")) or 0
        if failed:
            yield WORTH, "doctor-failed", {"count": failed}
        for why, count in due.failing(db).items():
            yield WORTH, "doctor-due", {"count": count, "why": why}


def _settings(house: House) -> Iterator[Found]:
    settings = house.settings
    if not settings.secret_keys.get_secret_value():
        yield WORTH, "doctor-keys", {"file": str(settings.data_dir / "secret.keys")}
    if locked := rotation.unopened(house.database):
        yield BAD, "doctor-keys-wrong", {"count": locked}
    if house.database.sealing.older:
        count = rotation.remaining(house.database)
        yield WORTH, "doctor-keys-older" if count else "doctor-keys-over", {"count": count}
    if not settings.public_url.startswith("https://"):
        yield WORTH, "doctor-public", {"url": settings.reached}
    if settings.public:
        yield WELL, "doctor-papers", {"url": f"{settings.public_url}/berkas/"}
    else:
        yield WORTH, "doctor-papers-none", {}
    if house.quiet.off:
        yield WORTH, "doctor-quiet-off", {}


def _telegram(house: House) -> Iterator[Found]:
    if not house.settings.telegram_token.get_secret_value():
        yield WORTH, "doctor-telegram-none", {}
        return
    name, hook = asyncio.run(_ask_telegram(house))
    if not name:
        yield BAD, "doctor-telegram-bad", {}
        return
    yield WELL, "doctor-telegram", {"name": name}
    mode = house.settings.telegram_mode
    wanted = f"{house.settings.reached}/telegram/webhook" if mode == "webhook" else ""
    if hook != wanted:
        yield WORTH, "doctor-telegram-hook", {"mode": mode}


async def _ask_telegram(house: House) -> tuple[str, str]:
    """The bot's name and its webhook; "" where Telegram does not know the token or does not answer."""
    from aiogram import Bot  # takes seconds to import
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    server = TelegramAPIServer.from_base(house.settings.telegram_api_url)
    bot = Bot(
        house.settings.telegram_token.get_secret_value(), session=AiohttpSession(api=server, timeout=10)
    )
    try:
        me, hook = await bot.get_me(), await bot.get_webhook_info()
    except Exception:  # whatever went wrong, the answer is the same
        return "", ""
    finally:
        await bot.session.close()
    return me.username or me.first_name, hook.url


def _whatsapp(house: House) -> Iterator[Found]:
    settings = house.settings
    if not settings.twilio_account_sid:
        yield WORTH, "doctor-whatsapp-none", {}
        return
    from bot.channels.whatsapp_templates import load

    if not settings.twilio_auth_token.get_secret_value() or not settings.twilio_from.startswith("whatsapp:+"):
        yield BAD, "doctor-whatsapp-bad", {}
        return
    if not asyncio.run(_ask_twilio(house)):
        yield BAD, "doctor-whatsapp-refused", {}
        return
    yield WELL, "doctor-whatsapp", {"hook": f"{settings.reached}/whatsapp/webhook"}
    for kind in load().lacking(settings.twilio_templates):
        yield WORTH, "doctor-template", {"kind": kind}


async def _ask_twilio(house: House) -> bool:
    """Whether Twilio answers and takes the account and the token."""
    from bot.channels.whatsapp_api import Api

    settings, now = house.settings, house.clock()
    api = Api(
        settings.twilio_account_sid,
        settings.twilio_auth_token.get_secret_value(),
        settings.twilio_api_url,
        settings.twilio_content_url,
        seconds=10,
    )
    try:
        await api.received(settings.twilio_from, now)
    except SendError:
        return False
    finally:
        await api.close()
    return True


def _office(office: Office) -> Iterator[Found]:
    unconfirmed = sum(not told.confirmed for told in (office.address, office.hours, office.phone))
    unconfirmed += sum(
        not stage.confirmed for stage in (office.fund.check, office.fund.complete, office.fund.forward)
    )
    unconfirmed += sum(not document.confirmed for document in office.fund.documents)
    if unconfirmed:
        yield WORTH, "doctor-unconfirmed", {"count": unconfirmed}
