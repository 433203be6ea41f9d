"""The WhatsApp templates that the office needs: their texts, which lack approval, handing them in.

Outside the 24-hour window WhatsApp takes approved templates only. Each of ours has one variable, {{1}}, which
is the whole message in one line; what stands around it says who writes, and how to answer or stop. The texts
lie in templates/id.json. WhatsApp refuses a body that begins or ends with a variable
(https://www.twilio.com/docs/content/using-variables-with-content-api).
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

import msgspec

from bot.channels.whatsapp_api import Api
from bot.channels.whatsapp_layout import MOST_BODY, length


class Template(msgspec.Struct, frozen=True):
    """One template. `{office}` in the body becomes the office's name when it is handed in.

    `instead` names the kind whose approved template serves as well when this kind has none.
    """

    name: str  # as WhatsApp lists it: a-z, 0-9 and _
    category: str  # UTILITY or MARKETING
    body: str
    sample: str  # what {{1}} may look like, for WhatsApp's reviewers
    instead: str = ""

    def filled(self, office: str) -> str:
        return self.body.replace("{office}", office)


class Templates(msgspec.Struct, frozen=True):
    """All of one language. `list_label` is on the button that opens a list."""

    list_label: str
    kinds: dict[str, Template]

    def sid_for(self, kind: str, sids: Mapping[str, str]) -> str | None:
        """The approved template for a kind of message, its own or the one that serves instead."""
        seen: set[str] = set()
        while kind and kind not in seen:
            if sid := sids.get(kind):
                return sid
            seen.add(kind)
            kind = self.kinds[kind].instead if kind in self.kinds else ""
        return None

    def lacking(self, sids: Mapping[str, str]) -> list[str]:
        """The kinds of messages that wait for the person to write, for want of a template."""
        return [kind for kind in self.kinds if self.sid_for(kind, sids) is None]

    def room(self, kind: str) -> int:
        """How long {{1}} may be, the office's name reckoned at 60; for a foreign kind, cautiously."""
        around = length(self.kinds[kind].filled(" " * 60)) if kind in self.kinds else MOST_BODY // 4
        return MOST_BODY - around


def load() -> Templates:
    """The shipped Indonesian texts."""
    return msgspec.json.decode(
        files("bot.channels").joinpath("templates/id.json").read_bytes(), type=Templates
    )


_TYPE: Final = "twilio/text"


async def submit(api: Api, kind: str, template: Template, office: str) -> tuple[str, str]:
    """Make the content and hand it in; (ContentSid, state). The sid goes into KABAR_TWILIO_TEMPLATES."""
    sid = await api.create_content(
        f"kabar-{kind}", {_TYPE: {"body": template.filled(office)}}, {"1": template.sample}
    )
    return sid, await api.submit(sid, template.name, template.category)
