"""Keys that cost little, and a clock that stands still."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from journal.vault import KdfParams, KeyRing, RecoveryKey, VaultFile
from tests.journals import CHEAP

PASSPHRASE = "four words make one"


@pytest.fixture(scope="session")
def cheap() -> KdfParams:
    return CHEAP


@pytest.fixture(scope="session")
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture(scope="session")
def keys() -> tuple[KeyRing, RecoveryKey]:
    return KeyRing.create(PASSPHRASE, CHEAP)


@pytest.fixture(scope="session")
def ring(keys: tuple[KeyRing, RecoveryKey]) -> KeyRing:
    return keys[0]


@pytest.fixture(scope="session")
def recovery(keys: tuple[KeyRing, RecoveryKey]) -> RecoveryKey:
    return keys[1]


@pytest.fixture
def clock() -> Callable[[], datetime]:
    return lambda: datetime(2026, 3, 1, 21, 30, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "evening.daybook"


@pytest.fixture
def journal(path: Path, ring: KeyRing, clock: Callable[[], datetime]):
    file = VaultFile.create(path, b"first", ring, clock=clock)
    yield file
    file.close()
