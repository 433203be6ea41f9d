"""The word lists and the regency, loaded once for all sentences."""

import pytest

from conversations.understanding.lexicon import Lexicon
from rules.regions import Regions


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def regions() -> Regions:
    return Regions.load()
