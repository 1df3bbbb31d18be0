"""The entry point: the window, or a subcommand without a screen."""

from __future__ import annotations

import gc
import os
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from journal.bug_report import watch, write_report
from journal.hardening import harden

if TYPE_CHECKING:
    from ui.desktop.relaunch import Handover


def favour_the_window() -> None:
    """Keep workers from holding up the GUI thread.

    A worker that computes gives way after a tenth of a millisecond, not after five: each of the
    thousands of calls that build a page waits for that. And a full garbage collection stops every
    thread for long when a diary of years is in memory; its records hold no cycles, so it can be
    rare. Called before Qt is imported, which makes enough objects to bring on many.
    """
    sys.setswitchinterval(0.0001)
    gc.set_threshold(50_000, 20, 100)


def open_window(path: Path | None, *, sample: bool = False, left: Handover | None = None) -> int:
    """Show the window on the journal at ``path``, or on the sample patient; ``left`` is how a lock
    left it."""
    from ui.desktop import qt_libraries
    from ui.desktop.display import NO_DISPLAY, has_display

    if not has_display():
        sys.stderr.write(NO_DISPLAY + "\n")
        return 1
    favour_the_window()
    try:
        missing = qt_libraries.missing_for_the_screen()
        from ui.app import run
    except ImportError as error:
        missing = qt_libraries.missing_library(str(error))
        if missing is None:
            raise
    if missing is not None:
        sys.stderr.write(qt_libraries.sentence(missing) + "\n")
        return 1
    code = run(path, sample=sample, left=left)
    if sum(not thread.daemon for thread in threading.enumerate()) > 1:
        # A worker hangs, perhaps on a network that is gone. Python would wait for it for ever.
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    return code


def open_sample() -> int:
    """Show the window on the sample patient."""
    return open_window(None, sample=True)


def resume(pipe: int) -> int:
    """Show the window as a lock has left it, which is told through ``pipe``."""
    from ui.desktop.relaunch import Handover

    left = Handover.read(pipe)
    return open_window(Path(left.journal) if left.journal else None, sample=left.sample, left=left)


def main(arguments: list[str]) -> int:
    """Run Daybook with the arguments of its command line and give the exit code."""
    harden()
    # The plain ways into the window do without the command line, which takes long to import.
    match arguments:
        case [] | ["open"]:
            return open_window(None)
        case ["demo"]:
            return open_sample()
        case ["open", file] if not file.startswith("-"):
            return open_window(Path(file))
        case ["resume", pipe] if pipe.isdecimal():
            return resume(int(pipe))
    from journal.cli import run

    return run(arguments, open_window, open_sample)


if __name__ == "__main__":
    watch(write_report)
    sys.exit(main(sys.argv[1:]))
