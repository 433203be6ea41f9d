"""What kinds of programme there are, and which states a programme passes through."""

from __future__ import annotations

from enum import Enum


class ProgrammeKind(Enum):
    """A kind that can be applied for in the chat."""

    TRAINING = "training"
    FUND = "fund"


class ProgrammeState(Enum):
    """Only a published programme is shown to people."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"


class Source(Enum):
    """By which route someone comes to a programme: the office's own words, never shown to people."""

    MUSRENBANG = "musrenbang"  # village-up planning
    POKIR = "pokir"  # councillors' proposals
    AGENCY = "agency"  # other regional agencies
    TOPDOWN = "topdown"  # the regent's visits
    SELF = "self"  # applied alone
