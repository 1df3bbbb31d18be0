"""Errors from the system at every call of a save: at the door, and at the kernel's edge."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from journal.errors import JournalError, SaveFailed
from journal.vault import Disk, KeyRing, VaultFile, seal
from tests.campaign.row import Row, Scale
from tests.campaign.scene import (
    LARGE,
    PASSPHRASE,
    SMALL,
    Tapped,
    folder,
    generation_at,
    image,
    new_journal,
    now,
    opened,
    set_disk,
    steps_of,
    tapped,
)
from tests.campaign.systems import Mac, Windows
from tests.journals import CHEAP

ERRORS = ("ENOSPC", "EIO", "EDQUOT", "EROFS", "EINTR")
# Every call by which a program can touch a file or its name, and all that sync.
TRACED = "%file,%desc"
BEGIN, END = "/begin-of-the-save", "/end-of-the-save"


class NoLinks(Disk):
    """A drive that knows no hard links, like many USB sticks."""

    def link(self, source: Path, target: Path) -> None:
        """Refuse, as such a drive does."""
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))


class Scenario(NamedTuple):
    """A state of the folder in which a save of generation 99 is tried."""

    name: str
    size: int
    saves: int  # before it: 0 makes the backup folder, 12 prunes
    over: bool = False  # an older save by the same program left a spare to write over
    conflict: bool = False
    kind: type[Disk] = Disk


SCENARIOS = (
    Scenario("a first save", SMALL, 0),
    Scenario("a save that prunes", SMALL, 12),
    Scenario("a save over a spare", SMALL, 12, over=True),
    Scenario("a large save", LARGE, 1),
    Scenario("a conflict", SMALL, 1, conflict=True),
    Scenario("a save without hard links", SMALL, 1, kind=NoLinks),
    Scenario("a save on a fake Windows", SMALL, 12, kind=Windows),
    Scenario("a conflict on a fake Windows", SMALL, 1, conflict=True, kind=Windows),
    Scenario("a save on a fake Mac", SMALL, 12, over=True, kind=Mac),
)


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about errors from the system."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    for scenario in SCENARIOS:
        yield _at_the_door(ring, scenario, scale)
    yield _at_creation(ring)
    yield from _at_the_kernel(ring, scale)


def _at_the_door(ring: KeyRing, scenario: Scenario, scale: Scale) -> Row:
    errors = ERRORS[:1] if scale.short else ERRORS
    with folder() as home:
        steps: list[tuple[str, int]] = []
        kind = tapped(scenario.kind)
        _try(home, ring, scenario, kind(lambda name, number: steps.append((name, number))))
        steps = steps[:: scale.of(1, 3)]
        tried = lost = 0
        for step in steps:
            for name in errors:
                tried += 1
                lost += not _survives(home, ring, scenario, step, getattr(errno, name))
    fault = f"{', '.join(errors)} at each of {len(steps)} calls of {scenario.name}"
    return Row(fault, tried, "old kept or new complete, never a false Saved", lost)


def _survives(
    home: Path, ring: KeyRing, scenario: Scenario, step: tuple[str, int], error: int
) -> bool:
    def fail(name: str, number: int) -> None:
        if (name, number) == step:
            raise OSError(error, os.strerror(error))

    kept = step[0] == "unlink"  # what could not be removed stays until the next start
    return _try(home, ring, scenario, tapped(scenario.kind)(fail), may_leave=kept)


def _try(
    home: Path, ring: KeyRing, scenario: Scenario, disk: Disk, *, may_leave: bool = False
) -> bool:
    """Save under the fault, look, save again without it, and look again."""
    path = home / "evening.daybook"
    for entry in home.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    new_journal(path, ring, scenario.size, scenario.saves)
    old = scenario.saves
    file = opened(path, ring)
    if scenario.over:
        file.save(image(old, scenario.size), ring)
    if scenario.conflict:
        old = 50
        path.write_bytes(seal(image(old, scenario.size), ring))
    set_disk(file, disk)  # the fault is for the save alone
    try:
        report = file.save(image(99, scenario.size), ring)
        good = generation_at(report.path, ring) == 99
        good &= (report.conflict is not None) == scenario.conflict
        if scenario.conflict:
            good &= generation_at(path, ring) == old
    except SaveFailed:
        good = generation_at(path, ring) in ((old,) if scenario.conflict else (old, 99))
    set_disk(file, Disk())
    again = file.save(image(100, scenario.size), ring)
    good &= generation_at(again.path, ring) == 100
    good &= (again.conflict is not None) == scenario.conflict
    if scenario.conflict:
        good &= generation_at(path, ring) == old
    file.close()
    left = [p for p in home.iterdir() if p.name.endswith(".tmp") and p.stat().st_nlink == 1]
    return good and (may_leave or not left)


def _at_creation(ring: KeyRing) -> Row:
    tried = lost = 0
    with folder() as home:
        path = home / "new.daybook"

        def create(disk: Disk) -> None:
            VaultFile.create(path, image(1), ring, clock=now, disk=disk).close()

        steps = steps_of(create)
        for step in steps:
            for name in ERRORS:
                tried += 1
                path.unlink(missing_ok=True)
                error = getattr(errno, name)

                def fail(call: str, number: int, s: tuple[str, int] = step, e: int = error) -> None:
                    if (call, number) == s:
                        raise OSError(e, os.strerror(e))

                try:
                    create(Tapped(fail))
                    lost += generation_at(path, ring) != 1
                except JournalError:
                    # Nothing half made may stand in the way of the next try.
                    create(Disk()) if not path.exists() else None
                    lost += generation_at(path, ring) != 1
    fault = f"the same at each of {len(steps)} calls that create a journal"
    return Row(fault, tried, "a whole journal, or none and a next try works", lost)


# -- at the kernel's edge, by strace ---------------------------------------------------------------


class Call(NamedTuple):
    """One system call: its name, and which of that name since the tracer attached."""

    name: str
    number: int


def _at_the_kernel(ring: KeyRing, scale: Scale) -> Iterator[Row]:
    expected = "old kept or new complete, never a false Saved"
    if shutil.which("strace") is None:
        yield Row("errors injected by the kernel (strace)", 0, expected, 0, "strace is not here")
        return
    with folder(in_memory=False) as home:
        path = home / "evening.daybook"
        new_journal(path, ring, SMALL, saves=12)
        trace, outcome = _traced_save(home, ring)
        if outcome != "saved":
            yield Row("errors injected by the kernel (strace)", 0, expected, 0, "may not trace")
            return
        calls = _calls_between(trace)
        yield _doors_cover(calls, trace, home, ring)
        tried = lost = reached = 0
        for call in calls[:: scale.of(1, 9)]:
            for error in ERRORS if not scale.short else ERRORS[:1]:
                tried += 1
                new_journal_over(path, ring)
                trace, outcome = _traced_save(home, ring, call, error)
                reached += "(INJECTED)" in trace
                found = generation_at(path, ring)
                lost += not (found == 99 if outcome == "saved" else found in (12, 99))
                lost += outcome not in ("saved", "failed")
        lost += tried - reached
        names = ", ".join(f"{n} {name}" for name, n in Counter(c.name for c in calls).items())
        note = f"{len(calls)} system calls: {names}; {reached:,} of {tried:,} injections hit"
        errors = "errors" if scale.short else ", ".join(ERRORS)
        yield Row(f"{errors} injected at every system call of a save", tried, expected, lost, note)


def new_journal_over(path: Path, ring: KeyRing) -> None:
    """The same start for each try: generation 12 with its backups, nothing else."""
    for entry in path.parent.iterdir():
        shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    new_journal(path, ring, SMALL, saves=12)


def _traced_save(
    home: Path, ring: KeyRing, call: Call | None = None, error: str = ""
) -> tuple[str, str]:
    """One save in a child under strace, between two markers; the trace, and how it ended."""
    to_child, go = os.pipe()
    told, from_child = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            file = opened(home / "evening.daybook", ring)
            file.save(image(12), ring)  # leaves a spare, so that the next goes over it
            os.write(from_child, b"r")
            os.read(to_child, 1)
            outcome = b"crashed"
            os.access(BEGIN, os.F_OK)
            try:
                file.save(image(99), ring)
                outcome = b"saved"
            except SaveFailed:
                outcome = b"failed"
            finally:
                os.access(END, os.F_OK)
            os.write(from_child, outcome)
        finally:
            os._exit(0)
    os.close(from_child)
    os.read(told, 1)
    command = ["strace", "-f", "-p", str(child), "-e", f"trace={TRACED}", "-s", "200", "-y"]
    if call is not None:
        # The call is retried where the system says EINTR, so only one may fail.
        command += ["-e", f"inject={call.name}:error={error}:when={call.number}"]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert tracer.stderr is not None
    lines = []
    for line in tracer.stderr:
        lines.append(line)
        if "attached" in line or "ptrace" in line:
            break
    collector = threading.Thread(target=lambda: lines.extend(tracer.stderr or ()))
    collector.start()
    os.write(go, b"g")
    outcome = b""
    while piece := os.read(told, 64):
        outcome += piece
    os.waitpid(child, 0)
    tracer.wait()
    collector.join()
    tracer.stderr.close()
    for fd in (to_child, go, told):
        os.close(fd)
    return "".join(lines), outcome.decode()


def _calls_between(trace: str) -> list[Call]:
    """The calls between the markers, each numbered as strace counts it since attaching."""
    counts: Counter[str] = Counter()
    calls, inside = [], False
    for line in trace.splitlines():
        match = re.match(r"(?:\[pid +\d+\] )?(\w+)\(", line)
        if match is None:
            continue
        counts[match[1]] += 1
        if BEGIN in line:
            inside = True
        elif END in line:
            inside = False
        elif inside and match[1] not in ("mmap", "munmap"):  # memory, not files
            calls.append(Call(match[1], counts[match[1]]))
    return calls


def _doors_cover(calls: list[Call], trace: str, home: Path, ring: KeyRing) -> Row:
    """Whether each system call of a save is one that ``Disk`` made: then a fault at the door can
    reach them all."""
    new_journal_over(home / "evening.daybook", ring)
    file = opened(home / "evening.daybook", ring)
    file.save(image(12), ring)
    counts: Counter[str] = Counter()
    set_disk(file, Tapped(lambda name, _: counts.update([name])))
    file.save(image(99), ring)
    set_disk(file, Disk())  # the save alone is counted
    file.close()
    doors = {
        "openat": counts["open"] + counts["open_folder"] + counts["names"],
        "write": counts["write"],
        "lseek": counts["seek"],
        "read": counts["read"],
        "fadvise64": counts["begin_writing_back"],
        "fsync": counts["fsync"],
        "close": counts["close"] + counts["names"],
        "newfstatat": counts["fstat"] + counts["lstat"] + counts["names"],
        "getdents64": 2 * counts["names"],
        "utimensat": counts["set_modified"],
        "link": counts["link"],
        "rename": counts["replace"],
        "unlink": counts["unlink"],
        "mkdir": counts["mkdir"],
    }
    kernel = Counter(call.name for call in calls)
    apart = {
        name: (kernel[name], doors.get(name, 0))
        for name in {*kernel, *doors}
        if kernel[name] != doors.get(name, 0)
    }
    note = f"differ (kernel, door): {apart}" if apart else "counted by strace and at the door"
    fault = "system calls of a save that pass by the door"
    return Row(fault, len(calls), "none", sum(abs(a - b) for a, b in apart.values()), note)
