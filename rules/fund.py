"""What a loan of the revolving fund may be for."""

from __future__ import annotations

from enum import Enum


class FundPurpose(Enum):
    """What the money is for. The value is stored."""

    STOCK = "stock"
    TOOLS = "tools"
    PLACE = "place"
    MARKETING = "marketing"
    PRODUCT = "product"
    OTHER = "other"
