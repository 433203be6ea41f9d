"""What a person may consent to, each apart from the others, and which wording is in force."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType


class Purpose(Enum):
    """Separate, withdrawable, never needed for another service (UU 27/2022). The value is stored."""

    CHECKIN = "checkin"  # the monthly question how business is
    ANNOUNCEMENTS = "announcements"
    ASSISTANT = "assistant"  # the kecamatan's assistant, employed by another institution, may see and call
    PARTNERS = "partners"


VERSIONS: Mapping[Purpose, str] = MappingProxyType(
    {
        Purpose.CHECKIN: "2026-11",
        Purpose.ANNOUNCEMENTS: "2026-11",
        Purpose.ASSISTANT: "2026-11",
        Purpose.PARTNERS: "2026-11",
    }
)
"""The wording shown now: change it when the text of a consent changes its meaning."""

BANK_VERSION = "2026-11"
"""The wording by which an application may be passed on to one bank; asked in the loan form alone."""
