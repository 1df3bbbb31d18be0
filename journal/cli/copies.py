"""Copies: whether a journal is sound, its backups, and its other copies."""

from __future__ import annotations

from pathlib import Path

import click

from journal.cli.opening import (
    ask_passphrase,
    opened,
    print_lines,
    read_file,
    save_book,
    the_content,
    writable,
)
from journal.cli.options import (
    FILE,
    not_open_elsewhere_option,
    output_option,
    passphrase_option,
)
from journal.cli.printing import say
from journal.errors import Damaged, NotAJournal


@click.command()
@FILE
@passphrase_option
def check(file: Path, passphrase_file: Path | None) -> None:
    """Say whether a journal and its backups are sound."""
    from journal.book.copies import backup_states
    from journal.cli.report_text import checked_lines
    from journal.vault import backups_of, describe

    try:
        with opened(file, passphrase_file) as book:
            book.everything()  # each row is looked at as it is read
            info = describe(read_file(file))
            states = backup_states(file, book.ring)
            word = book.program.craving_word
            print_lines(checked_lines(info, book.generation, book.counts(), states, word))
    except (Damaged, NotAJournal) as error:
        count = len(backups_of(file))
        more = f" Its backups: {count}; `restore` lists them." if count else ""
        raise type(error)(f"{error}{more}") from error


@click.command()
@FILE
@click.argument("other", type=click.Path(path_type=Path))
@not_open_elsewhere_option
@passphrase_option
def merge(file: Path, other: Path, take_over: bool, passphrase_file: Path | None) -> None:
    """Take what OTHER, a copy of the same journal, knows into FILE. OTHER is not changed."""
    from journal.book.copies import merge_file
    from journal.cli.report_text import merged_lines

    passphrase = ask_passphrase(passphrase_file)
    with writable(file, passphrase, take_over=take_over) as book:
        merged = merge_file(book.image(), book.ring, other, passphrase)
        book.take_in(merged)
        save_book(book)
        print_lines(merged_lines(merged, the_content(), book.program.craving_word))


@click.command()
@FILE
@output_option(required=False)
@click.option("--generation", type=int, help="Which save; without it, the newest sound one.")
@passphrase_option
def restore(
    file: Path, output: Path | None, generation: int | None, passphrase_file: Path | None
) -> None:
    """List the backups of FILE, or with -o write one of them as a new journal."""
    from journal.book.copies import backup_states, restore_backup
    from journal.cli.report_text import backup_lines, backup_words

    passphrase = ask_passphrase(passphrase_file)
    if output is None:
        states = backup_states(file, passphrase)
        print_lines(backup_lines(states) if states else ["There are no backups."])
        return
    restored = restore_backup(file, output, passphrase, generation=generation)
    say(f"Wrote {output}: {backup_words(restored)}.")
