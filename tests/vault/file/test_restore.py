"""Getting back what a damaged journal held."""

import pytest

from journal.errors import Damaged, InvalidInput, NotAJournal
from journal.vault import (
    KeyRing,
    State,
    VaultFile,
    backups_of,
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
    for n in range(3):
        journal.save(b"save %d" % n, ring)
    journal.close()
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
    assert remove_backups(history, keep=fresh) == 4
    assert [unseal_with(b.path.read_bytes(), fresh) for b in backups_of(history)] == [
        b"under the new key"
    ]
    assert unseal(history.read_bytes(), recovery)[0] == b"and again"
    assert remove_backups(history) == 1
    assert backups_of(history) == []
