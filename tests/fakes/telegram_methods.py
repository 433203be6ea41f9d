"""What each method of the fake Bot API does: a request's fields and files in, its result out."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.fakes import telegram_rules as rules
from tests.fakes.telegram_ledger import Rates
from tests.fakes.telegram_person import Person, Sent, Update
from tests.fakes.telegram_rules import Refused, bad
from tests.fakes.telegram_updates import Updates

Fields = dict[str, str]
Files = dict[str, bytes]


class Methods:
    """The bot and its chats, as the API's methods see and change them."""

    def __init__(self, token: str, rates: Rates, updates: Updates, numbers: Iterator[int]) -> None:
        self.token, self.rates, self.updates = token, rates, updates
        self.people: dict[int, Person] = {}
        self.files: dict[str, bytes] = {}
        self.commands: list[dict[str, str]] = []
        self.menu: dict[str, Any] = {"type": "default"}
        self.queries: dict[str, float] = {}  # taps not answered yet -> time.monotonic()
        self.queries_live = 15.0  # seconds in which a tap can be answered
        self._numbers = numbers

    def named(self, name: str) -> tuple[str, Callable[[Fields, Files], Any] | None]:
        """The method, whatever its case, and what does it; the API's names are case-insensitive."""
        for attribute in dir(self):
            if attribute.lower() == f"do_{name.lower()}":
                return attribute[3:], getattr(self, attribute)
        return name, None

    def do_getMe(self, fields: Fields, files: Files) -> dict[str, Any]:  # noqa: N802
        return {
            "id": int(self.token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Kabar Usaha",
            "username": "kabar_usaha_bot",
            "can_join_groups": False,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
        }

    def do_setWebhook(self, fields: Fields, files: Files) -> bool:  # noqa: N802
        url, secret = fields.get("url", ""), fields.get("secret_token", "")
        rules.webhook(url, secret)
        drop = fields.get("drop_pending_updates", "").lower() == "true"
        self.updates.set_webhook(url, secret, json.loads(fields.get("allowed_updates") or "[]"), drop=drop)
        return True

    def do_deleteWebhook(self, fields: Fields, files: Files) -> bool:  # noqa: N802
        drop = fields.get("drop_pending_updates", "").lower() == "true"
        self.updates.set_webhook("", "", [], drop=drop)
        return True

    def do_getWebhookInfo(self, fields: Fields, files: Files) -> dict[str, Any]:  # noqa: N802
        return {
            "url": self.updates.url,
            "has_custom_certificate": False,
            "pending_update_count": self.updates.waiting,
        }

    async def do_getUpdates(self, fields: Fields, files: Files) -> list[Update]:  # noqa: N802
        if "allowed_updates" in fields and not self.updates.url:
            self.updates.allowed = json.loads(fields["allowed_updates"] or "[]")
        return await self.updates.get(
            int(fields.get("offset") or 0), int(fields.get("limit") or 100), float(fields.get("timeout") or 0)
        )

    def do_sendMessage(self, fields: Fields, files: Files) -> dict[str, Any]:  # noqa: N802
        text = rules.words(fields.get("text"), rules.TEXT_MOST, parse_mode=fields.get("parse_mode", ""))
        markup = rules.markup(fields.get("reply_markup"), private=self._private(fields))
        person = self._chat(fields)
        self.rates.spend(person.id)
        sent = Sent(next(self._numbers), person.id, text, markup, time.monotonic())
        return self._sent(person, sent, {"text": text})

    def do_sendPhoto(self, fields: Fields, files: Files) -> dict[str, Any]:  # noqa: N802
        caption = rules.words(
            fields.get("caption"), rules.CAPTION_MOST, caption=True, parse_mode=fields.get("parse_mode", "")
        )
        markup = rules.markup(fields.get("reply_markup"), private=self._private(fields))
        given = fields.get("photo", "")
        data = files.get(given.removeprefix("attach://") if given.startswith("attach://") else "photo")
        if data is not None:
            rules.picture(data)
            file_id = rules.new_file_id()
            self.files[file_id] = data
        elif not given:
            raise bad("there is no photo in the request")
        elif given in self.files:
            data, file_id = self.files[given], given
        else:
            raise bad("wrong file identifier/HTTP URL specified")
        person = self._chat(fields)
        self.rates.spend(person.id)
        sent = Sent(next(self._numbers), person.id, caption, markup, time.monotonic(), data)
        size = {"file_id": file_id, "file_unique_id": file_id[-8:], "width": 100, "height": 100}
        content: dict[str, Any] = {"photo": [{**size, "file_size": len(data)}]}
        return self._sent(person, sent, {**content, "caption": caption} if caption else content)

    def do_editMessageReplyMarkup(self, fields: Fields, files: Files) -> dict[str, Any]:  # noqa: N802
        markup = rules.markup(fields.get("reply_markup"), private=True)
        person = self._chat(fields)
        for sent in person.messages:
            if str(sent.message_id) == fields.get("message_id"):
                if sent.markup.inline == markup.inline:
                    raise bad(
                        "message is not modified: specified new message content and reply markup "
                        "are exactly the same as a current content and reply markup of the message"
                    )
                sent.markup = markup
                return self._shown(person, sent, {"text": sent.text})
        raise bad("message to edit not found")

    def do_answerCallbackQuery(self, fields: Fields, files: Files) -> bool:  # noqa: N802
        asked = self.queries.pop(fields.get("callback_query_id", ""), 0.0)
        if time.monotonic() - asked > self.queries_live:
            raise bad("query is too old and response timeout expired or query ID is invalid")
        if len(fields.get("text", "")) > 200:
            raise bad("MESSAGE_TOO_LONG")
        return True

    def do_sendChatAction(self, fields: Fields, files: Files) -> bool:  # noqa: N802
        if fields.get("action") not in rules.ACTIONS:
            raise bad("wrong parameter action in request")
        self._chat(fields).typing += 1
        return True

    def do_getFile(self, fields: Fields, files: Files) -> dict[str, Any]:  # noqa: N802
        file_id = fields.get("file_id", "")
        if file_id not in self.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        if len(self.files[file_id]) > rules.DOWNLOAD_MOST:
            raise bad("file is too big")
        size = len(self.files[file_id])
        return {
            "file_id": file_id,
            "file_unique_id": file_id[-8:],
            "file_size": size,
            "file_path": f"photos/{file_id}.jpg",
        }

    def do_setMyCommands(self, fields: Fields, files: Files) -> bool:  # noqa: N802
        self.commands = rules.commands(fields.get("commands"))
        return True

    def do_setChatMenuButton(self, fields: Fields, files: Files) -> bool:  # noqa: N802
        self.menu = json.loads(fields.get("menu_button") or '{"type": "default"}')
        if self.menu.get("type") not in ("commands", "web_app", "default"):
            raise bad("menu button has invalid type")
        return True

    def _private(self, fields: Fields) -> bool:
        return not fields.get("chat_id", "").startswith(("-", "@"))

    def _chat(self, fields: Fields) -> Person:
        chat = fields.get("chat_id", "")
        if not chat:
            raise bad("chat_id is empty")
        person = self.people.get(int(chat)) if chat.lstrip("-").isdigit() else None
        if person is None:
            raise bad("chat not found")
        if person.deactivated:
            raise Refused(403, "Forbidden: user is deactivated")
        if person.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if not person.started:
            raise Refused(403, "Forbidden: bot can't initiate conversation with a user")
        return person

    def _sent(self, person: Person, sent: Sent, content: dict[str, Any]) -> dict[str, Any]:
        person.messages.append(sent)
        return self._shown(person, sent, content)

    def _shown(self, person: Person, sent: Sent, content: dict[str, Any]) -> dict[str, Any]:
        return {
            "message_id": sent.message_id,
            "from": self.do_getMe({}, {}),
            "chat": {"id": person.id, "first_name": person.name, "type": "private"},
            "date": int(time.time()),
            **content,
            **({"reply_markup": {"inline_keyboard": sent.markup.inline}} if sent.markup.inline else {}),
        }
