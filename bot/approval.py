"""`python -m bot.approval`: hands in to WhatsApp the templates that are lacking, and says what to set."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import typer

from bot.channels.channel import SendError
from bot.channels.whatsapp_api import Api
from bot.channels.whatsapp_templates import load, submit
from bot.commands.words import in_words
from bot.settings import Settings, read_office


async def hand_in(settings: Settings, office: str, tell: Callable[[str], object]) -> bool:
    """Tells kind, ContentSid and state of each, then the setting; False where Twilio refused one."""
    texts, sids = load(), dict(settings.twilio_templates)
    token = settings.twilio_auth_token.get_secret_value()
    api = Api(settings.twilio_account_sid, token, settings.twilio_api_url, settings.twilio_content_url)
    try:
        for kind in texts.lacking(sids):
            try:
                sids[kind], state = await submit(api, kind, texts.kinds[kind], office)
            except SendError as error:
                tell(f"{kind}: {error.reason}")
                return False
            tell(f"{kind} {sids[kind]} {state}")
    finally:
        await api.close()
        tell(f"KABAR_TWILIO_TEMPLATES={json.dumps(sids)}")
    return True


if __name__ == "__main__":
    with in_words():
        settings = Settings()
        office = read_office(settings.office).name
    raise SystemExit(not asyncio.run(hand_in(settings, office, typer.echo)))
