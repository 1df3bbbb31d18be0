"""The cost of a passphrase: what this computer can bear, within bounds."""

import pytest

from journal.vault.format.kdf import DEFAULT_KDF, FLOOR_KDF, MIB, KdfParams, calibrate


@pytest.mark.parametrize(
    ("probe", "found"),
    [
        (0.0001, KdfParams(256 * MIB, 16, 4)),  # however fast: sixteen passes
        (0.030, KdfParams(256 * MIB, 6, 4)),
        (0.049, KdfParams(256 * MIB, 4, 4)),
        (0.051, DEFAULT_KDF),
        (0.099, DEFAULT_KDF),  # half as long again as asked is borne
        (0.101, KdfParams(128 * MIB, 3, 4)),
        (0.199, KdfParams(128 * MIB, 3, 4)),
        (0.201, FLOOR_KDF),
        (30.0, FLOOR_KDF),  # however slow
    ],
)
def test_the_cost_is_what_the_computer_can_bear(monkeypatch, probe, found):
    """``probe``: seconds that one pass over 64 MiB takes."""
    clock = iter((100.0, 100.0 + probe))
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    assert calibrate(0.8) == found


def test_the_usual_costs_are_within_bounds():
    assert DEFAULT_KDF.within_bounds()
    assert FLOOR_KDF.within_bounds()
