"""Sample file: the sample patient's journal as a real, sealed file."""

from __future__ import annotations

from pathlib import Path

from journal.book.book import Book
from journal.demo.writer import sample_records
from journal.model.contents import Contents
from journal.model.days import Clock, local_now
from journal.vault import FLOOR_KDF, KdfParams

SAMPLE_PASSPHRASE = "bread river slippers"  # noqa: S105 - printed for everyone who asks


def write_sample(path: Path, *, clock: Clock = local_now, kdf: KdfParams = FLOOR_KDF) -> None:
    """Write the sample journal to ``path``, to be opened with :data:`SAMPLE_PASSPHRASE`.

    A cheap key derivation will do: the passphrase is no secret. Raises
    :class:`journal.errors.InvalidInput` when there is a file already, and
    :class:`journal.errors.SaveFailed` when it cannot be written.
    """
    records = sample_records(clock())
    contents = Contents(records=tuple(records))
    Book.create_with(path, SAMPLE_PASSPHRASE, contents, kdf=kdf, clock=clock)[0].close()
