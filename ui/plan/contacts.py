"""PeopleSection: the people to call."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import ClassVar

from journal.model.plan import Contact
from ui.base.section import PlanSection
from ui.base.words.lengths import listed
from ui.plan.contact_dialog import ContactDialog
from ui.widgets.layout.rows import CursorRows
from ui.widgets.list_row import PlanRow
from ui.widgets.words.labels import Soft


class PeopleSection(PlanSection):
    """Contacts in the person's own order, and what of them is seen before unlocking."""

    key: ClassVar[str] = "people"

    def name(self) -> str:
        return self.tr("My people")

    def summary(self) -> str:
        contacts = self._contacts()
        if not contacts:
            return self.tr("Who can you call when it gets hard?")
        names = ", ".join(c.name or self.content.name("role", c.role) for c in contacts)
        shown = sum(contact.on_unlock_screen for contact in contacts)
        if not shown:
            return names
        return self.tr("{names} ({count} on the unlock screen)").format(names=names, count=shown)

    def build(self) -> None:
        self._rows = CursorRows(6)
        self.add(self._rows)
        self.add(
            Soft(self.tr("You choose who can be seen before unlocking. Daybook calls nobody."))
        )
        self.add_button(self.tr("Add someone"), lambda: self._open(None))

    def show_now(self) -> None:
        contacts = self._contacts()
        rows = []
        for index, contact in enumerate(contacts):
            role = self.content.name("role", contact.role) if contact.role else ""
            seen = self.tr("on the unlock screen") if contact.on_unlock_screen else ""
            row = PlanRow(contact.name or role, listed((role, contact.phone, seen)))
            if index:
                row.add_action(self.tr("Up"), partial(self._swap, contacts[index - 1], contact))
            row.add_action(self.tr("Change"), partial(self._open, contact))
            rows.append(row)
        self._rows.renew(rows)

    def _contacts(self) -> list[Contact]:
        return sorted(self.live.ask.all(Contact), key=lambda one: (one.position, one.name))

    def _open(self, contact: Contact | None) -> None:
        ContactDialog(self.live, self.content, contact, self).open()

    def _swap(self, above: Contact, contact: Contact) -> None:
        low, high = sorted((above.position, contact.position))
        high = high if high > low else low + 1
        self.keep(replace(contact, position=low), replace(above, position=high))
