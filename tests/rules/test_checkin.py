"""What a check-in is about fits a form, and odd figures are known."""

from __future__ import annotations

import pytest

from rules.checkin import Asked, Outlet, Scope, StopReason, ended
from rules.operating import Operating


def test_what_it_is_about_survives_the_form() -> None:
    for scope in Scope:
        assert Asked.read(Asked("2026-10", scope).about) == Asked("2026-10", scope)
    with pytest.raises(ValueError, match="Scope"):
        Asked.read("2026-10")


def test_a_job_elsewhere_comes_first_among_the_reasons() -> None:
    assert next(iter(StopReason)) is StopReason.JOB
    assert ended(Operating.PAUSED, StopReason.JOB)
    assert not ended(Operating.PAUSED, StopReason.FAMILY)
    assert not ended(None, None)


def test_all_outlets_at_once_fit_their_column() -> None:
    assert len(" ".join(outlet.value for outlet in Outlet)) <= 80
