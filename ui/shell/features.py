"""The pages of an open journal: a folder and one line here each."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.base.journal_page import JournalPage, PageContext


@dataclass(frozen=True)
class Feature:
    """A page of the rail, in ``ui/folder/page.py``, and its sign in ``resources/icons``."""

    key: str
    label: str
    folder: str
    icon: str

    @property
    def module(self) -> str:
        """Where its ``make_page(context, parent)`` is; imported when it is first shown."""
        return f"ui.{self.folder}.page"

    def make(self, context: PageContext, parent: QWidget) -> JournalPage:
        """The page, with its parent from the start."""
        page: JournalPage = import_module(self.module).make_page(context, parent)
        return page


class Features(QObject):
    """The one list of pages, by which the rail, the keys and what is imported ahead go."""

    def listed(self) -> tuple[Feature, ...]:
        """All of them, in the order of the rail; the first is shown first."""
        return (
            Feature("today", self.tr("Today"), "today", "today"),
            Feature("sessions", self.tr("Sessions"), "sessions", "sessions"),
            Feature("progress", self.tr("Progress"), "progress", "progress"),
            Feature("therapy", self.tr("For therapy"), "therapy", "therapy"),
            Feature("look_back", self.tr("Look back"), "look_back", "look-back"),
            Feature("my_plan", self.tr("My plan"), "plan", "plan"),
        )
