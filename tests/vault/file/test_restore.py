"""Getting back what a damaged journal held."""

import pytest

from journal.errors import Damaged, InvalidInput, NotAJournal
from journal.vault import (
    KeyRing,
    State,
    VaultFile,
    backups_of,
    copies_beside,
    examine,
    remove_backups,
    restore,
    seal,
    unfinished_saves,
    unseal,
    unseal_with,
)


@pytest.fixture
def history(journal, path, ring):
    for n in range(2):
        journal.save(b"save %d" % n, ring)
    journal.close()  # keeps "save 1", which no other save has followed
    return path


def test_backups_are_found_with_the_journal_gone(history):
    history.unlink()
    assert [b.ordinal for b in backups_of(history)] == [3, 2, 1]


def test_each_backup_is_verified_damaged_or_of_another_key(history, passphrase, ring, cheap):
    _, second, first = backups_of(history)
    second.path.write_bytes(second.path.read_bytes()[:-1] + b"\0")
    first.path.write_bytes(seal(b"x", KeyRing.create("another journal", cheap)[0]))
    for secret in (passphrase, ring):
        checked = list(examine(history, secret))
        assert [c.state for c in checked] == [State.VERIFIED, State.DAMAGED, State.OTHER_KEY]
        assert [c.image for c in checked] == [b"save 1", None, None]
        assert checked[0].ring == ring


def test_the_caller_may_find_an_image_damaged(history, ring):
    def verify(image: bytes) -> None:
        if image == b"save 0":
            raise Damaged("no database")

    states = [c.state for c in examine(history, ring, verify=verify)]
    assert states == [State.VERIFIED, State.DAMAGED, State.VERIFIED]


def test_backups_from_before_a_passphrase_change_open_with_the_key(history, ring, cheap):
    changed = ring.with_passphrase("a new one entirely", cheap)
    assert {c.state for c in examine(history, changed)} == {State.VERIFIED}
    assert {c.state for c in examine(history, "a new one entirely")} == {State.OTHER_KEY}


def test_a_backup_comes_back_as_a_new_file(history, tmp_path, passphrase, clock):
    newest = backups_of(history)[0]
    history.write_bytes(b"ruined")
    out = restore(newest.path, tmp_path / "back.daybook")
    assert out.stat().st_mode & 0o777 == 0o600
    assert history.read_bytes() == b"ruined"
    file, image, _ = VaultFile.open(out, passphrase, clock=clock)
    assert image == b"save 1"
    file.close()


def test_restore_overwrites_nothing_and_brings_back_nothing_broken(history, tmp_path):
    newest = backups_of(history)[0]
    before = history.read_bytes()
    with pytest.raises(InvalidInput):
        restore(newest.path, history)
    assert history.read_bytes() == before
    newest.path.write_bytes(newest.path.read_bytes()[:-5])
    with pytest.raises(Damaged):
        restore(newest.path, tmp_path / "back.daybook")
    with pytest.raises(NotAJournal):
        restore(tmp_path / "none", tmp_path / "back.daybook")
    assert not (tmp_path / "back.daybook").exists()


def test_an_unfinished_save_that_is_whole_can_be_found(history, ring):
    stray = history.parent / f".{history.name}.{'a' * 16}.tmp"
    stray.write_bytes(seal(b"nearly saved", ring))
    half = history.parent / f".{history.name}.{'b' * 16}.tmp"
    half.write_bytes(seal(b"half written", ring)[:5000])
    assert len(unfinished_saves(history)) == 2
    states = {c.backup.path: c.state for c in examine(history, ring)}
    assert states[stray] is State.VERIFIED
    assert states[half] is State.DAMAGED


def test_old_backups_can_go_after_rekeying(history, ring, cheap, clock):
    fresh, recovery = ring.rekeyed("a new one entirely", cheap)
    file, _, _ = VaultFile.open(history, ring, clock=clock)
    file.save(b"under the new key", fresh)
    file.save(b"and again", fresh)
    file.close()
    assert remove_backups(history, keep=fresh) == 3
    assert [unseal_with(b.path.read_bytes(), fresh) for b in backups_of(history)] == [
        b"and again",
        b"under the new key",
    ]
    assert unseal(history.read_bytes(), recovery)[0] == b"and again"
    assert remove_backups(history) == 2
    assert backups_of(history) == []


