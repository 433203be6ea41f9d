"""What kinds of business there are."""

from __future__ import annotations

from enum import Enum


class Sector(Enum):
    """The kind of business. The value is stored and used in audiences."""

    FOOD = "food"
    FASHION = "fashion"
    CRAFT = "craft"
    SERVICES = "services"
    TRADE = "trade"
    FARM = "farm"
    TOURISM = "tourism"
    OTHER = "other"
