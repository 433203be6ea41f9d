"""The tables of sentences: what they mean is met or asked back, and nothing but intents is ever misread."""

from collections.abc import Callable

import pytest

from benchmarks.understanding import TABLES, TODAY, Row, Tally, read, tally
from conversations.understanding.explain import KINDS, explain
from conversations.understanding.lexicon import Lexicon

LEAST_UNDERSTOOD = 0.97  # right or asked back, of each table and kind but intents
MOST_ASKED = 0.25  # of the intents
LEAST_INTENTS = 0.95  # right or asked back
LEAST_ALONE = 0.95  # of the sentences that are none of ours
NAMES = ("given", "own")


@pytest.fixture(scope="module")
def value(lexicon: Lexicon) -> Callable[[Row], str]:
    return lambda row: str(explain(row.kind, row.text, TODAY, lexicon)["value"])


@pytest.fixture(params=NAMES)
def tallies(request: pytest.FixtureRequest, value: Callable[[Row], str]) -> dict[str, Tally]:
    return tally(read(TABLES / f"{request.param}.tsv"), value)


def test_no_amount_date_count_or_answer_is_misread_silently(tallies: dict[str, Tally]) -> None:
    assert {kind: one.faults for kind, one in tallies.items() if kind != "intent" and one.wrong} == {}


def test_almost_all_answers_are_understood_not_only_asked_back(tallies: dict[str, Tally]) -> None:
    kinds = {kind: one for kind, one in tallies.items() if kind != "intent"}
    assert kinds.keys() == set(KINDS) - {"intent"}
    asked = {
        kind: one.asked for kind, one in kinds.items() if one.asked > max(1, (one.right + one.asked) // 10)
    }
    assert asked == {}


def test_intents_are_right_or_asked_back(tallies: dict[str, Tally]) -> None:
    intents = tallies["intent"]
    all_ = intents.right + intents.asked + intents.wrong
    assert (intents.right + intents.asked) / all_ >= LEAST_INTENTS, intents.faults
    assert intents.asked / all_ <= MOST_ASKED


def test_what_is_not_ours_is_left_alone(tallies: dict[str, Tally]) -> None:
    intents = tallies["intent"]
    assert intents.alone / (intents.alone + intents.disturbed) >= LEAST_ALONE, intents.faults


def test_the_own_table_is_large_and_new() -> None:
    own, given = read(TABLES / "own.tsv"), read(TABLES / "given.tsv")
    assert len(own) >= 400
    assert not {(row.kind, row.text.casefold()) for row in own} & {(r.kind, r.text.casefold()) for r in given}


def test_each_explanation_is_one_object_with_guesses_where_there_is_no_answer(lexicon: Lexicon) -> None:
    said = explain("intent", "bikin ktp dimana ya", TODAY, lexicon)
    assert said.keys() == {"kind", "text", "value", "score", "guesses"}
    assert said["value"] == "none"
    assert len(said["guesses"]) == 3
    assert explain("amount", "3-4 juta", TODAY, lexicon)["value"] == "3000000-4000000"
    assert explain("amount", "2jt", TODAY, lexicon)["value"] == 2_000_000
    doubtful = explain("operating", "kemarin libur", TODAY, lexicon)
    assert (doubtful["value"], doubtful["score"], doubtful["guesses"]) == ("invalid", 0.5, ["paused"])
    assert explain("yesno", "iya", TODAY, lexicon)["score"] == 1.0
    assert explain("yesno", "suami iya", TODAY, lexicon)["value"] == "invalid"
    with pytest.raises(ValueError, match="kind must be one of"):
        explain("weather", "hujan", TODAY, lexicon)
