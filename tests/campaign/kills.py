"""kill -9 at every step of a save and at random moments, and the same against writing in place."""

from __future__ import annotations

import gc
import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from journal.vault import Disk, KeyRing, seal
from tests.campaign.row import Row, Scale
from tests.campaign.scene import (
    LARGE,
    MIDDLE,
    PASSPHRASE,
    SMALL,
    Tapped,
    die,
    folder,
    generation_at,
    image,
    in_child,
    new_journal,
    opened,
    reap,
    steps_of,
)
from tests.journals import CHEAP

Saver = Callable[[Path, KeyRing, int, int, Disk], None]
"""Opens a journal and saves (generation, size) into it through a disk."""


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about being killed, and the controls."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    gc.freeze()  # forked children then share more of the memory
    for size in (SMALL, MIDDLE, LARGE):
        yield _every_step(ring, size, scale.of(100, 1), vault_save, scale.of(1, 3))
    yield _random_moments(ring, scale.of(10_000, 60), vault_save)
    for size in (MIDDLE, LARGE):
        yield _every_step(ring, size, scale.of(20, 1), in_place_save, scale.of(1, 3), control=True)
    yield _random_moments(ring, scale.of(1_000, 40), in_place_save, control=True)


def vault_save(path: Path, ring: KeyRing, generation: int, size: int, disk: Disk) -> None:
    """What Daybook does; twice, for the second save goes over what the first let go of."""
    file = opened(path, ring, disk)
    for _time in range(2):
        if file.save(image(generation, size), ring).conflict is not None:
            raise AssertionError("a conflict with nobody")
    file.close()


def in_place_save(path: Path, ring: KeyRing, generation: int, size: int, disk: Disk) -> None:
    """The control: writes over the journal itself, and syncs like a careful program."""
    data = memoryview(seal(image(generation, size), ring))
    fd = disk.open(path, os.O_WRONLY | os.O_TRUNC)
    while data:
        data = data[disk.write(fd, data[:65536]) :]
    disk.fsync(fd)
    disk.close(fd)


def _every_step(
    ring: KeyRing, size: int, repeats: int, save: Saver, stride: int, *, control: bool = False
) -> Row:
    with folder() as home:
        path = home / "evening.daybook"
        new_journal(path, ring, size, saves=12)  # so that a save prunes, too
        steps = steps_of(lambda disk: save(path, ring, 13, size, disk))[::stride]
        generation = before = 13
        tried = lost = killed = 0
        for _ in range(repeats):
            for step in [*steps, None]:
                generation += 1
                died, found = _killed_at(path, ring, generation, size, step, save)
                tried, killed = tried + 1, killed + died
                if found not in (generation, before):
                    lost += 1
                    path.unlink(missing_ok=True)
                    new_journal(path, ring, size)
                    found = generation = 0
                before = found
        left = [p.name for p in home.iterdir() if p.name.endswith(".tmp")]
        lost += len(left) > 1  # the next save clears what a dead one left
    who = "control: written in place" if control else "kill -9"
    fault = f"{who}, before each of {len(steps)} steps of a save and after it, {size:,} bytes"
    note = f"{killed:,} were killed"
    return Row(fault, tried, "the old or the new journal opens", lost, note, control)


def _killed_at(
    path: Path, ring: KeyRing, generation: int, size: int, step: tuple[str, int] | None, save: Saver
) -> tuple[bool, int]:
    """Whether it was killed, and the generation then found; -1 when none opens, or when one that
    was said to be saved is not there."""

    def act(pipe: int) -> None:
        def before_call(name: str, number: int) -> None:
            if (name, number) == step:
                die()

        save(path, ring, generation, size, Tapped(before_call))
        os.write(pipe, b"saved")
        die()

    said, status = reap(*in_child(act))
    died = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    try:
        found = generation_at(path, ring)
    except Exception:
        return died, -1
    return died, -1 if said and found != generation else found


def _random_moments(ring: KeyRing, count: int, save: Saver, *, control: bool = False) -> Row:
    chance, lost, acknowledged = random.Random(7), 0, 0
    with folder() as home:
        path = home / "evening.daybook"
        new_journal(path, ring, MIDDLE)
        for _ in range(count):
            start = generation_at(path, ring)

            def act(pipe: int, start: int = start) -> None:
                os.write(pipe, b"!")
                for generation in range(start + 1, start + 1_000_000):
                    save(path, ring, generation, MIDDLE, Disk())
                    os.write(pipe, b".")

            child, read = in_child(act)
            os.read(read, 1)
            time.sleep(chance.random() * 0.04)
            os.kill(child, signal.SIGKILL)
            said, _ = reap(child, read)
            acknowledged += len(said)
            try:
                if generation_at(path, ring) not in (start + len(said), start + len(said) + 1):
                    raise ValueError("an acknowledged save is gone")
            except Exception:
                lost += 1
                path.unlink(missing_ok=True)
                new_journal(path, ring, MIDDLE)
    who = "control: written in place" if control else "kill -9"
    note = f"{acknowledged:,} saves were acknowledged before the kills"
    expected = "what was said to be saved opens"
    return Row(f"{who}, at random moments", count, expected, lost, note, control)
