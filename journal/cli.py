"""The command line: every subcommand works without a screen."""

from __future__ import annotations

import locale
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from journal.errors import Damaged, InvalidInput, JournalError, NotAJournal

if TYPE_CHECKING:
    from journal.book import Book
    from journal.model.content import Content
    from journal.model.diary import Diary

F = TypeVar("F", bound=Callable[..., Any])


class OpenWindow(Protocol):
    """Shows the window on a journal, or on the sample patient, and gives the exit code."""

    def __call__(self, path: Path | None, *, sample: bool = False) -> int: ...


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)


class Day(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """A day as YYYY-MM-DD, from :data:`FIRST_DAY` to :data:`LAST_DAY`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        try:
            day = value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no day; write it like 2026-11-23.", param, ctx)
        if not FIRST_DAY <= day <= LAST_DAY:
            self.fail(f"{day} is too far away.", param, ctx)
        return day


DAY = Day()
FILE = click.argument("file", type=click.Path(path_type=Path))


def passphrase_option(command: F) -> F:
    """Where the passphrase is read from; without it there is a prompt."""
    return click.option(
        "--passphrase-file",
        "passphrase_file",
        type=click.Path(path_type=Path, allow_dash=True),
        help="Read the passphrase from the first line of this file; - is standard input.",
    )(command)


def span_options(command: F) -> F:
    """From which day to which."""
    command = click.option("--to", "last", type=DAY, help="Last day; today if left out.")(command)
    return click.option("--from", "first", type=DAY, help="First day.")(command)


def output_option(required: bool = True) -> Callable[[F], F]:
    """Where to write to."""
    return click.option(
        "-o", "output", required=required, type=click.Path(path_type=Path), help="File to write."
    )


def run(arguments: Sequence[str], open_window: OpenWindow) -> int:
    """Run one command line and give its exit code.

    Prints one plain sentence on standard error when something a person can act on goes wrong.
    """
    try:
        result = commands(open_window).main(
            args=list(arguments), prog_name="daybook", standalone_mode=False
        )
    except JournalError as error:
        click.echo(str(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        # One sentence; error.show() would print the usage around it.
        sentence = " ".join(error.format_message().split())
        click.echo(sentence if sentence.endswith((".", "?")) else f"{sentence}.", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; nothing was changed.", err=True)
        return 1
    except BrokenPipeError:
        # Whoever read the output closed it; there is no one left to tell.
        sys.stderr.close()
        return 1
    return result if isinstance(result, int) else 0


def commands(open_window: OpenWindow) -> click.Group:
    """All commands; ``open_window`` is called for those that need the screen."""

    @click.group(invoke_without_command=True)
    @click.version_option(package_name="daybook")
    @click.pass_context
    def daybook(context: click.Context) -> int | None:
        """A private progress journal. Without a command, the window opens."""
        return open_window(None) if context.invoked_subcommand is None else None

    @daybook.command(name="open")
    @click.argument("file", required=False, type=click.Path(path_type=Path))
    def open_(file: Path | None) -> int:
        """Open the window, on FILE if it is given."""
        return open_window(file)

    @daybook.command()
    @output_option(required=False)
    def demo(output: Path | None) -> int | None:
        """Show a made-up patient's journal, or write it to a file with -o."""
        if output is None:
            return open_window(None, sample=True)
        from journal.demo import SAMPLE_PASSPHRASE, write_sample

        write_sample(output)
        click.echo(f"Wrote a sample journal to {output}. Its passphrase is: {SAMPLE_PASSPHRASE}")
        return None

    for command in (new, log, show, summary, export, import_, check, merge, restore):
        daybook.add_command(command)
    return daybook


# -- commands on a file --------------------------------------------------------------------------


@click.command()
@FILE
@click.option("--start", required=True, type=DAY, help="First day of the program.")
@click.option("--days", required=True, type=int, help="Planned days, usually 30 to 60.")
@passphrase_option
def new(file: Path, start: date, days: int, passphrase_file: Path | None) -> None:
    """Create a journal. Its recovery key is printed once: keep it on paper."""
    from journal.book import Book
    from journal.model.program import Program
    from journal.passphrase import judge
    from journal.vault import calibrate

    program = Program(start=start, planned_days=days)
    passphrase = _passphrase(passphrase_file, twice=True)
    judgement = judge(passphrase)
    if not judgement.acceptable:
        raise InvalidInput(judgement.sentence)
    book, recovery = Book.create(file, passphrase, program, kdf=calibrate())
    book.close()
    click.echo(f"Created {file}.")
    click.echo(f"Recovery key, shown only now: {recovery}")
    click.echo("Write it down and keep it away from this computer.")


@click.command()
@FILE
@click.option("--day", type=DAY, help="The day to write down; today if left out.")
@click.option("--mood", type=int, help="0 (worst) to 10 (best).")
@click.option("--craving", type=int, help="Worst craving, 0 (none) to 10 (strongest ever).")
@click.option("--use", type=click.Choice(["yes", "no", "skip"]), help="Any use that day.")
@click.option("--sleep", type=float, help="Hours of sleep.")
@click.option("--tool", "tools", multiple=True, help="NAME or NAME=HELPED, HELPED from 0 to 4.")
@click.option("--note", help="A note; it replaces an earlier one.")
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
    with _opened(file, passphrase_file) as book:
        day = day if day is not None else book.today()
        for tool in tools:
            _log_tool(book, day, tool)
        if answers:
            book.answer(day, **answers)
        _save(book)
    click.echo(f"Saved {day}.")


@click.command()
@FILE
@span_options
@click.option("--json", "as_json", is_flag=True, help="For a program to read.")
@passphrase_option
def show(
    file: Path, first: date | None, last: date | None, as_json: bool, passphrase_file: Path | None
) -> None:
    """Print what is written down."""
    from journal.summary.text import diary_text, diary_values

    with _opened(file, passphrase_file, read_only=True) as book:
        diary, whole = _diary(book, first, last), book.diary()
    if as_json:
        import msgspec

        values = diary_values(diary, _content(), whole)
        click.echo(msgspec.json.format(msgspec.json.encode(values), indent=2))
    else:
        click.echo(diary_text(diary, _content()))


@click.command()
@FILE
@output_option()
@span_options
@click.option("--last", "days", type=click.IntRange(min=1), help="The last N days.")
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
    from journal.summary import summary_pdf
    from journal.summary.choice import SummaryChoice, default_paper

    with _opened(file, passphrase_file, read_only=True) as book:
        if days is not None:
            first = max(book.program.start, book.today() - timedelta(days=days - 1))
        diary = _diary(book, None, None)
    paper = default_paper(locale.getlocale()[0] or "en_US")
    pdf = summary_pdf(diary, _content(), SummaryChoice(paper=paper, first=first, last=last))
    _write(output, pdf)
    click.echo(f"Wrote {output}.")


@click.command()
@FILE
@output_option()
@click.option("--format", "form", required=True, type=click.Choice(["csv", "json"]))
@passphrase_option
def export(file: Path, output: Path, form: str, passphrase_file: Path | None) -> None:
    """Write everything to a file that other programs read. It is not encrypted."""
    from journal.summary.csv import csv_paths, to_csv
    from journal.summary.lossless import to_json

    with _opened(file, passphrase_file, read_only=True) as book:
        if form == "json":
            files = {output: to_json(*book.everything())}
        else:
            files = csv_paths(to_csv(book.diary(date.min, date.max), _content()), output)
    for path, data in files.items():
        _write(path, data)
    click.echo(f"Wrote {output}. It is not encrypted: anyone who has it can read it.")


@click.command(name="import")
@FILE
@click.argument("source", type=click.Path(path_type=Path))
@passphrase_option
def import_(file: Path, source: Path, passphrase_file: Path | None) -> None:
    """Take in a file that `export --format json` wrote. What is newer here stays."""
    from journal.keeping import merge_json
    from journal.keeping_text import imported_lines, merged_lines

    data = _read(source)
    with _opened(file, passphrase_file) as book:
        merged, incoming = merge_json(book.image(), data)
        book.take_in(merged)
        _save(book)
    _print([*merged_lines(merged), *imported_lines(incoming)])


@click.command()
@FILE
@passphrase_option
def check(file: Path, passphrase_file: Path | None) -> None:
    """Say whether a journal and its backups are sound."""
    from journal.keeping import backup_states
    from journal.keeping_text import checked_lines
    from journal.vault import backups_of, describe

    try:
        with _opened(file, passphrase_file, read_only=True) as book:
            info = describe(_read(file))
            states = backup_states(file, book.ring)
            _print(checked_lines(info, book.generation, book.counts(), states))
    except (Damaged, NotAJournal) as error:
        count = len(backups_of(file))
        more = f" Its backups: {count}; `restore` lists them." if count else ""
        raise type(error)(f"{error}{more}") from error


@click.command()
@FILE
@click.argument("other", type=click.Path(path_type=Path))
@passphrase_option
def merge(file: Path, other: Path, passphrase_file: Path | None) -> None:
    """Take what OTHER, a copy of the same journal, knows into FILE. OTHER is not changed."""
    from journal.book import Book
    from journal.keeping import merge_file
    from journal.keeping_text import merged_lines

    passphrase = _passphrase(passphrase_file)
    with closing(Book.open(file, passphrase)) as book:
        merged = merge_file(book.image(), book.ring, other, passphrase)
        book.take_in(merged)
        _save(book)
    _print(merged_lines(merged))


@click.command()
@FILE
@output_option(required=False)
@click.option("--generation", type=int, help="Which save; without it, the newest sound one.")
@passphrase_option
def restore(
    file: Path, output: Path | None, generation: int | None, passphrase_file: Path | None
) -> None:
    """List the backups of FILE, or with -o write one of them as a new journal."""
    from journal.keeping import backup_states, restore_backup
    from journal.keeping_text import backup_lines, backup_words

    passphrase = _passphrase(passphrase_file)
    if output is None:
        states = backup_states(file, passphrase)
        _print(backup_lines(states) if states else ["There are no backups."])
        return
    restored = restore_backup(file, output, passphrase, generation=generation)
    click.echo(f"Wrote {output}: {backup_words(restored)}.")


# -- how commands work ---------------------------------------------------------------------------


def _content() -> Content:
    from journal.model.content import load_content

    return load_content()


def _passphrase(source: Path | None, *, twice: bool = False) -> str:
    """The passphrase from a file, standard input or a prompt."""
    if source is None:
        if not sys.stdin.isatty():
            raise click.UsageError("Nobody is here to type the passphrase; use --passphrase-file.")
        answer: str = click.prompt(
            "Passphrase", hide_input=True, confirmation_prompt=twice, err=True
        )
        return answer
    text = sys.stdin.buffer.readline() if str(source) == "-" else _read(source, most=64 * 1024)
    try:
        lines = text.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InvalidInput("The passphrase file is not UTF-8 text.") from error
    return lines[0] if lines else ""


def _read(path: Path, most: int = 512 * 1024 * 1024) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise JournalError(f"{path} cannot be read: {error.strerror}.") from error
    if len(data) > most:
        raise InvalidInput(f"{path} is too large.")
    return data


@contextmanager
def _opened(file: Path, passphrase_file: Path | None, *, read_only: bool = False) -> Iterator[Book]:
    from journal.book import Book

    book = Book.open(file, _passphrase(passphrase_file), read_only=read_only)
    try:
        yield book
    finally:
        book.close()


def _diary(book: Book, first: date | None, last: date | None) -> Diary:
    if first is not None and last is None and first > book.today():
        raise InvalidInput(f"{first} is still to come.")
    return book.diary(first, last)


def _save(book: Book) -> None:
    report = book.save()
    for warning in report.warnings:
        click.echo(warning, err=True)
    if report.conflict is not None:
        click.echo(
            f"The journal was changed by something else meanwhile. This change is in"
            f" {report.conflict}; `merge` brings both together.",
            err=True,
        )


def _log_tool(book: Book, day: date, words: str) -> None:
    from dataclasses import replace

    from journal.model.craving import ToolUse
    from journal.model.plan import OwnItem

    name, _, helped_words = words.partition("=")
    try:
        helped = int(helped_words) if helped_words else None
    except ValueError as error:
        raise InvalidInput(f"{helped_words!r} is not a number from 0 to 4.") from error
    tool = _content().find_tool(name, book.all(OwnItem))
    same = (use for use in book.between(ToolUse, day, day) if use.tool == tool.key)
    logged = next((use for use in same if use.episode_id is None), None)
    use = logged if logged is not None else ToolUse(day=day, tool=tool.key)
    book.record(replace(use, helped=helped if helped is not None else use.helped))


def _write(path: Path, data: bytes) -> None:
    from journal.summary.output import write_output

    write_output(path, data)


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
