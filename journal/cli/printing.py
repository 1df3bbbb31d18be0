"""Printing: what goes to a terminal says things and does nothing."""

from __future__ import annotations

import re

import click

# A terminal takes them as orders: to move about, to change its title, to type by itself.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def say(text: str, *, err: bool = False, json: bool = False) -> None:
    """Print ``text``, on standard error with ``err``. Control characters but tabs and line ends
    are shown as JSON writes them (``\\u001b``), so that JSON stays what it is; and ``json`` is
    UTF-8 whatever the terminal speaks."""
    words = _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    click.echo(words.encode() if json else words, err=err)
