"""OwnItemDialog: a tool, trigger, place or group in own words."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journal.content.content import Content
from journal.model.plan import OwnItem
from ui.base.form_dialog import FormDialog
from ui.base.live_book import LiveBook
from ui.widgets.fields.line_field import LineField
from ui.widgets.layout.window_size import size_in_letters
from ui.widgets.words.labels import Soft


class OwnItemDialog(FormDialog):
    """Its name and, for a tool, how to do it. What was used stays, under its new words."""

    def __init__(
        self, live: LiveBook, content: Content, item: OwnItem, parent: QWidget | None = None
    ) -> None:
        words = content.own[item.list_name]
        super().__init__(live, words.name, words.hint, parent)
        self._item = item
        known = live.ask.get(OwnItem, item.id) is not None
        self.draft_key = f"my_plan/own_item/{item.id if known else item.list_name}"
        self._name = LineField(self.tr("Its name"), self.tr("In my own words"))
        self._name.set_text(item.name if known else "")
        self._how = LineField(self.tr("How I do it"), self.tr("One line, if you like"), most=400)
        self._how.set_text(item.how)
        self.add(self._name)
        self.add(self._how)
        self._how.setVisible(item.list_name == "tool")
        size_in_letters(self, 36, 25)
        if not known:
            return
        if live.ask.is_used(item):
            self.add(Soft(self.tr("You used it in what you wrote, so it stays in the list.")))
        else:
            gone = self.tr("own word")
            self.add_remove(self.tr("Remove"), lambda: live.delete(item, text=gone))

    def record(self) -> OwnItem:
        return replace(self._item, name=self._name.text, how=self._how.text)
