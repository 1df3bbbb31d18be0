"""Two that write one journal: with the lock between them, and behind its back."""

from __future__ import annotations

import itertools
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from journal.errors import OpenElsewhere, SaveFailed
from journal.vault import KeyRing, VaultFile, conflict_copies, seal, unseal_with
from journal.vault.file.names import Places
from tests.campaign.row import Row, Scale
from tests.campaign.scene import PASSPHRASE, folder, image, in_child, new_journal, now, reap
from tests.journals import CHEAP


def rows(scale: Scale) -> Iterator[Row]:
    """Every row about rivals."""
    ring, _ = KeyRing.create(PASSPHRASE, CHEAP)
    yield _two_processes(ring, scale.of(200, 10))
    yield _behind_the_lock(ring, scale.of(20, 2), scale.of(20, 5))
    yield _changed_in_between(ring, scale.of(200, 20))


def _two_processes(ring: KeyRing, saves: int) -> Row:
    with folder() as home:
        path = home / "evening.daybook"
        VaultFile.create(path, b"[]", ring, clock=now).close()

        def write(who: str) -> None:
            for number in range(saves):
                file, entries = _open_when_free(path, ring)
                entries.append(f"{who}{number}")
                report = file.save(json.dumps(entries).encode(), ring)
                assert report.conflict is None
                file.close()

        children = [in_child(lambda _, who=who: write(who)) for who in "ab"]
        lost = sum(reap(*child)[1] != 0 for child in children)
        found = json.loads(unseal_with(path.read_bytes(), ring))
        lost += len({f"{who}{n}" for who in "ab" for n in range(saves)} - set(found))
        lost += len(conflict_copies(path))
        turns = sum(a[0] != b[0] for a, b in itertools.pairwise(found))
    fault = f"two processes, {saves} saves each, one journal"
    return Row(fault, 2 * saves, "one writer at a time, every entry there", lost, f"{turns} turns")


def _behind_the_lock(ring: KeyRing, rounds: int, saves: int) -> Row:
    """Two that cannot see each other's lock, as in a folder shared between computers."""
    lost = copies = 0
    for _ in range(rounds):
        with folder() as home:
            path = home / "evening.daybook"
            VaultFile.create(path, b"[]", ring, clock=now).close()

            def write(who: str, path: Path = path) -> None:
                with mock.patch.object(Places, "lock", path.with_name(f".lock-{who}")):
                    file, loaded, _ = VaultFile.open(path, ring, clock=now)
                    entries = json.loads(loaded)
                    for number in range(saves):
                        entries.append(f"{who}{number}")
                        try:
                            file.save(json.dumps(entries).encode(), ring)
                        except SaveFailed:  # the other took its temp file for a dead one's
                            file.save(json.dumps(entries).encode(), ring)
                        time.sleep(0.001)
                    file.close()

            children = [in_child(lambda _, who=who: write(who)) for who in "ab"]
            lost += sum(reap(*child)[1] != 0 for child in children)
            found: set[str] = set()
            for copy in (path, *conflict_copies(path)):  # each opens, so each can be merged
                found.update(json.loads(unseal_with(copy.read_bytes(), ring)))
            lost += len({f"{who}{n}" for who in "ab" for n in range(saves)} - found)
            copies += len(conflict_copies(path))
    fault = f"two processes without a lock between them, {rounds} times {saves} saves each"
    expected = "every entry in the journal or a conflict copy"
    return Row(fault, 2 * rounds * saves, expected, lost, f"{copies} conflict copies")


def _open_when_free(path: Path, ring: KeyRing) -> tuple[VaultFile, list[str]]:
    while True:
        try:
            file, found, _ = VaultFile.open(path, ring, clock=now)
        except OpenElsewhere:
            time.sleep(0.0005)
            continue
        return file, json.loads(found)


def _changed_in_between(ring: KeyRing, count: int) -> Row:
    chance, lost = random.Random(3), 0
    for number in range(count):
        with folder() as home:
            path = home / "evening.daybook"
            new_journal(path, ring, saves=number % 3)
            file, _, _ = VaultFile.open(path, ring, clock=now)
            theirs = _change(path, ring, chance)
            first = file.save(image(500), ring)
            second = file.save(image(501), ring)
            file.close()
            now_there = path.read_bytes() if path.exists() else None
            lost += now_there != theirs or first.conflict is None
            lost += second.conflict != first.conflict or len(conflict_copies(path)) != 1
            lost += unseal_with(second.path.read_bytes(), ring) != image(501)
    fault = "the journal changed or removed between load and save"
    return Row(fault, count, "left alone, ours in one conflict copy", lost)


def _change(path: Path, ring: KeyRing, chance: random.Random) -> bytes | None:
    how = chance.randrange(5)
    if how == 0:
        path.unlink()
        return None
    data = seal(image(77, chance.choice((1_000, 100_000))), ring)
    if how == 1:  # in place, as some sync tools do
        path.write_bytes(data)
    elif how == 2:  # by replacement, as others do
        other = path.with_name("incoming")
        other.write_bytes(data)
        other.replace(path)
    elif how == 3:  # an older copy comes back
        data = seal(image(1), ring)
        path.write_bytes(data)
    else:
        data = data[: chance.randrange(len(data))]
        path.write_bytes(data)
    return data
