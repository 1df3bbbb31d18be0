"""Relaunch: Daybook started anew in place of this process, so that no word or key stays in memory.

Closing the database leaves copies of notes and keys in memory; a new process image does not.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

RESUME = "resume"
"""The argument before the number of the pipe that a :class:`Handover` is read from."""
REPLACED_WITHIN_S = 1.0
"""A thread that hangs in the kernel holds up being replaced for as long as it hangs."""


@dataclass(frozen=True)
class Handover:
    """What the next process is to know, told through a pipe: the list of processes shows arguments.

    ``asked_for``: the person locked, not the time or the desktop. ``active``, ``minimised`` and
    ``place`` are how the window was left.
    """

    journal: str = ""
    sample: bool = False
    asked_for: bool = True
    active: bool = True
    minimised: bool = False
    place: str = ""

    @classmethod
    def read(cls, pipe: int) -> Handover:
        """What was handed over through the descriptor ``pipe``; nothing, where it tells nothing."""
        import json  # not before the first window

        try:
            with os.fdopen(pipe, "rb") as told:
                return cls(**json.loads(told.read()))
        except (OSError, ValueError, TypeError):
            return cls()

    def written(self) -> bytes:
        """What :meth:`read` reads."""
        import json

        return json.dumps(asdict(self)).encode()


Relaunch = Callable[[Handover], None]
"""Replaces this process by a fresh one; does not return."""


def own_command() -> list[str]:
    """How this process was started: the interpreter, its options, the program, no arguments."""
    options = sys.orig_argv[1 : len(sys.orig_argv) - len(sys.argv) + 1]
    absolute = str(Path(sys.argv[0]).resolve())
    return [sys.executable, *(absolute if part == sys.argv[0] else part for part in options)]


def relaunch(handover: Handover, command: Sequence[str] | None = None) -> None:
    """Start ``command`` (None: as this process was started) in place of this process."""
    command = [*(own_command() if command is None else command), RESUME]
    if sys.platform == "win32":
        _follow(handover, command)
    else:
        pipe = _pipe_with(handover)
        _stand_by([*command, str(pipe)])
        with suppress(OSError):
            os.execv(command[0], [*command, str(pipe)])  # noqa: S606 (our own command)
    os._exit(1)


def _follow(handover: Handover, command: Sequence[str]) -> None:
    """exec keeps no process id on Windows: whoever waits for it would think that it ended."""
    import subprocess

    new = subprocess.Popen([*command, "0"], stdin=subprocess.PIPE)  # noqa: S603 (ours)
    assert new.stdin is not None  # noqa: S101 (it is a pipe)
    new.stdin.write(handover.written())
    new.stdin.close()
    os._exit(0)


def _pipe_with(handover: Handover) -> int:
    """The descriptor of a pipe to read ``handover`` from, open in whatever comes after."""
    reading, writing = os.pipe()
    os.write(writing, handover.written())  # a few hundred bytes; a pipe holds thousands
    os.close(writing)
    os.set_inheritable(reading, True)  # noqa: FBT003 (it takes no names)
    return reading


def _stand_by(command: list[str]) -> None:
    """Have another process start ``command`` unless this one is replaced in time.

    It knows by a pipe that closes when this process is replaced. Then it takes this one's place;
    what is left of this one goes when its thread comes back from the kernel.
    """
    import select

    waiting, _held = os.pipe()
    old = os.getpid()
    child = os.fork()
    if child:
        os.close(waiting)
        os.waitpid(child, 0)
        return
    try:
        if os.fork() == 0:  # a grandchild has nobody who would have to wait for it
            os.close(_held)
            if not select.select([waiting], [], [], REPLACED_WITHIN_S)[0]:
                os.kill(old, signal.SIGKILL)
                os.setsid()
                os.execv(command[0], command)  # noqa: S606 (our own command)
    finally:
        os._exit(0)
