"""Opening: how a command gets at a journal, its passphrase and its files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from journal.cli.printing import say
from journal.errors import InvalidInput, JournalError, OpenElsewhere

if TYPE_CHECKING:
    from journal.book.book import Book
    from journal.content.content import Content
    from journal.model.diary import Diary
    from journal.vault import Seen

NOT_OPEN_THERE = "If it is not open there, add --not-open-elsewhere."


def the_content() -> Content:
    """The tools, lists and words that commands speak in."""
    from journal.content.content import load_content

    return load_content()


def ask_passphrase(source: Path | None, *, twice: bool = False) -> str:
    """The passphrase from the first line of ``source`` (``-``: standard input), or a prompt.

    Raises InvalidInput, JournalError, and click.UsageError when nobody can be asked.
    """
    if source is None:
        if not sys.stdin.isatty():
            raise click.UsageError("Nobody is here to type the passphrase; use --passphrase-file.")
        answer: str = click.prompt(
            "Passphrase", hide_input=True, confirmation_prompt=twice, err=True
        )
        return answer
    text = sys.stdin.buffer.readline() if str(source) == "-" else read_file(source, most=64 * 1024)
    try:
        # Some editors put a byte order mark in front; Unicode knows more line ends than files do.
        return text.decode("utf-8-sig").partition("\n")[0].removesuffix("\r")
    except UnicodeDecodeError as error:
        raise InvalidInput("The passphrase file is not UTF-8 text.") from error


def read_file(path: Path, most: int = 512 * 1024 * 1024) -> bytes:
    """What is in ``path``. Raises JournalError, and InvalidInput above ``most`` bytes."""
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > most:
        raise InvalidInput(f"{path} is too large.")
    return data


@contextmanager
def opened(file: Path, passphrase_file: Path | None) -> Iterator[Book]:
    """The journal in ``file`` for reading, let go of afterwards. Raises as Book.open does."""
    from journal.book.book import Book

    passphrase = ask_passphrase(passphrase_file)
    with closing(Book.open(file, passphrase, read_only=True, seen=_seen())) as book:
        _tell_of_newer(book)
        yield book


@contextmanager
def writable(file: Path, passphrase: str, *, take_over: bool = False) -> Iterator[Book]:
    """The journal in ``file`` for writing, let go of afterwards.

    ``take_over``: whatever another computer says. Raises as Book.open does, and OpenElsewhere.
    """
    from journal.book.book import Book

    with closing(Book.open(file, passphrase, take_over=take_over, seen=_seen())) as book:
        if book.held_elsewhere:
            from journal.book.copies import STILL_HELD

            more = STILL_HELD if take_over else NOT_OPEN_THERE
            raise OpenElsewhere(f"{book.file.read_only_reason} {more}")
        _tell_of_newer(book)
        yield book


def _seen() -> Seen:
    """What this computer remembers of journals: beside the window's settings."""
    from journal.vault import Seen

    home = os.environ.get("APPDATA") or os.environ.get("XDG_CONFIG_HOME")
    return Seen((Path(home) if home else Path.home() / ".config") / "Daybook" / "seen")


def _tell_of_newer(book: Book) -> None:
    newer = book.newer_save
    if newer is None:
        return
    where = "is among the backups; `restore` lists them" if newer.in_backups else "is not here"
    say(
        f"This file is older than what was saved last: save {newer.stamp.generation} {where}.",
        err=True,
    )


def check_come(book: Book, first: date | None) -> None:
    """Raise InvalidInput for a first day that is still to come."""
    if first is not None and first > book.today():
        raise InvalidInput(f"{first} is still to come.")


def diary_of(book: Book, first: date | None, last: date | None) -> Diary:
    """What is written from ``first`` (the first written day) to ``last``.

    Raises InvalidInput for a span to come.
    """
    if last is None:
        check_come(book, first)
    earliest = min(book.first_day(), last or book.today())
    return book.diary(first if first is not None else earliest, last)


def save_book(book: Book) -> None:
    """Save, and say what did not go as usual. Raises SaveFailed."""
    report = book.save()
    for warning in report.warnings:
        say(warning, err=True)
    if report.conflict is not None:
        say(
            f"The journal was changed by something else meanwhile. This change is in"
            f" {report.conflict}; `merge` brings both together.",
            err=True,
        )


def write_file(path: Path, data: bytes) -> None:
    """Write what is meant for others. Raises InvalidInput, SaveFailed."""
    from journal.files import write_output

    write_output(path, data)


def print_lines(lines: Iterable[str]) -> None:
    """Print a list of lines."""
    for line in lines:
        say(line)
