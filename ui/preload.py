"""Preload: what is imported by a worker while the first window is in use.

The first window has to come fast, so nothing that an open journal needs is imported before it. Each
function is for a worker.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journal.content.content import Content
    from ui.shell.features import Feature

TO_OPEN = (
    "cryptography.hazmat.primitives.kdf.argon2",
    "journal.vault.format.ciphers",
    "ui.desktop.single_window",
    "ui.shell.desk",
    "ui.journal_file.jobs",
    "journal.rules.unlock_screen",
)
"""What opening a journal imports, which takes longer than to open one."""


def to_open() -> Content:
    """Import what opening a journal needs, and read the content, while the passphrase is typed."""
    for name in TO_OPEN:
        import_module(name)
    import_module(_features()[0].module)
    from journal.content.content import load_content

    return load_content()


def other_pages() -> None:
    """Import the pages behind the first, and what lies over each, while that one is in use."""
    for name in ("ui.craving.dialog", *(feature.module for feature in _features()[1:])):
        import_module(name)


def _features() -> tuple[Feature, ...]:
    from ui.shell.features import Features

    return Features().listed()
