"""Every form is a draft while it is typed in: nothing that stands in it is lost or written down."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton
from pytestqt.qtbot import QtBot

from journal.content.content import Content
from journal.model.plan import OwnItem
from journal.store.database import Database
from ui.base.form_dialog import FormDialog
from ui.base.live_book import LiveBook
from ui.plan.contact_dialog import ContactDialog
from ui.plan.goal_dialog import GoalDialog
from ui.plan.own_item_dialog import OwnItemDialog
from ui.plan.score_dialog import ScoreDialog
from ui.sessions.meeting_dialog import MeetingDialog
from ui.sessions.planned_dialog import PlannedSessionDialog
from ui.sessions.session_dialog import SessionDialog
from ui.widgets.fields.choice import ChoiceRow

Make = Callable[[LiveBook, Content], FormDialog]
FORMS: dict[str, Make] = {
    "contact": ContactDialog,
    "goal": GoalDialog,
    "score": ScoreDialog,
    "own tool": lambda live, content: OwnItemDialog(
        live, content, OwnItem(id=uuid4(), list_name="tool", name="-")
    ),
    "meeting": MeetingDialog,
    "planned session": PlannedSessionDialog,
    "extra session": SessionDialog,
}


def in_sight(qtbot: QtBot, dialog: FormDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)


def stands_in(dialog: FormDialog) -> list[object]:
    """Everything that a person sees in the fields."""
    return [
        *(line.text() for line in dialog.findChildren(QLineEdit)),
        *(note.toPlainText() for note in dialog.findChildren(QPlainTextEdit)),
        *(row.value for row in dialog.findChildren(ChoiceRow)),
    ]


@pytest.mark.parametrize("form", FORMS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=5)
@given(
    words=st.text("abz XYZ 0123456789:/.,-", min_size=1, max_size=20).filter(str.strip),
    note=st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=30),
    number=st.integers(0, 30),
)
def test_what_stands_in_a_form_stands_there_again(
    qtbot: QtBot, live: LiveBook, content: Content, form: str, words: str, note: str, number: int
) -> None:
    """Complete or not, readable or not, into whichever field it was typed."""
    before = live.ask.everything().records
    dialog = FORMS[form](live, content)
    in_sight(qtbot, dialog)
    lines = [
        field
        for field in (*dialog.findChildren(QLineEdit), *dialog.findChildren(QPlainTextEdit))
        if field.isVisible()
    ]
    field = lines[number % len(lines)]
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.selectAll()
        qtbot.keyClicks(field, words.strip())
    else:
        field.setPlainText(note)
    field.clearFocus()  # a field that is left shows what it read
    shown = stands_in(dialog)
    dialog.close()
    assert live.ask.everything().records == before
    again = FORMS[form](live, content)
    in_sight(qtbot, again)
    assert stands_in(again) == shown
    again.reject()
    live.drop_draft(again.draft_key)


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_is_in_the_next_save_and_in_no_search_and_no_export(
    qtbot: QtBot, live: LiveBook, content: Content, form: str
) -> None:
    dialog = FORMS[form](live, content)
    in_sight(qtbot, dialog)
    field = next(f for f in dialog.findChildren(QLineEdit) if f.isVisible())
    field.setFocus()
    qtbot.keyClicks(field, "lilacs")
    qtbot.waitUntil(lambda: live.state.name == "SAVED" and bool(live.ask.drafts()), timeout=10_000)
    with closing(Database(live.image())) as image:
        (draft,) = image.drafts()
        assert "lilacs" in json.dumps(dict(draft.fields))
        assert image.search("lilacs") == ()
    dialog.reject()


def test_cancel_and_starting_anew_let_go_of_what_was_typed(
    qtbot: QtBot, live: LiveBook, content: Content
) -> None:
    for let_go in ("Cancel", "Start anew"):
        dialog = ContactDialog(live, content)
        in_sight(qtbot, dialog)
        dialog._name.set_text("Sam")
        dialog.close()
        again = ContactDialog(live, content)
        in_sight(qtbot, again)
        assert again._name.text == "Sam"
        buttons = {button.text(): button for button in again.findChildren(QPushButton)}
        buttons[let_go].click()
        assert live.ask.drafts() == ()
        again.reject()
