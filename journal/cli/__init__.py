"""The command line: every subcommand works without a screen."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper
from pathlib import Path

import click

from journal.cli.copies import check, merge, restore
from journal.cli.daily import log, new, show
from journal.cli.files_for_others import export, import_, summary
from journal.cli.options import output_option
from journal.cli.printing import say
from journal.errors import JournalError

OpenWindow = Callable[[Path | None], int]
"""Shows the window, on a journal if one is named, and gives the exit code."""


def run(arguments: Sequence[str], open_window: OpenWindow, open_sample: Callable[[], int]) -> int:
    """Run one command line and give its exit code.

    Prints one plain sentence on standard error when something a person can act on goes wrong;
    anything else is a bug and is raised.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal or a pipe may not know every letter of a note; that is no reason to stop.
            stream.reconfigure(errors="backslashreplace")
    try:
        result = commands(open_window, open_sample).main(
            args=list(arguments), prog_name="daybook", standalone_mode=False
        )
    except JournalError as error:
        say(str(error), err=True)
        return error.exit_code
    except click.ClickException as error:
        # One sentence; error.show() would print the usage around it.
        sentence = " ".join(error.format_message().split())
        say(sentence if sentence.endswith((".", "?")) else f"{sentence}.", err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        say("Stopped; nothing was changed.", err=True)
        return 1
    except BrokenPipeError:
        # Whoever read the output closed it; there is no one left to tell.
        sys.stderr.close()
        return 1
    return result if isinstance(result, int) else 0


def commands(open_window: OpenWindow, open_sample: Callable[[], int]) -> click.Group:
    """All commands; ``open_window`` and ``open_sample`` are called for those that need the screen.

    ``open_sample`` shows the window on the sample patient.
    """

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
            return open_sample()
        from journal.demo import SAMPLE_PASSPHRASE, write_sample

        write_sample(output)
        say(f"Wrote a sample journal to {output}. Its passphrase is: {SAMPLE_PASSPHRASE}")
        return None

    for command in (new, log, show, summary, export, import_, check, merge, restore):
        daybook.add_command(command)
    return daybook
