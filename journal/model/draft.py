"""Draft: what stands in a form that was not saved yet, so that a lock or a crash loses no word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Draft:
    """One unfinished form.

    ``key`` is "page/form/what": the page of the rail that it opens on, the form, and the id of the
    record that it changes, or another word for a new one. ``title`` is what the form calls itself.
    ``fields`` are JSON values by the name of the field. A draft is no record: it is in no count, no
    search, no merge and no undo, and goes when its form is saved or let go.
    """

    key: str
    title: str
    fields: Mapping[str, Any] = field(repr=False)
    edited_at: datetime

    @property
    def page(self) -> str:
        """The page of the rail that its form opens on."""
        return self.key.split("/")[0]

    @property
    def form(self) -> str:
        """The form on that page."""
        return self.key.split("/")[1]

    @property
    def what(self) -> str:
        """The id of the record that the form changes, or another word for a new one."""
        return self.key.split("/")[2]

    @property
    def record_id(self) -> UUID | None:
        """The id of the record that the form changes; None for a new one."""
        try:
            return UUID(self.what)
        except ValueError:
            return None
