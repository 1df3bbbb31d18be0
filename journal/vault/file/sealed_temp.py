"""A save on its way: sealed in a temp file beside the journal, read back, not yet in its place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from journal.errors import SaveFailed
from journal.files.disk import Disk
from journal.files.durable import discard, opened, write_new
from journal.vault.file.fingerprint import Fingerprint
from journal.vault.file.names import Places
from journal.vault.file.recycled import reopen
from journal.vault.format.keyring import KeyRing
from journal.vault.format.sealed import Sealer, opens_to


@contextmanager
def sealed_temp(
    disk: Disk,
    places: Places,
    image: bytes,
    ring: KeyRing,
    moment: datetime,
    recycled: Path | None = None,
) -> Iterator[tuple[Path, Fingerprint]]:
    """``image`` sealed in a finished temp file beside the journal, read back and opened; gone
    afterwards unless it was given a name. Its time is the start of the day of ``moment``: when in
    the day somebody writes is nobody's business. It may be written over a ``recycled``, which is
    gone in any case. Raises OSError, SaveFailed."""
    sealer = Sealer(image, ring)
    over = None if recycled is None else reopen(disk, recycled, sealer.length)
    temp = places.new_temp() if recycled is None or over is None else recycled
    fingerprints = []

    def read_back() -> None:
        with opened(disk, temp) as (read, info):
            head = opens_to(read, info.st_size, image, ring)
        if head is None:
            raise SaveFailed(
                "The disk did not keep what was written, so your latest changes are not saved "
                "yet; save somewhere else, on another disk if you can."
            )
        fingerprints.append(Fingerprint.of(head, info))

    write_new(
        disk,
        temp,
        sealer.body(),
        over=over,
        head_length=sealer.header_length,
        head=sealer.header,
        meanwhile=read_back,
        modified=moment.replace(hour=0, minute=0, second=0, microsecond=0).timestamp(),
    )
    try:
        yield temp, fingerprints[0]
    except BaseException:
        discard(disk, temp)
        raise