def test_the_last_save_survives_a_fault_in_the_file_itself(history, passphrase, ring, clock):
    with history.open("r+b") as file:
        file.seek(1000)
        file.write(b"a bad block")
    newest = backups_of(history)[0]
    assert unseal_with(newest.path.read_bytes(), ring) == b"save 1"


def test_closing_again_without_a_save_keeps_nothing_twice(history, ring, clock):
    before = backups_of(history)
    for _ in range(3):
        VaultFile.open(history, ring, clock=clock)[0].close()
    assert backups_of(history) == before


def test_after_a_restore_the_older_backups_are_still_found(history, tmp_path, ring, clock, cheap):
    stranger = tmp_path / "else.daybook"
    VaultFile.create(stranger, b"x", KeyRing.create("another", cheap)[0], clock=clock).close()
    older = backups_of(history)
    back = restore(older[1].path, tmp_path / "evening restored.daybook")
    history.unlink()
    assert backups_of(back) == older
    file, _, _ = VaultFile.open(back, ring, clock=clock)
    file.save(b"going on", ring)
    file.close()
    found = backups_of(back)
    assert [unseal_with(b.path.read_bytes(), ring) for b in found] == [
        *(b"going on", b"save 0"),
        *(b"save 1", b"save 0", b"first"),
    ]
    assert remove_backups(back) == 2
    assert backups_of(back) == older


def test_names_and_times_do_not_tell_when_in_the_day_somebody_wrote(history, clock):
    midnight = clock().replace(hour=0, minute=0).timestamp()
    for backup in backups_of(history):
        assert backup.path.name == f"{backup.ordinal:06d}.daybook"
        assert backup.path.stat().st_mtime == midnight
    assert history.stat().st_mtime == midnight


TOOLS = (
    "evening (Ada's conflicted copy 2026-03-02).daybook",
    "evening (conflicted copy 2026-03-02 201500).daybook",
    "evening (copia en conflicto de Ada 2026-03-02).daybook",
    "evening.sync-conflict-20260302-201500-ABCDEFG.daybook",
    "evening_conflict-20260302-201500.daybook",
    "evening-LAPTOP.daybook",
    "evening (1).daybook",
    "evening(1).daybook",
    "evening 2.daybook",
    "evening.daybook (1)",
    "evening.daybook.sync-conflict-20260302-201500-ABCDEFG",
    "EVENING (Case Conflict).daybook",
)


@pytest.mark.parametrize("name", TOOLS)
def test_a_copy_that_a_sync_tool_left_is_found_by_name_and_file_id(history, ring, cheap, name):
    other = history.with_name(name)
    other.write_bytes(seal(b"from elsewhere", ring))
    assert copies_beside(history) == [other]
    other.write_bytes(history.read_bytes())  # the same save holds nothing more
    assert copies_beside(history) == []
    other.write_bytes(seal(b"x", KeyRing.create("another journal", cheap)[0]))
    assert copies_beside(history) == []
    other.write_bytes(b"a letter")
    assert copies_beside(history) == []


def test_what_was_put_there_on_purpose_is_no_copy_of_a_tool(history, ring):
    for name in ("evening restored.daybook", "evening copy.daybook", "morning (1).daybook"):
        history.with_name(name).write_bytes(seal(b"on purpose", ring))
    assert copies_beside(history) == []


def test_our_own_conflict_copies_come_last(history, ring, clock):
    file, _, _ = VaultFile.open(history, ring, clock=clock)
    history.write_bytes(seal(b"theirs", ring))
    conflict = file.save(b"ours", ring).conflict
    file.close()
    left = history.with_name("evening-LAPTOP-of-somebody.daybook")
    left.write_bytes(seal(b"the laptop's", ring))
    assert copies_beside(history) == [left, conflict]
