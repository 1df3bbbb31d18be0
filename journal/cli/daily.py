"""Daily: beginning a journal, writing a day down, and reading what is written."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from journal.cli.opening import (
    ask_passphrase,
    diary_of,
    opened,
    print_lines,
    read_file,
    save_book,
    the_content,
    writable,
)
from journal.cli.options import (
    DAY,
    FILE,
    not_open_elsewhere_option,
    passphrase_option,
    span_options,
)
from journal.cli.printing import say
from journal.errors import InvalidInput

if TYPE_CHECKING:
    from journal.book.book import Book


@click.command()
@FILE
@click.option("--start", type=DAY, help="First day of the program.")
@click.option("--days", type=int, help="Planned days, usually 30 to 60.")
@click.option(
    "--from-json",
    "source",
    type=click.Path(path_type=Path),
    help="Begin with all that `export --format json` wrote to this file.",
)
@passphrase_option
def new(
    file: Path,
    start: date | None,
    days: int | None,
    source: Path | None,
    passphrase_file: Path | None,
) -> None:
    """Create a journal, with --start and --days or from an export.

    Its recovery key is printed once: keep it on paper.
    """
    from journal.book.book import Book
    from journal.book.passphrase import BLANKS, judge
    from journal.cli.report_text import imported_lines
    from journal.exchange.json_file import from_json
    from journal.model.program import Program

    incoming = None
    if source is not None:
        if start is not None or days is not None:
            raise click.UsageError("An export has its own program: leave out --start and --days.")
        incoming = from_json(read_file(source))
    elif start is None or days is None:
        raise click.UsageError("Give --start and --days, or --from-json.")
    else:
        program = Program(start=start, planned_days=days)
    passphrase = ask_passphrase(passphrase_file, twice=True)
    judgement = judge(passphrase)
    if not judgement.acceptable:
        raise InvalidInput(judgement.sentence)
    if incoming is not None:
        book, recovery = Book.create_with(file, passphrase, incoming)
    else:
        book, recovery = Book.create(file, passphrase, program)
    book.close()
    say(f"Created {file}.")
    if incoming is not None:
        print_lines(imported_lines(incoming))
    if passphrase != passphrase.strip():
        say(BLANKS, err=True)
    say(f"Recovery key, shown only now: {recovery}")
    say("Write it down and keep it away from this computer.")


@click.command()
@FILE
@click.option("--day", type=DAY, help="The day to write down; today if left out.")
@click.option("--mood", type=int, help="0 (worst) to 10 (best).")
@click.option("--craving", type=int, help="Worst craving, 0 (none) to 10 (strongest ever).")
@click.option("--use", type=click.Choice(["yes", "no", "skip"]), help="Any use that day.")
@click.option("--sleep", type=float, help="Hours of sleep.")
@click.option("--tool", "tools", multiple=True, help="NAME or NAME=HELPED, HELPED from 0 to 4.")
@click.option("--note", help="A note; it replaces an earlier one.")
@not_open_elsewhere_option
@passphrase_option
def log(
    file: Path,
    day: date | None,
    mood: int | None,
    craving: int | None,
    use: str | None,
    sleep: float | None,
    tools: tuple[str, ...],
    note: str | None,
    take_over: bool,
    passphrase_file: Path | None,
) -> None:
    """Write down a day. Only what is named changes."""
    from journal.model.choices import Use

    given: dict[str, Any] = {
        "mood": mood,
        "craving": craving,
        "use": None if use is None else Use(use),
        "sleep_hours": sleep,
        "note": note,
    }
    answers = {name: value for name, value in given.items() if value is not None}
    if not answers and not tools:
        raise click.UsageError("Say what to write down, such as --mood 6.")
    with writable(file, ask_passphrase(passphrase_file), take_over=take_over) as book:
        day = day if day is not None else book.today()
        for tool in tools:
            _log_tool(book, day, tool)
        if answers:
            book.answer(day, **answers)
        save_book(book)
    say(f"Saved {day}.")


@click.command()
@FILE
@span_options
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
@click.option("--earlier", is_flag=True, help="Print what merges did not choose instead.")
@passphrase_option
def show(
    file: Path,
    first: date | None,
    last: date | None,
    as_json: bool,
    earlier: bool,
    passphrase_file: Path | None,
) -> None:
    """Print what is written down."""
    from journal.cli.show_text import diary_text, diary_values

    if earlier and (as_json or first or last):
        raise click.UsageError(
            "--earlier stands alone; `export --format json` has it for a program to read."
        )
    with opened(file, passphrase_file) as book:
        if earlier:
            _show_earlier(book)
            return
        diary, whole = diary_of(book, first, last), book.diary()
    if as_json:
        import msgspec

        values = diary_values(diary, the_content(), whole)
        # As bytes: JSON is UTF-8 whatever the terminal speaks.
        say(msgspec.json.format(msgspec.json.encode(values).decode(), indent=2), json=True)
    else:
        say(diary_text(diary, the_content()))


def _show_earlier(book: Book) -> None:
    from journal.cli.report_text import earlier_lines

    differences = filter(None, map(book.compared, book.earlier_versions()))
    lines = list(earlier_lines(differences, the_content(), book.program.craving_word))
    print_lines(lines or ["There are no earlier versions."])


def _log_tool(book: Book, day: date, words: str) -> None:
    from dataclasses import replace

    from journal.model.craving import ToolUse
    from journal.model.plan import OwnItem

    name, _, helped_words = words.partition("=")
    try:
        helped = int(helped_words) if helped_words else None
    except ValueError as error:
        raise InvalidInput(f"{helped_words!r} is not a number from 0 to 4.") from error
    tool = the_content().find_tool(name, book.all(OwnItem))
    same = (use for use in book.between(ToolUse, day, day) if use.tool == tool.key)
    logged = next((use for use in same if use.episode_id is None), None)
    use = logged if logged is not None else ToolUse(day=day, tool=tool.key)
    book.record(replace(use, helped=helped if helped is not None else use.helped))
