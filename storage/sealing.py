"""Seals bytes at rest with AES-GCM under rotatable keys, and makes keyed digests for equality search.

Each key of KABAR_SECRET_KEYS (Fernet format: 32 bytes in URL-safe base64; newest first) gives three by HKDF:
one that seals, one that digests, and a public id. The newest seals; the id in front of the sealed bytes says
which opens. To rotate: put a new key first and restart, which seals everything anew; then drop the old key.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import os
from collections.abc import Sequence
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

VERSION = b"\x01"
ID, NONCE = 4, 12  # bytes; random nonces of 96 bits are good for 2**32 messages a key (NIST SP 800-38D, 8.3)
HEAD = len(VERSION) + ID


class Unopened(Exception):
    """Sealed bytes that no key opens: the key was dropped too early, or the bytes are damaged."""


class _Key:
    __slots__ = ("aead", "digesting", "head", "id")

    def __init__(self, secret: bytes) -> None:
        self.id = _derive(secret, b"id", ID)
        self.head = VERSION + self.id
        self.aead = AESGCM(_derive(secret, b"seal", 32))
        self.digesting = hmac.new(_derive(secret, b"digest", 32), digestmod=sha256)


class Sealing:
    """Seals with the newest key and opens with any. Safe to share between threads."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise ValueError("no secret key")
        made = [_Key(_decode(key)) for key in keys]
        self._newest = made[0]
        self._keys = {key.id: key for key in made}

    def seal(self, plain: bytes) -> bytes:
        """29 + 4 bytes longer than `plain`, and different each time."""
        key, nonce = self._newest, os.urandom(NONCE)
        return key.head + nonce + key.aead.encrypt(nonce, plain, None)

    def open(self, sealed: bytes) -> bytes:
        """What was sealed. Raises Unopened."""
        key = self._keys.get(sealed[1:HEAD])
        if key is None or sealed[:1] != VERSION:
            raise Unopened("sealed with a key that is not among KABAR_SECRET_KEYS")
        try:
            return key.aead.decrypt(sealed[HEAD : HEAD + NONCE], sealed[HEAD + NONCE :], None)
        except (InvalidTag, ValueError) as error:
            raise Unopened("sealed bytes are damaged") from error

    @property
    def older(self) -> bool:
        """Whether there are older keys beside the newest."""
        return len(self._keys) > 1

    @property
    def head(self) -> bytes:
        """What everything begins with that the newest key sealed."""
        return self._newest.head

    @property
    def heads(self) -> tuple[bytes, ...]:
        """What everything begins with that one of the keys opens."""
        return tuple(key.head for key in self._keys.values())

    def newest(self, sealed: bytes) -> bool:
        """Whether it was sealed with the newest key, so that rotation leaves it alone."""
        return sealed[:HEAD] == self._newest.head

    def digest(self, text: str) -> str:
        """A keyed hash (64 hex digits) to keep beside a sealed value."""
        return _digest(self._newest, text)

    def digests(self, text: str) -> tuple[str, ...]:
        """The digests of all keys, newest first: while keys rotate, search for any of them."""
        return tuple(_digest(key, text) for key in self._keys.values())


def _digest(key: _Key, text: str) -> str:
    state = key.digesting.copy()
    state.update(text.encode())
    return state.hexdigest()


def _derive(secret: bytes, purpose: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=None, info=b"kabar usaha " + purpose).derive(secret)


def _decode(key: str) -> bytes:
    try:
        secret = base64.urlsafe_b64decode(key.strip())
    except (binascii.Error, ValueError):
        secret = b""
    if len(secret) != 32:
        raise ValueError("a secret key must be 32 bytes in URL-safe base64")
    return secret
