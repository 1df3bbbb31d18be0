"""ListsSection: own triggers, places and groups."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from journal.model.plan import OwnItem
from ui.base.section import PlanSection
from ui.plan.own_item_dialog import OwnItemDialog
from ui.widgets.layout.rows import CursorRows
from ui.widgets.list_row import PlanRow
from ui.widgets.words.labels import Heading, Soft


class ListsSection(PlanSection):
    """What can be picked in a hard moment, beside what Daybook brings."""

    key: ClassVar[str] = "lists"

    def name(self) -> str:
        return self.tr("My triggers and places")

    def summary(self) -> str:
        names = [item.name for item in self.live.ask.all(OwnItem) if item.list_name != "tool"]
        return ", ".join(names[:5]) or self.tr("In your own words, beside those that are there.")

    def build(self) -> None:
        self._rows: dict[str, CursorRows] = {}
        parts = (
            ("trigger", self.tr("Triggers"), self.tr("Add a trigger"), self.content.triggers),
            ("place", self.tr("Places"), self.tr("Add a place"), self.content.places),
            ("fellowship", self.tr("Groups"), self.tr("Add a group"), self.content.fellowships),
        )
        for list_name, title, add_words, brought in parts:
            self.add(Heading(title))
            names = ", ".join(one.name for one in brought)
            self.add(Soft(self.tr("There already: {names}").format(names=names)))
            self._rows[list_name] = CursorRows(6)
            self.add(self._rows[list_name])
            self.add_button(add_words, partial(self._open_new, list_name))

    def show_now(self) -> None:
        items = self.live.ask.all(OwnItem)
        for list_name, rows in self._rows.items():
            rows.renew(self._row(item) for item in items if item.list_name == list_name)

    def _row(self, item: OwnItem) -> PlanRow:
        row = PlanRow(item.name)
        row.add_action(self.tr("Change"), partial(self._open, item))
        return row

    def _open_new(self, list_name: str) -> None:
        self._open(OwnItem(list_name=list_name, name="-"))

    def _open(self, item: OwnItem) -> None:
        OwnItemDialog(self.live, self.content, item, self).open()
