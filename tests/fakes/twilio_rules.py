"""What Twilio refuses, by the words and codes of its documentation: messages, contents, what WhatsApp shows.

Sources: https://www.twilio.com/docs/api/errors/<code>, https://www.twilio.com/docs/messaging/api/message-resource,
https://www.twilio.com/docs/content (twilio-quick-reply, twiliolist-picker, using-variables-with-content-api).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

SID = re.compile(r"HX[0-9a-fA-F]{32}")
PHONE = re.compile(r"whatsapp:\+[1-9]\d{6,14}")
OPAQUE = re.compile(r"whatsapp:[A-Za-z][A-Za-z0-9._-]{5,127}")
PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")
INVALID = 63021  # what WhatsApp finds wrong with a content, once the variables are in


class Refused(Exception):
    """An error answer: HTTP status, Twilio's code, its sentence."""

    def __init__(self, code: int, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.code, self.message, self.status = code, message, status

    def body(self) -> dict[str, object]:
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": self.message, "more_info": more, "status": self.status}


@dataclass(frozen=True, slots=True)
class Option:
    label: str
    id: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """A content with its variables put in."""

    kind: str  # "twilio/text", "twilio/quick-reply", "twilio/list-picker"
    text: str
    options: tuple[Option, ...] = ()
    button: str = ""


def size(text: str) -> int:
    """In UTF-16 units, the narrowest way to count."""
    return len(text.encode("utf-16-le")) // 2


def check_message(fields: Mapping[str, Sequence[str]], sender: str, contents: Mapping[str, Any]) -> None:
    """The parameters of POST Messages.json; `contents` are the account's own, by sid."""
    one = {name: values[-1] for name, values in fields.items()}
    to, from_, body, sid = (one.get(name, "") for name in ("To", "From", "Body", "ContentSid"))
    if not to:
        raise Refused(21604, "A 'To' phone number is required.")
    if not from_ and not one.get("MessagingServiceSid"):
        raise Refused(21603, "A 'From' phone number is required.")
    if from_ != sender:
        raise Refused(63007, "Twilio could not find a Channel with the specified From address")
    if not to.startswith("whatsapp:"):
        raise Refused(21910, "Invalid From and To pair. From and To should be of the same channel")
    if not PHONE.fullmatch(to) and not OPAQUE.fullmatch(to):
        raise Refused(21211, f"Invalid 'To' Phone Number: {to}")
    if to == from_:
        raise Refused(63031, "Message cannot have the same To and From")
    media = [url for url in fields.get("MediaUrl", ()) if url]
    if not body and not sid and not media:
        raise Refused(21619, "A text message body or media urls must be specified.")
    if size(body) > 1600:
        raise Refused(21617, "The concatenated message body exceeds the 1600 character limit")
    if len(media) > 1 or any(urlsplit(url).scheme not in ("http", "https") for url in media):
        raise Refused(21620, "Invalid media URL(s)")
    callback = one.get("StatusCallback")
    if callback is not None and urlsplit(callback).scheme not in ("http", "https"):
        raise Refused(21609, f"The 'StatusCallback' URL {callback} is not a valid URL.")
    _check_content_use(sid, one.get("ContentVariables"), contents)


def _check_content_use(sid: str, variables: str | None, contents: Mapping[str, Any]) -> None:
    if not sid:
        if variables is not None:
            raise Refused(21654, "ContentSid Required")
        return
    if not SID.fullmatch(sid) or sid not in contents:
        raise Refused(21655, f"The ContentSid {sid} is Invalid")
    values = read_variables(variables)
    if any(size(value) > 1600 for value in values.values()):
        raise Refused(21658, "Parameter exceeded character limit")
    if set(values) - placeholders(contents[sid]["types"]):
        raise Refused(21656, "The ContentVariables Parameter is invalid")


def read_variables(said: str | None) -> dict[str, str]:
    """ContentVariables: a JSON object of strings without line breaks, tabs or long runs of spaces."""
    wrong = Refused(21656, "The ContentVariables Parameter is invalid")
    if said is None:
        return {}
    try:
        values = json.loads(said)
    except ValueError:
        raise wrong from None
    if not isinstance(values, dict):
        raise wrong
    for value in values.values():
        if not isinstance(value, str) or not value.strip() or re.search(r"[\n\r\t]| {5}", value):
            raise wrong
    return values


def strings(value: Any) -> list[str]:
    """Every string anywhere in a content's types."""
    if isinstance(value, str):
        return [value]
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return [text for part in parts for text in strings(part)]


def placeholders(types: Any) -> set[str]:
    return {name for text in strings(types) for name in PLACEHOLDER.findall(text)}


def check_content(definition: Any) -> None:
    """The JSON of POST /v1/Content."""
    if not isinstance(definition, dict) or not isinstance(definition.get("language"), str):
        raise Refused(20001, "language is required")
    types, samples = definition.get("types"), definition.get("variables") or {}
    if not isinstance(types, dict) or not types:
        raise Refused(20001, "types is required")
    if len(samples) > 100:
        raise Refused(92002, "Invalid variables. The max amount of variables allowed is 100")
    for name in placeholders(types):
        if not re.fullmatch(r"\w{1,16}", name) or not str(samples.get(name) or ""):
            raise Refused(20001, f"Variable {name!r} is malformed or has no sample")
    for kind, content in types.items():
        if kind not in _CHECKS:
            raise Refused(20001, f"{kind} is not a content type")
        if not isinstance(content, dict) or not isinstance(content.get("body"), str) or not content["body"]:
            raise Refused(20001, f"{kind}: body is required")
        if problem := _CHECKS[kind](content, False):
            raise Refused(20001, f"{kind}: {problem}")


def _text(content: dict[str, Any], in_session: bool) -> str:
    return "body is too long" if size(content["body"]) > 1600 else ""


def _quick_reply(content: dict[str, Any], in_session: bool) -> str:
    actions = content.get("actions")
    if not isinstance(actions, list) or not 1 <= len(actions) <= (3 if in_session else 10):
        return "wrong number of actions"
    if any(action.get("type") != "QUICK_REPLY" for action in actions):
        return "wrong type of action"
    return _body(content) or _labels([(action.get("title"), action.get("id")) for action in actions], 20)


def _list_picker(content: dict[str, Any], in_session: bool) -> str:
    items, button = content.get("items"), content.get("button")
    if not isinstance(items, list) or not 1 <= len(items) <= 10:
        return "wrong number of items"
    if not isinstance(button, str) or not 1 <= size(button) <= 20:
        return "button is missing or too long"
    for item in items:
        if (hint := item.get("description")) is not None and not 1 <= size(hint) <= 72:
            return "description is empty or too long"
    return _body(content) or _labels([(item.get("item"), item.get("id")) for item in items], 24)


def _body(content: dict[str, Any]) -> str:
    return "body is too long" if size(content["body"]) > 1024 else ""


def _labels(pairs: list[tuple[Any, Any]], most: int) -> str:
    if not all(isinstance(part, str) and part.strip() for pair in pairs for part in pair):
        return "a title or an id is missing"
    if any(size(label) > most or size(name) > 200 for label, name in pairs):
        return "a title or an id is too long"
    if len({label for label, _ in pairs}) < len(pairs) or len({name for _, name in pairs}) < len(pairs):
        return "titles or ids are not unique"
    return ""


_CHECKS = {"twilio/text": _text, "twilio/quick-reply": _quick_reply, "twilio/list-picker": _list_picker}


def show(definition: Mapping[str, Any], values: Mapping[str, str]) -> Shown:
    """A content as WhatsApp shows it; a variable that is not given falls back to its sample."""
    known = {**definition["variables"], **values}
    kind, content = next(iter(_filled(definition["types"], known).items()))
    options = [Option(action["title"], action["id"]) for action in content.get("actions", ())]
    options += [
        Option(item["item"], item["id"], item.get("description", "")) for item in content.get("items", ())
    ]
    return Shown(kind, content["body"], tuple(options), content.get("button", ""))


def problem_in_session(definition: Mapping[str, Any], values: Mapping[str, str]) -> int:
    """The code with which WhatsApp fails a content inside the window, 0 for none."""
    filled = _filled(definition["types"], {**definition["variables"], **values})
    return INVALID if any(_CHECKS[kind](content, True) for kind, content in filled.items()) else 0


def _filled(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return PLACEHOLDER.sub(lambda found: known.get(found[1], found[0]), value)
    if isinstance(value, dict):
        return {name: _filled(part, known) for name, part in value.items()}
    return [_filled(part, known) for part in value] if isinstance(value, list) else value


def check_approval(definition: Mapping[str, Any], wish: Any) -> None:
    """The JSON of POST /v1/Content/{sid}/ApprovalRequests/whatsapp."""
    name, category = (wish.get("name"), wish.get("category")) if isinstance(wish, dict) else (None, None)
    if not isinstance(name, str) or not re.fullmatch(r"[a-z0-9_]{1,512}", name):
        raise Refused(20001, "name may hold lower-case letters, digits and underscores only")
    if category not in ("UTILITY", "MARKETING", "AUTHENTICATION"):
        raise Refused(20001, "category is not one of UTILITY, MARKETING, AUTHENTICATION")
    if "twilio/list-picker" in definition["types"]:
        raise Refused(20001, "List-picker templates can't be submitted for approval")


def rejection(definition: Mapping[str, Any]) -> str:
    """Why WhatsApp's reviewers would say no, "" where they would not."""
    for content in definition["types"].values():
        body = content["body"].strip()
        bare = PLACEHOLDER.sub("", body)
        if PLACEHOLDER.match(body) or re.search(r"\{\{[^{}]*\}\}\W*$", body):
            return "variables at the start or end"
        if re.search(r"\}\}\s*\{\{", body):
            return "variables next to each other"
        if len(bare.split()) < 2 * len(PLACEHOLDER.findall(body)) + 1:
            return "too many variables for its length"
        if size(bare) > 1024 or "\n\n\n" in body:
            return "body too long or too many line breaks"
    return ""
