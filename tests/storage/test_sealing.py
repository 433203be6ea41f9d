"""What is sealed, and how keys change."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from storage.sealing import Sealing, Unopened

OLD, NEW = (Fernet.generate_key().decode() for _ in range(2))


def test_what_was_sealed_is_opened_again_and_looks_like_nothing() -> None:
    sealing = Sealing([OLD])
    sealed = sealing.seal(b"3204375507850001")
    assert b"3204" not in sealed
    assert sealing.open(sealed) == b"3204375507850001"
    assert sealing.seal(b"3204375507850001") != sealed


def test_an_older_key_still_opens_and_the_newest_seals() -> None:
    before = Sealing([OLD]).seal(b"omzet")
    both = Sealing([NEW, OLD])
    assert both.open(before) == b"omzet"
    assert (both.newest(before), both.newest(both.seal(b"omzet"))) == (False, True)


def test_without_its_key_nothing_opens() -> None:
    with pytest.raises(Unopened, match="KABAR_SECRET_KEYS"):
        Sealing([NEW]).open(Sealing([OLD]).seal(b"omzet"))


@pytest.mark.parametrize("at", [0, 1, 5, 17, -1])
def test_a_changed_byte_is_noticed(at: int) -> None:
    sealing = Sealing([OLD])
    sealed = bytearray(sealing.seal(b"omzet"))
    sealed[at] ^= 1
    with pytest.raises(Unopened):
        sealing.open(bytes(sealed))


def test_equal_texts_have_equal_digests_under_one_key_only() -> None:
    old, new = Sealing([OLD]), Sealing([NEW])
    assert old.digest("0812") == old.digest("0812")
    assert len({old.digest("0812"), old.digest("0813"), new.digest("0812")}) == 3


def test_while_keys_rotate_a_search_looks_for_the_digests_of_all() -> None:
    both = Sealing([NEW, OLD])
    assert both.digests("0812") == (Sealing([NEW]).digest("0812"), Sealing([OLD]).digest("0812"))
    assert both.digest("0812") == both.digests("0812")[0]


@pytest.mark.parametrize("keys", [[], [""], ["short"], [OLD[:-4]], ["ü" * 44]])
def test_keys_that_are_none_are_refused(keys: list[str]) -> None:
    with pytest.raises(ValueError, match="key"):
        Sealing(keys)
