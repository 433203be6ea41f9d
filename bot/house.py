"""Everything built in one place and passed in: the office, its memory, its turns and channels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.channels.channel import Channel
from bot.channels.webchat import WebChat
from bot.clock import Clock
from bot.secrets import kept_secret, sealing_keys
from bot.settings import Settings, read_office
from conversations.understanding.lexicon import Lexicon
from locales.texts import Texts
from rules import quiet
from rules.office import Office
from rules.quiet import QuietHours
from rules.regions import Regions, is_holiday
from storage.database import Database
from turns.desks import desks
from turns.turn import Turns

RELEASE = "0.1"


@dataclass(slots=True)
class House:
    """What one process is made of. Close it at the end."""

    settings: Settings
    office: Office
    quiet: QuietHours
    texts: Texts
    regions: Regions
    database: Database
    turns: Turns
    clock: Clock

    def close(self) -> None:
        self.database.close()


def build(settings: Settings, now: datetime | None = None) -> House:
    """Reads the office's file, the texts and words, and opens the database.

    Raises OfficeError, KeysMissing or ValueError with what is wrong in the settings.
    """
    office = read_office(settings.office)
    texts = Texts.load()
    regions = Regions.load(office.code)
    database = Database.open(settings.database, sealing_keys(settings), settings.data_dir)
    public = settings.public

    def address(channel: str) -> str:
        """Without a public URL only who chats on our own page reaches our pages."""
        return settings.public_url if public or channel == "web" else ""

    turns = Turns(office, texts, Lexicon.load(), regions, desks(regions, address), RELEASE)
    hours = quiet.parse(settings.quiet_hours, is_holiday)
    return House(settings, office, hours, texts, regions, database, turns, Clock(now))


def channels(house: House, media_url: Callable[[int], str]) -> Mapping[str, Channel]:
    """The channels that the settings give what they need; web chat needs nothing."""
    settings = house.settings
    sealing = house.database.sealing
    made: dict[str, Channel] = {"web": WebChat(settings.data_dir / "uploads", sealing.seal, sealing.open)}
    token = settings.telegram_token.get_secret_value()
    if token:
        from bot.channels.telegram import Telegram  # its libraries take seconds to import

        secret = settings.telegram_webhook_secret.get_secret_value() or kept_secret(settings, "telegram")
        offers = {what: house.texts.say("id", f"share-{what}", {}) for what in ("contact", "location")}
        made["telegram"] = Telegram(token, secret, settings.telegram_api_url, now=house.clock, offers=offers)
    if settings.twilio_account_sid and settings.twilio_from:
        from bot.channels.whatsapp import WhatsApp

        made["whatsapp"] = WhatsApp(
            settings.twilio_account_sid,
            settings.twilio_auth_token.get_secret_value(),
            settings.twilio_from,
            settings.public_url,
            settings.twilio_api_url,
            settings.twilio_content_url,
            settings.twilio_templates,
            media_url,
        )
    return made
