"""Content: the tools, lists, help lines, questionnaires and words kept in resources/content."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeVar

import msgspec

import resources
from journal.content.entries import (
    Choice,
    Country,
    Fellowship,
    HelpOffer,
    Instrument,
    Question,
    Role,
    SafetyWords,
    Scale,
    Tool,
    Words,
)
from journal.errors import InvalidInput
from journal.model.conversion import convert
from journal.model.plan import OwnItem

__all__ = [
    "Choice",
    "Content",
    "Country",
    "Fellowship",
    "HelpOffer",
    "Instrument",
    "ListName",
    "Role",
    "SafetyWords",
    "Scale",
    "Tool",
    "load_content",
]

T = TypeVar("T")
Entry = TypeVar("Entry", Tool, Instrument, Country)
ListName = Literal["tool", "trigger", "place", "fellowship", "format", "role", "no_tool"]

NEAREST_EMERGENCY = "your local emergency number"
"""Stands for the emergency number where the country is not known."""


@dataclass(frozen=True, eq=False)
class Content:
    """All content; loaded once and passed around. See :func:`load_content`."""

    tools: tuple[Tool, ...]
    triggers: tuple[Choice, ...]
    places: tuple[Choice, ...]
    formats: tuple[Choice, ...]
    no_tool: tuple[Choice, ...]
    fellowships: tuple[Fellowship, ...]
    roles: tuple[Role, ...]
    own: Mapping[str, Choice]
    """What each list says where an own entry can be added, by list name."""
    instruments: tuple[Instrument, ...]
    scales: Mapping[str, Scale]
    labels: Mapping[str, Mapping[str, str]]
    names: Mapping[str, Mapping[str, str]]
    """What fields are called, by the kind of record; see :mod:`journal.words.answers`."""
    countries: tuple[Country, ...]
    safety_words: SafetyWords
    help_offer: HelpOffer

    def tool(self, key: str) -> Tool:
        """The starter tool ``key``. Raises LookupError."""
        return _by_key(self.tools, key)

    def instrument(self, key: str) -> Instrument:
        """The questionnaire ``key``. Raises LookupError."""
        return _by_key(self.instruments, key)

    def country(self, code: str) -> Country:
        """The country with the ISO 3166 ``code``, in either case. Raises LookupError."""
        return _by_key(self.countries, code.upper())

    def roles_for(self, question: Question) -> tuple[Role, ...]:
        """The roles that ``question`` offers."""
        return tuple(role for role in self.roles if question in role.offered)

    def label(self, enumeration: str, value: str) -> str:
        """The words for one answer: ``label("session_kind", SessionKind.GROUP)``.

        Raises LookupError for what content has no words for.
        """
        try:
            return self.labels[enumeration][value]
        except KeyError:
            raise LookupError(f"no words for {enumeration} {value!r}") from None

    def name(self, list_name: ListName, value: str, own: Iterable[OwnItem] = ()) -> str:
        """The words for ``value``, a key of a list or of an ``own`` item, or words already.

        An own item that was removed since is called by what its list calls all of them.
        """
        lists: Mapping[ListName, Iterable[Tool | Choice | Fellowship | Role]] = {
            "tool": self.tools,
            "trigger": self.triggers,
            "place": self.places,
            "fellowship": self.fellowships,
            "format": self.formats,
            "role": self.roles,
            "no_tool": self.no_tool,
        }
        names = {item.key: item.name for item in lists[list_name]}
        names |= {item.key: item.name for item in own if item.list_name == list_name}
        if OwnItem.is_key(value) and value not in names and list_name in self.own:
            return self.own[list_name].name
        return names.get(value, value)

    def find_tool(self, words: str, own: Iterable[OwnItem] = ()) -> Tool:
        """The tool that a person means by its key, its name, or the start of one of them.

        Capitals, spaces and hyphens make no difference. Raises :class:`InvalidInput` naming the
        close ones when none or several fit.
        """
        mine = [Tool.from_own(item) for item in own if item.list_name == "tool"]
        tools = [*mine, *self.tools]
        wanted = _plain(words)
        if not wanted:
            raise InvalidInput("A tool needs a name.")
        called = [(tool, (_plain(tool.name), _plain(tool.key))) for tool in tools]
        exact = [tool for tool, names in called if wanted in names]
        if exact:
            return exact[0]
        begun = [t for t, names in called if any(n.startswith(wanted) for n in names)]
        if len(begun) == 1:
            return begun[0]
        if begun:
            raise InvalidInput(f"“{words}” could be {_or([tool.name for tool in begun])}.")
        close = _close(wanted, {plain: tool.name for tool, names in called for plain in names})
        raise InvalidInput(
            f"There is no tool called “{words}”. Did you mean {_or(close)}?"
            if close
            else f"There is no tool called “{words}”."
        )

    def safety(self, country: Country | None) -> SafetyWords:
        """The safety words with the emergency number of ``country``, if it is known, put in.

        Without a country ``list_date`` is empty.
        """
        number = country.emergency if country else NEAREST_EMERGENCY
        checked = country.checked if country else ""
        words = {
            field.name: getattr(self.safety_words, field.name)
            .replace("{emergency}", number)
            .replace("{checked}", checked)
            for field in fields(SafetyWords)
        }
        filled = SafetyWords(**words)
        return filled if country else replace(filled, list_date="")


def load_content(folder: Path | None = None) -> Content:
    """Read and check the content in ``folder`` (the one that Daybook brings if None).

    Raises ValueError naming the file and the entry that is wrong, OSError for a missing file.
    """
    # Not importlib.resources: importing its readers costs more than reading all the content.
    source = folder if folder is not None else Path(resources.__path__[0]) / "content"
    tools = _entries(source, "tools.toml", Tool)
    for tool in tools:
        if tool.evidence is None or not tool.source:
            raise ValueError(f"tools.toml: {tool.key}: a tool says its evidence and its source")
    own = {choice.key: choice for choice in _entries(source, "own.toml", Choice)}
    answers = _read(source, "answers.toml")
    scales = _part(answers, "scales", "answers.toml")
    labels = _part(answers, "labels", "answers.toml")
    names = _part(answers, "names", "answers.toml")
    for stray in answers:
        raise ValueError(f"answers.toml: {stray}: every table here is of names, scales or labels")
    crisis = _read(source, "crisis.toml")
    safety_words = _convert(
        _part(crisis, "words", "crisis.toml"), SafetyWords, "crisis.toml", "words"
    )
    help_offer = _convert(_part(crisis, "offer", "crisis.toml"), HelpOffer, "crisis.toml", "offer")
    return Content(
        tools=tools,
        triggers=_entries(source, "triggers.toml", Choice),
        places=_entries(source, "places.toml", Choice),
        formats=_entries(source, "formats.toml", Choice),
        no_tool=_entries(source, "no_tool.toml", Choice),
        fellowships=_entries(source, "fellowships.toml", Fellowship),
        roles=_entries(source, "roles.toml", Role),
        own=MappingProxyType(own),
        instruments=_entries(source, "instruments.toml", Instrument),
        scales=MappingProxyType(
            {name: _convert(part, Scale, "answers.toml", name) for name, part in scales.items()}
        ),
        labels=_word_tables(labels, "answers.toml"),
        names=_word_tables(names, "answers.toml"),
        countries=tuple(
            _convert(_keyed(part, "code", code), Country, "crisis.toml", code)
            for code, part in crisis.items()
        ),
        safety_words=safety_words,
        help_offer=help_offer,
    )


def _part(tables: dict[str, Any], name: str, file: str) -> dict[str, Any]:
    """The table ``name``, taken out of ``tables``."""
    part = tables.pop(name, None)
    if not isinstance(part, dict):
        raise ValueError(f"{file}: {name}: this table is missing")
    return part


def _word_tables(tables: dict[str, Any], file: str) -> Mapping[str, Mapping[str, str]]:
    """Tables of words, each by its name."""
    return MappingProxyType(
        {
            name: MappingProxyType(_convert(part, dict[str, Words], file, name))
            for name, part in tables.items()
        }
    )


def _read(folder: Path, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads((folder / file).read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(f"{file}: {error}") from error


def _entries(folder: Path, file: str, entry: type[T]) -> tuple[T, ...]:
    """The tables of ``file`` as entries, each with the name of its table as its key."""
    return tuple(
        _convert(_keyed(table, "key", key), entry, file, key)
        for key, table in _read(folder, file).items()
    )


def _keyed(table: object, field: str, key: str) -> object:
    return {**table, field: key} if isinstance(table, dict) else table


def _convert(table: object, entry: type[T], file: str, key: str) -> T:
    try:
        made = convert(table, entry)
    except msgspec.ValidationError as error:
        raise ValueError(f"{file}: {key}: {error}") from error
    # A mistyped optional name would otherwise be dropped without a word.
    for name in _unknown(table, msgspec.to_builtins(made)):
        raise ValueError(f"{file}: {key}: nothing here is called {name!r}")
    return made


def _unknown(given: object, kept: object) -> Iterable[str]:
    """The names in ``given`` that ``kept`` does not have, at any depth."""
    if isinstance(given, dict) and isinstance(kept, dict):
        for name, value in given.items():
            if name in kept:
                yield from _unknown(value, kept[name])
            else:
                yield name
    elif isinstance(given, list) and isinstance(kept, list | tuple):
        for one, other in zip(given, kept, strict=True):
            yield from _unknown(one, other)


def _by_key(entries: Sequence[Entry], key: str) -> Entry:
    for entry in entries:
        if (entry.code if isinstance(entry, Country) else entry.key) == key:
            return entry
    raise LookupError(f"no content called {key!r}")


def _plain(words: str) -> str:
    """``words`` without capitals, spaces and punctuation, for comparing what people type."""
    return "".join(ch for ch in words.casefold() if ch.isalnum())


def _close(wanted: str, names: Mapping[str, str]) -> list[str]:
    """Up to four of the names that ``wanted`` is a part of, or else is spelled like."""
    from difflib import get_close_matches  # needed for mistakes alone, and slow to import

    parts = [plain for plain in names if len(wanted) > 2 and wanted in plain]
    alike = parts or get_close_matches(wanted, names, n=4, cutoff=0.5)
    return list(dict.fromkeys(names[plain] for plain in alike))[:4]


def _or(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"
