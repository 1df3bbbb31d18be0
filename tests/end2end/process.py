"""A journal open in a process of its own, with words typed into a note of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from journal.book.book import Book
from journal.model.days import date_of, local_now
from journal.model.program import Program
from tests.ui.running import CHEAP, PASSPHRASE

ROOT = Path(__file__).parents[2]


def make_journal(path: Path) -> bytes:
    """A journal at ``path`` that :data:`PASSPHRASE` opens; its data key."""
    start = date_of(local_now() - timedelta(days=9))
    book, _recovery = Book.create(path, PASSPHRASE, Program(start=start), kdf=CHEAP)
    key = book.ring.data_key
    book.close()
    return key


class Typist:
    """The process. Talks line by line with ``drivers.py``."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.pid = process.pid

    def tell(self, line: str = "") -> None:
        """Write a line to it."""
        assert self.process.stdin is not None
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def expect(self, line: str) -> None:
        """Wait until it says ``line``."""
        assert self.process.stdout is not None
        heard = self.process.stdout.readline().strip()
        assert heard == line, f"expected {line!r}, heard {heard!r}"


@contextmanager
def typing(journal: Path, deed: str, words: str, **elsewhere: str) -> Iterator[Typist]:
    """A process that has just typed ``words``; killed at the end whatever happens.

    ``elsewhere`` is of its environment: another zone, another language, another home.
    """
    environment = {
        **os.environ,
        **elsewhere,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
        "XDG_RUNTIME_DIR": str(journal.parent),
        "XDG_CONFIG_HOME": str(journal.parent),
    }
    driver = str(Path(__file__).with_name("drivers.py"))
    with subprocess.Popen(
        [sys.executable, driver, str(journal), deed],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        try:
            typist = Typist(process)
            typist.tell(PASSPHRASE)
            typist.expect("unlocked")
            typist.tell(words)
            typist.expect("typed")
            yield typist
        finally:
            process.kill()
