"""The word lists and the regency, loaded once for all sentences."""

import pytest
from hypothesis import settings

from conversations.understanding.lexicon import Lexicon
from rules.regions import Regions

settings.register_profile("unhurried", deadline=None)  # a busy machine is no fault
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return Lexicon.load()


@pytest.fixture(scope="session")
def regions() -> Regions:
    return Regions.load()
