"""Sample file: the sample patient's journal as a real, sealed file."""

from __future__ import annotations

from pathlib import Path

from journal.book.book import Book
from journal.demo.writer import sample_records
from journal.model.days import Clock, local_now
from journal.model.program import Program
from journal.vault import FLOOR_KDF, KdfParams

SAMPLE_PASSPHRASE = "bread river slippers"  # noqa: S105 - printed for everyone who asks


def write_sample(path: Path, *, clock: Clock = local_now, kdf: KdfParams = FLOOR_KDF) -> None:
    """Write the sample journal to ``path``, to be opened with :data:`SAMPLE_PASSPHRASE`.

    A cheap key derivation will do: the passphrase is no secret. Raises
    :class:`journal.errors.InvalidInput` when there is a file already, and
    :class:`journal.errors.SaveFailed` when it cannot be written.
    """
    records = sample_records(clock())
    (program,) = (record for record in records if isinstance(record, Program))
    book, _ = Book.create(path, SAMPLE_PASSPHRASE, program, kdf=kdf, clock=clock)
    try:
        book.keep(records)
        book.save()
    finally:
        book.close()
