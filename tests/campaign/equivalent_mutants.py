"""Faults that change nothing that anybody could see, each with the reason."""

from __future__ import annotations

_MERGE = "journal/store/merge.py"
_FORMAT = "journal/vault/format"

EQUIVALENT: dict[tuple[str, str, str], str] = {
    (
        _MERGE,
        "_age",
        (
            "return (moment, said, moment.isoformat(), _content(held))"
            " -> return (moment, said, _content(held))"
        ),
    ): "the content holds the moment as it is written: both copies still decide alike",
    (
        f"{_FORMAT}/sealed.py",
        "Sealer.__init__",
        "self._padded + _TAG > MOST_BODY -> self._padded + _TAG >= MOST_BODY",
    ): "no padded size is a tag less than the most",
    (f"{_FORMAT}/sealed.py", "", "64 -> 65"): "a file is the same in whatever pieces it is made",
    (f"{_FORMAT}/sealed.py", "", "1024 -> 1025"): "as above",
    (
        f"{_FORMAT}/padding.py",
        "padded_length",
        "length <= _STEPS_UP_TO -> length < _STEPS_UP_TO",
    ): "both rules leave 1 MiB as it is",
    (f"{_FORMAT}/kdf.py", "calibrate", "16 -> 17"): "the salt of a probe; it costs the same",
}
"""By file, function and what became what."""
