"""The recovery key: the printed way back in when the passphrase is forgotten."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from typing import Final

from journal.errors import InvalidInput

_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_READ_AS: Final = str.maketrans("ILO", "110")
_SECRET_BYTES: Final = 20
_SECRET_SIGNS: Final = 32
_CHECK_SIGNS: Final = 4
_GROUP: Final = 4


@dataclass(frozen=True, repr=False)
class RecoveryKey:
    """160 random bits, written as nine groups of four signs.

    The first eight groups carry the key, the ninth is a check. Crockford's own check symbol would
    be a single sign out of 37, among them ``*``, ``~``, ``$`` and ``=``, which are hard to copy by
    hand; four letters or digits keep the groups even and miss one slip in a million.
    """

    secret: bytes

    def __post_init__(self) -> None:
        if len(self.secret) != _SECRET_BYTES:
            raise ValueError("a recovery key has 20 bytes")

    @classmethod
    def generate(cls) -> RecoveryKey:
        """A new key from the system's random source."""
        return cls(secrets.token_bytes(_SECRET_BYTES))

    @classmethod
    def parse(cls, text: str) -> RecoveryKey:
        """Read a key as somebody typed it: any case, spaces or dashes, O for 0, I or L for 1.

        Raises InvalidInput when signs are missing, foreign or mistyped.
        """
        folded = unicodedata.normalize("NFKC", text).upper().translate(_READ_AS)
        signs = "".join(c for c in folded if not c.isspace() and unicodedata.category(c) != "Pd")
        foreign = sorted({c for c in signs if c not in _ALPHABET})
        if foreign:
            raise InvalidInput(f"A recovery key never has the sign “{foreign[0]}” in it.")
        if len(signs) != _SECRET_SIGNS + _CHECK_SIGNS:
            raise InvalidInput(
                f"A recovery key has {_SECRET_SIGNS + _CHECK_SIGNS} letters and digits; "
                f"this has {len(signs)}."
            )
        key = cls(_decode(signs[:_SECRET_SIGNS]))
        if signs[_SECRET_SIGNS:] != key._check():
            raise InvalidInput("Something in this recovery key is mistyped; please compare it.")
        return key

    @property
    def groups(self) -> tuple[str, ...]:
        """The nine groups of four signs, in order."""
        signs = _encode(self.secret) + self._check()
        return tuple(signs[i : i + _GROUP] for i in range(0, len(signs), _GROUP))

    def __str__(self) -> str:
        return "-".join(self.groups)

    def __repr__(self) -> str:
        return "RecoveryKey(…)"  # a key in a log is a key given away

    def _check(self) -> str:
        digest = hashlib.sha256(b"daybook recovery key check" + self.secret).digest()
        return _encode(digest[:5])[:_CHECK_SIGNS]


def _encode(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    count = len(data) * 8 // 5
    return "".join(_ALPHABET[number >> 5 * i & 31] for i in reversed(range(count)))


def _decode(signs: str) -> bytes:
    number = 0
    for sign in signs:
        number = number << 5 | _ALPHABET.index(sign)
    return number.to_bytes(_SECRET_BYTES, "big")
