"""Files for others: what leaves the journal, and what comes back from a file."""

from __future__ import annotations

import locale
from datetime import date, timedelta
from pathlib import Path

import click

from journal.cli.opening import (
    ask_passphrase,
    check_come,
    opened,
    print_lines,
    read_file,
    save_book,
    the_content,
    writable,
    write_file,
)
from journal.cli.options import (
    FILE,
    not_open_elsewhere_option,
    output_option,
    passphrase_option,
    span_options,
)
from journal.cli.printing import say
from journal.exchange.formats import FORMATS

MOST_DAYS = 36_500
"""That can be asked for, counted back from today."""


@click.command()
@FILE
@output_option()
@span_options
@click.option("--last", "days", type=click.IntRange(1, MOST_DAYS), help="The last N days.")
@passphrase_option
def summary(
    file: Path,
    output: Path,
    first: date | None,
    last: date | None,
    days: int | None,
    passphrase_file: Path | None,
) -> None:
    """Write the summary for therapy as a PDF.

    It holds what is always shared; what should be asked about first is added in the window.
    """
    if days is not None and (first or last):
        raise click.UsageError("Give either --last, or --from and --to.")
    from journal.report import summary_pdf
    from journal.report.choice import SummaryChoice, default_paper

    with opened(file, passphrase_file) as book:
        if days is not None:
            first = book.today() - timedelta(days=days - 1)
        check_come(book, first)
        diary = book.diary()
    paper = default_paper(locale.getlocale()[0] or "en_US")
    pdf = summary_pdf(diary, the_content(), SummaryChoice(paper=paper, first=first, last=last))
    write_file(output, pdf)
    say(f"Wrote {output}.")


@click.command()
@FILE
@output_option()
@click.option("--format", "form", required=True, type=click.Choice(list(FORMATS)))
@passphrase_option
def export(file: Path, output: Path, form: str, passphrase_file: Path | None) -> None:
    """Write everything to a file that other programs read. It is not encrypted."""
    with opened(file, passphrase_file) as book:
        files = FORMATS[form].files(book, output, the_content())
    for path, data in files.items():
        write_file(path, data)
    say(f"Wrote {output}. It is not encrypted: anyone who has it can read it.")


@click.command(name="import")
@FILE
@click.argument("source", type=click.Path(path_type=Path))
@not_open_elsewhere_option
@passphrase_option
def import_(file: Path, source: Path, take_over: bool, passphrase_file: Path | None) -> None:
    """Take in a file that `export --format json` wrote. What is newer here stays."""
    from journal.cli.report_text import imported_lines, merged_lines
    from journal.exchange.json_import import merge_json

    data = read_file(source)
    with writable(file, ask_passphrase(passphrase_file), take_over=take_over) as book:
        merged, incoming = merge_json(book.image(), data)
        book.take_in(merged)
        save_book(book)
        word = book.program.craving_word
    print_lines([*merged_lines(merged, the_content(), word), *imported_lines(incoming)])
