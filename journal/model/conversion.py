"""Conversion: plain values to an instance of a dataclass, from any thread."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from threading import Lock
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")

_LEARNING = Lock()


def convert(plain: object, kind: type[T], *, strict: bool = True) -> T:
    """An instance of ``kind`` from what JSON, TOML or a row gave; unless ``strict``, 0 and 1 are
    truth values.

    Raises :class:`msgspec.ValidationError`, and RecursionError for what is nested too deep.
    """
    known: Any = kind
    _learn(known)
    return msgspec.convert(plain, kind, strict=strict)


@cache
def _learn(kind: type[object]) -> None:
    """Have msgspec find out about a class, and every class in it, before it is used.

    It lets a second thread use what the first has found out by half, and crashes (seen in 0.22).
    """
    with _LEARNING, suppress(msgspec.ValidationError):
        msgspec.convert(None, kind)
