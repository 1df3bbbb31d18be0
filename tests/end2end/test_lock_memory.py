"""After locking, nothing of the journal is left in the memory of the process."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

import pytest

from journal.book.book import Book
from journal.model.day import DayEntry
from tests.end2end.process import make_journal, typing
from tests.ui.running import PASSPHRASE

RARE = "quixotrope"
PATIENCE_S = 30.0
CHUNK = 1 << 24


def readable(pid: int) -> Iterator[tuple[int, int]]:
    """The spans of memory of a process that can be read."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        span, rights, *_rest = line.split()
        if rights.startswith("r") and "[v" not in line:
            first, last = (int(edge, 16) for edge in span.split("-"))
            yield first, last


def copies(pid: int, secrets: Mapping[str, list[bytes]]) -> dict[str, int]:
    """How often each secret lies in the memory of a process, in any of its spellings."""
    found = dict.fromkeys(secrets, 0)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in readable(pid):
            for start in range(first, last, CHUNK):
                memory.seek(start)
                try:
                    # a little more than a chunk, so that nothing hides across the edge
                    data = memory.read(min(CHUNK + 256, last - start))
                except OSError:
                    continue
                for name, spellings in secrets.items():
                    found[name] += sum(map(data.count, spellings))
    return found


def started_anew(pid: int) -> bool:
    """Whether the process is main.py now, with its window's libraries in place."""
    command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return any(part.endswith(b"main.py") for part in command) and (
        "libQt6Widgets" in Path(f"/proc/{pid}/maps").read_text()
    )


@pytest.fixture(autouse=True)
def memory_can_be_read() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux shows the memory of a process as a file")
    try:
        copies(os.getpid(), {})
    except OSError as error:
        pytest.skip(f"the memory of a process cannot be read here: {error}")


def test_neither_words_nor_keys_are_left_after_locking(tmp_path: Path) -> None:
    journal = tmp_path / "mine.daybook"
    secrets = {
        "word of a note": [RARE.encode(), RARE.encode("utf-16-le")],
        "passphrase": [PASSPHRASE.encode(), PASSPHRASE.encode("utf-16-le")],
        "data key": [make_journal(journal)],
    }
    with typing(journal, "lock", f"a {RARE} morning") as typist:
        typist.expect("saved")
        try:
            before = copies(typist.pid, secrets)
        except PermissionError as error:
            pytest.skip(f"the memory of another process cannot be read here: {error}")
        typist.tell("lock")
        deadline = time.monotonic() + PATIENCE_S
        while not started_anew(typist.pid) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert started_anew(typist.pid), "locking has not started main.py anew"
        time.sleep(1.0)  # the unlock page is up
        assert typist.process.poll() is None
        after = copies(typist.pid, secrets)
    print(f"\ncopies in memory before locking: {before}, after: {after}")
    assert all(before.values()), "nothing was there to be found: the search finds nothing"
    assert not any(after.values())
    with closing(Book.open(journal, PASSPHRASE)) as book:
        assert [entry.note for entry in book.all(DayEntry)] == [f"a {RARE} morning"]
