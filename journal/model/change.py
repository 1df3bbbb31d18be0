"""Change: what one command did to the records, so that views can redraw and it can be undone."""

from __future__ import annotations

from dataclasses import dataclass

from journal.model.record import Record


@dataclass(frozen=True)
class Change:
    """Records as they were ``before`` and are ``after`` a command.

    A record only in ``before`` was deleted, one only in ``after`` is new.
    """

    before: tuple[Record, ...] = ()
    after: tuple[Record, ...] = ()

    def __bool__(self) -> bool:
        return self.before != self.after

    def __add__(self, later: Change) -> Change:
        """Both changes as one: from before this one to after ``later``."""
        first = {r.id: r for r in later.before} | {r.id: r for r in self.before}
        made = {r.id for r in self.after} - {r.id for r in self.before}
        last = {r.id: r for r in self.after} | {r.id: r for r in later.after}
        gone = {r.id for r in later.before} - {r.id for r in later.after}
        return Change(
            tuple(r for key, r in first.items() if key not in made),
            tuple(r for key, r in last.items() if key not in gone),
        )

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of record that it touched."""
        return frozenset(record.kind for record in self.before + self.after)
