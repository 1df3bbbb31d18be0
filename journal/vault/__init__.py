"""Bytes in, bytes out, and one file kept safe. Knows nothing of patients.

A journal is a database image (bytes) sealed under a key ring. ``VaultFile`` keeps it on disk;
``seal`` and ``unseal`` are the format alone, which FORMAT.md beside this file describes.
"""

from journal.files.disk import Disk
from journal.vault.file.backups import Backup
from journal.vault.file.journal_file import Clock, SaveReport, VaultFile
from journal.vault.file.restore import (
    Checked,
    State,
    backups_of,
    conflict_copies,
    copies_beside,
    examine,
    remove_backups,
    restore,
    unfinished_saves,
)
from journal.vault.file.seen import Seen
from journal.vault.format.header import HeaderInfo, describe
from journal.vault.format.kdf import DEFAULT_KDF, FLOOR_KDF, KdfParams, calibrate
from journal.vault.format.keyring import KeyRing
from journal.vault.format.passphrase import chosen
from journal.vault.format.recovery import RecoveryKey
from journal.vault.format.sealed import seal, unseal, unseal_with
from journal.vault.format.slots import Secret

__all__ = [
    "DEFAULT_KDF",
    "FLOOR_KDF",
    "Backup",
    "Checked",
    "Clock",
    "Disk",
    "HeaderInfo",
    "KdfParams",
    "KeyRing",
    "RecoveryKey",
    "SaveReport",
    "Secret",
    "Seen",
    "State",
    "VaultFile",
    "backups_of",
    "calibrate",
    "chosen",
    "conflict_copies",
    "copies_beside",
    "describe",
    "examine",
    "remove_backups",
    "restore",
    "seal",
    "unfinished_saves",
    "unseal",
    "unseal_with",
]
