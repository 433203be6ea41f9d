"""Proving a phone, as chats."""

from __future__ import annotations

from conversations.engine import Outcome
from conversations.question import Contact
from conversations.verify import Code, Owner, Proof, Sharers, Verify, VerifyFacts, Way
from tests.talk import Talk

PHONE = "+6281322110000"
OWN = Contact("081322110000", own=True)
SHARE = VerifyFacts(Way.SHARE)
CODE = VerifyFacts(Way.CODE)


def verify(
    facts: VerifyFacts = SHARE, owners: dict[str, int | None] | None = None
) -> Talk[VerifyFacts, Proof | Code]:
    """`owners` says who has which business under this phone; None: nobody else has the phone."""
    knows: dict[object, object] = {Sharers(PHONE): owners is not None}
    knows |= {Owner(PHONE, business): person for business, person in (owners or {}).items()}
    return Talk(Verify(), facts, knows)  # type: ignore[arg-type]


def test_a_shared_card_proves_the_phone() -> None:
    talk = verify().sees("verify-hello", asks="phone")
    assert talk.ask().wants == "contact"
    talk.shares(OWN).ends(Proof(PHONE))


def test_a_typed_number_proves_nothing() -> None:
    verify().says("081322110000").sees(asks="phone", hint="miss-phone-share")


def test_somebody_elses_card_proves_nothing() -> None:
    verify().shares(Contact("081322110000")).sees(asks="phone", hint="miss-phone-not-own")


def test_it_can_be_put_off() -> None:
    verify().says("lewati").sees("verify-later").is_over(Outcome.ENDED)
    verify(CODE).says("lewati").sees("verify-later").is_over(Outcome.ENDED)


def test_a_known_phone_asks_for_the_business_and_reveals_nothing() -> None:
    talk = verify(owners={"Keripik Nunung": 7}).shares(OWN).sees(asks="business:1")
    assert "Nunung" not in repr(talk.turn.out)
    talk.says("Keripik Nunung").ends(Proof(PHONE, 7))


def test_the_own_business_of_the_same_name_needs_no_question() -> None:
    own = VerifyFacts(Way.SHARE, business="Keripik Nunung")
    verify(own, {"Keripik Nunung": 7}).shares(OWN).ends(Proof(PHONE, 7))


def test_two_wrong_names_prove_the_phone_alone() -> None:
    talk = verify(owners={"Bakso": None, "Soto": None}).shares(OWN).says("Bakso").sees(asks="business:2")
    talk.says("Soto").ends(Proof(PHONE))


def test_a_phone_that_was_somebody_elses() -> None:
    verify(owners={}).shares(OWN).says("lewati").ends(Proof(PHONE))


def test_a_code_is_taken_as_digits() -> None:
    verify(CODE).sees(asks="code").says("012 345").ends(Code("012345"))


def test_too_many_codes() -> None:
    barred = VerifyFacts(Way.CODE, barred=True)
    verify(barred).sees("verify-barred").is_over(Outcome.ENDED)


def test_what_is_proved_needs_no_second_proof() -> None:
    verify(VerifyFacts(Way.SHARE, verified=True)).sees("verify-already").is_over(Outcome.ENDED)
