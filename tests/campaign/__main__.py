"""``python -m tests.campaign [--short] [NAME]...`` runs faults and prints what was lost.

``mutants`` puts faults into the source instead, and prints which of them the tests do not notice.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator

from tests.campaign import (
    answers,
    clocks,
    faults,
    folders,
    full_disk,
    fuzz,
    kills,
    locking,
    mutants,
    power_cut,
    rivals,
    systems,
    tamper,
)
from tests.campaign.row import Row, Scale

CAMPAIGNS: dict[str, Callable[[Scale], Iterator[Row]]] = {
    "tamper": tamper.rows,
    "kills": kills.rows,
    "faults": faults.rows,
    "answers": answers.rows,
    "systems": systems.rows,
    "full_disk": full_disk.rows,
    "power_cut": power_cut.rows,
    "rivals": rivals.rows,
    "clocks": clocks.rows,
    "folders": folders.rows,
    "locking": locking.rows,
    "fuzz": fuzz.rows,
    "mutants": mutants.rows,
}
ONLY_IF_NAMED = {"fuzz", "mutants"}


def main() -> int:
    """Run what was asked for; 1 if anything was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.campaign", description=__doc__)
    parser.add_argument(
        "names", nargs="*", choices=[*CAMPAIGNS, []], help="which; all but fuzz and mutants if none"
    )
    parser.add_argument("--short", action="store_true", help="the part that the normal tests run")
    of_mutants = parser.add_argument_group("mutants")
    of_mutants.add_argument("--part", choices=mutants.PARTS, action="append", help="of the source")
    of_mutants.add_argument("--sample", type=int, default=mutants.SAMPLE, help="faults of a part")
    of_mutants.add_argument("--seed", type=int, default=mutants.SEED, help="chooses the sample")
    asked = parser.parse_args()
    campaigns = CAMPAIGNS | {
        "mutants": lambda scale: mutants.rows(
            scale, asked.part or mutants.USUAL, asked.sample, asked.seed
        )
    }
    passed, start = True, time.monotonic()
    for name in asked.names or [name for name in campaigns if name not in ONLY_IF_NAMED]:
        for row in campaigns[name](Scale(asked.short)):
            passed &= row.passed
            print(row, flush=True)
    print(f"{time.monotonic() - start:.0f} s; {'all as it must be' if passed else 'FAILED'}")
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
