"""Conversion: safe from any thread, from the first time on."""

from __future__ import annotations

import subprocess
import sys

AT_ONCE = """
import sys, threading
from contextlib import suppress
from journal.errors import InvalidInput
from journal.model.codec import KINDS, from_plain
sys.setswitchinterval(1e-6)
for kind in KINDS:
    ready = threading.Barrier(4)
    def read():
        ready.wait()
        for _ in range(3):
            with suppress(InvalidInput):
                from_plain(kind, {"note": "a", "edited_at": "x", "nothing": 1})
    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""


def test_threads_may_be_the_first_to_read_a_record_side_by_side() -> None:
    """The window and a worker read the first attendance at once, and Daybook was gone: msgspec
    lets one thread use what another has found out about a class by half."""
    ended = [subprocess.run([sys.executable, "-c", AT_ONCE]).returncode for _time in range(4)]
    assert ended == [0] * 4
