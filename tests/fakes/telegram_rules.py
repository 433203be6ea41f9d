"""What the Bot API refuses and in which words: pure checks of the parameters of a request."""

from __future__ import annotations

import html
import json
import re
import secrets
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

TEXT_MOST = 4096  # UTF-16 units, core.telegram.org/bots/api#sendmessage
CAPTION_MOST = 1024
DATA_MOST = 64  # bytes of callback_data
INLINE_MOST = 100  # buttons of an inline keyboard, and 8 in a row
KEYBOARD_MOST = 300
MARKUP_MOST = 10_000  # bytes of reply_markup
PHOTO_MOST = 10 * 1024 * 1024
DOWNLOAD_MOST = 20 * 1024 * 1024  # getFile

TAGS = frozenset("b strong i em u ins s strike del a code pre span tg-spoiler tg-emoji blockquote".split())
ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document "
    "choose_sticker find_location record_video_note upload_video_note".split()
)
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"RIFF")


class Refused(Exception):
    """An answer of the API that is not ok."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


@dataclass(frozen=True, slots=True)
class Markup:
    """A keyboard under a message: `inline` rows of buttons or a reply keyboard's rows, or neither."""

    inline: list[list[dict[str, Any]]] = field(default_factory=list)
    keyboard: list[list[dict[str, Any]]] = field(default_factory=list)
    removes: bool = False


def units(text: str) -> int:
    """UTF-16 code units, in which Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def words(text: str | None, most: int, *, caption: bool = False, parse_mode: str = "") -> str:
    """The text as the person sees it. The original turns NUL into a space; here it is refused, to be seen."""
    text = text or ""
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise bad("strings must be encoded in UTF-8")
    text = parsed(text, parse_mode).strip()
    if not text and not caption:
        raise bad("message text is empty")
    if units(text) > most:
        raise bad("message caption is too long" if caption else "message is too long")
    return text


def parsed(text: str, mode: str) -> str:
    """What a parse_mode leaves of a text; raises for what it cannot parse."""
    if not mode:
        return text
    if mode.lower() == "html":
        return _parsed_html(text)
    if mode.lower() == "markdownv2":
        found = re.search(r"(?<!\\)[.!()#+\-={}|>\[\]~_*`]", text)
        if found:
            raise bad(
                f"can't parse entities: Character '{found[0]}' is reserved "
                "and must be escaped with the preceding '\\'"
            )
        return re.sub(r"\\(.)", r"\1", text)
    if mode.lower() == "markdown":
        for sign in "*_`":
            if text.count(sign) % 2:
                start = len(text[: text.rindex(sign)].encode())
                raise bad(
                    f"can't parse entities: Can't find end of the entity starting at byte offset {start}"
                )
        return re.sub(r"[*_`]", "", text)
    raise bad("unsupported parse_mode")


def _parsed_html(text: str) -> str:
    open_tags: list[str] = []
    shown: list[str] = []
    at = 0
    for found in re.finditer(r"<(/?)([^>\s/]*)([^>]*)(>?)", text):
        shown.append(text[at : found.start()])
        at = found.end()
        offset = len(text[: found.start()].encode())
        closing, tag, _, end = found.groups()
        if not end:
            which = "end" if closing else "start"
            raise bad(f"can't parse entities: Unclosed {which} tag at byte offset {offset}")
        if not closing:
            if tag.lower() not in TAGS:
                raise bad(f'can\'t parse entities: Unsupported start tag "{tag}" at byte offset {offset}')
            open_tags.append(tag)
        elif not open_tags:
            raise bad(f"can't parse entities: Unexpected end tag at byte offset {offset}")
        elif open_tags.pop() != tag:
            raise bad(f"can't parse entities: Unmatched end tag at byte offset {offset}")
    if open_tags:
        raise bad(f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1]}\"")
    return html.unescape("".join(shown) + text[at:])


def markup(given: str | None, *, private: bool) -> Markup:
    """The keyboard of a request, checked as the API checks it."""
    if not given:
        return Markup()
    try:
        value = json.loads(given)
    except ValueError:
        raise bad("can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad("object expected as reply markup")
    if len(given.encode("utf-8", "surrogatepass")) > MARKUP_MOST:
        raise bad("reply markup is too long")
    if "inline_keyboard" in value:
        rows = _rows(value["inline_keyboard"], "inline keyboard")
        if sum(map(len, rows)) > INLINE_MOST or any(len(row) > 8 for row in rows):
            raise bad("reply markup is too long")
        for row in rows:
            for button in row:
                _inline_button(button)
        return Markup(inline=rows)
    if "keyboard" in value:
        rows = _rows(value["keyboard"], "keyboard")
        if sum(map(len, rows)) > KEYBOARD_MOST or any(len(row) > 12 for row in rows):
            raise bad("reply markup is too long")
        for row in rows:
            for button in row:
                _label(button, "keyboard button")
                if button.get("request_contact") and not private:
                    raise bad("phone number can be requested in private chats only")
                if button.get("request_location") and not private:
                    raise bad("location can be requested in private chats only")
        return Markup(keyboard=rows)
    return Markup(removes=bool(value.get("remove_keyboard")))


def _rows(value: Any, what: str) -> list[list[dict[str, Any]]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad(f'field "{what.replace(" ", "_")}" must be of type Array')
    rows = [[{"text": b} if isinstance(b, str) and what == "keyboard" else b for b in row] for row in value]
    if not all(isinstance(button, dict) for row in rows for button in row):
        raise bad(f"can't parse {what} button: expected an Object")
    return rows


def _label(button: dict[str, Any], what: str) -> None:
    text = button.get("text")
    if not isinstance(text, str):
        raise bad(f"can't parse {what}: Can't find field \"text\"")
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise bad(f"{what} text must be encoded in UTF-8")
    if not text.strip():
        raise bad(f"{what} text must be non-empty")


def _inline_button(button: dict[str, Any]) -> None:
    _label(button, "inline keyboard button")
    data, url = button.get("callback_data"), button.get("url")
    if data is None and url is None:
        raise bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if data is not None and not (isinstance(data, str) and 1 <= len(data.encode()) <= DATA_MOST):
        raise bad("BUTTON_DATA_INVALID")
    if url is not None:
        parts = urlsplit(str(url))
        if parts.scheme not in ("http", "https", "tg") or "." not in (parts.hostname or ""):
            raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def new_file_id() -> str:
    return f"AgAC{secrets.token_urlsafe(12)}"


def picture(data: bytes) -> None:
    """Refuse what is no picture or too big."""
    if len(data) > PHOTO_MOST:
        raise Refused(413, "Request Entity Too Large")
    if not data:
        raise bad("file must be non-empty")
    if not data.startswith(PICTURES):
        raise bad("IMAGE_PROCESS_FAILED")


def commands(given: str | None) -> list[dict[str, str]]:
    """The commands of setMyCommands."""
    try:
        value = json.loads(given or "null")
    except ValueError:
        raise bad("can't parse BotCommands JSON object") from None
    if not isinstance(value, list):
        raise bad('parameter "commands" is required')
    for command in value:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", str(command.get("command", ""))):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(str(command.get("description", ""))) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    return value


def webhook(url: str, secret: str) -> None:
    """The address and the secret of setWebhook. HTTP is let through to this machine alone, for tests."""
    parts = urlsplit(url)
    if url and parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")
