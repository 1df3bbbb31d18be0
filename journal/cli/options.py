"""Options: what the commands share in how they are called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from journal.model.record import FIRST_DAY, LAST_DAY

F = TypeVar("F", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.5 on
    """A day as YYYY-MM-DD, 1900 to 2199."""

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


def not_open_elsewhere_option(command: F) -> F:
    """For a journal that another computer says it has open, when the person knows better."""
    return click.option(
        "--not-open-elsewhere",
        "take_over",
        is_flag=True,
        help="Write although another computer says that it has the journal open.",
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
