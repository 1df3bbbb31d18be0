"""ContactDialog: someone to call, and whether others at home may see it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QWidget

from journal.content.content import Content
from journal.errors import InvalidInput
from journal.model.plan import Contact
from journal.rules.unlock_screen import unlock_lines
from ui.base.form_dialog import NEW, FormDialog
from ui.base.live_book import LiveBook
from ui.widgets.fields.choice import ChoiceRow
from ui.widgets.fields.line_field import LineField
from ui.widgets.layout.card import Card
from ui.widgets.words.labels import Soft, Words


class ContactDialog(FormDialog):
    """Role, name and phone. The unlock screen is off until it is ticked, with a true preview."""

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        contact: Contact | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, "", "", parent)
        self._content = content
        self.draft_key = f"my_plan/contact/{contact.id if contact else NEW}"
        self._kept = contact or Contact(
            name="-", position=1 + max((c.position for c in live.ask.all(Contact)), default=0)
        )
        self.set_title(self.tr("Someone to call"))
        self._role = ChoiceRow(
            self.tr("Who is it?"), [(role.key, role.name) for role in content.roles_for("contact")]
        )
        self._name = LineField(self.tr("Name"), self.tr("The name you call them by"))
        self._phone = LineField(self.tr("Phone"), most=60)
        self._shown = QCheckBox(self.tr("Show on the unlock screen"))
        self._preview = Card(self.tr("What others at home would see"))
        self._line = Words()
        self._preview.add(self._line)
        self._preview.add(Soft(content.safety_words.home_can_see))
        for part in (self._role, self._name, self._phone, self._shown, self._preview):
            self.add(part)
        if contact is not None:
            roles = {role.key for role in content.roles_for("contact")}
            self._role.value = contact.role if contact.role in roles else None
            self._name.set_text(contact.name)
            self._phone.set_text(contact.phone)
            self._shown.setChecked(contact.on_unlock_screen)
            gone = self.tr("contact")
            self.add_remove(self.tr("Remove"), lambda: live.delete(contact, text=gone))
        self._role.valueChanged.connect(lambda _value: self._show_preview())
        self._name.edited.connect(lambda _text: self._show_preview())
        self._phone.edited.connect(lambda _text: self._show_preview())
        self._shown.toggled.connect(lambda _on: self._show_preview())
        self._show_preview()

    @property
    def preview(self) -> str:
        """What others would see; empty while nothing is shown."""
        return "" if self._preview.isHidden() else self._line.text()

    def record(self) -> Contact:
        role = self._role.value
        if role is None and self._kept.role not in {
            one.key for one in self._content.roles_for("contact")
        }:
            role = self._kept.role
        return replace(
            self._kept,
            role=role or "",
            name=self._name.text,
            phone=self._phone.text,
            on_unlock_screen=self._shown.isChecked(),
        )

    def _show_preview(self) -> None:
        try:
            lines = unlock_lines([self.record()], self._content)
        except InvalidInput:  # neither a name nor a role yet
            lines = ()
        self._line.setText("\n".join(lines))
        self._preview.setVisible(bool(lines))
