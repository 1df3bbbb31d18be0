"""The fault campaigns in little; ``python -m tests.campaign`` runs them in full.

In a process of their own, because they fork, are killed, mount file systems and drop rights.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.campaign.__main__ import CAMPAIGNS
from tests.campaign.row import Row

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_nothing_is_lost(name):
    done = subprocess.run(
        [sys.executable, "-m", "tests.campaign", "--short", name],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_table_can_fail():
    assert Row("a fault", 10, "nothing lost", 0).passed
    assert not Row("a fault", 10, "nothing lost", 1).passed
    assert not Row("a control", 10, "something lost", 0, control=True).passed
    assert not Row("nothing tried, nothing said", 0, "nothing lost", 0).passed
