"""Where added questions are found: the process, run with the Daybook that has them before others.

``python new_question.py JOURNAL PASSPHRASE`` opens a journal that was written before, answers the
questions and prints, as JSON, what each place says.
"""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pypdf
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from journal.book.book import Book
from journal.content.content import load_content
from journal.exchange.csv_files import DICTIONARY, MAIN, to_csv
from journal.model.choices import Reached
from journal.model.contents import Contents
from journal.model.day import DayEntry
from journal.model.diary import Diary
from journal.report import summary_pdf
from journal.report.choice import SummaryChoice, offers
from journal.store.merge import merge
from ui.base.jobs import Jobs
from ui.base.live_book import LiveBook
from ui.journal_file.merge_report import MergeDialog
from ui.look_back.day import DayPanel
from ui.plan.page import MyPlanPage
from ui.today.day_form import DayForm
from ui.widgets.incremental import do_all

CONTENT = load_content()


def words(widget: QWidget) -> str:
    """All that stands on ``widget``, and what a screen reader says of its parts."""
    parts = widget.findChildren(QWidget)
    texts = [label.text() for label in parts if isinstance(label, QLabel)]
    return "\n".join([*texts, *(part.accessibleName() for part in (widget, *parts))])


def pdf_words(diary: Diary, choice: SummaryChoice) -> str:
    pages = pypdf.PdfReader(io.BytesIO(summary_pdf(diary, CONTENT, choice))).pages
    return "\n".join(page.extract_text() for page in pages)


def answered(live: LiveBook) -> DayEntry:
    """The day once the new questions are answered, the first of them by keyboard."""
    today = live.ask.today()
    live.record(replace(live.ask.preferences, more_open=True), undoable=False)
    form = DayForm(live, CONTENT, today)
    do_all(form.building)
    form.show()
    QTest.keyClick(form.part("energy"), Qt.Key.Key_3)
    live.answer(today, walked=1.5, saw=(Reached.PEER,), proud="I cooked for us")
    entry = live.ask.day(today)
    assert entry is not None
    return entry


def found(live: LiveBook) -> dict[str, str]:
    today = live.ask.today()
    places = {"journal of before": repr(live.ask.day(today))}
    entry = answered(live)
    form = DayForm(live, CONTENT, today)
    do_all(form.building)
    places["form"] = words(form)
    page = MyPlanPage(live, CONTENT)
    for key in ("questions", "sharing"):
        page.open_section(key)
        places[key] = words(page.section(key))
    panel = DayPanel(live, CONTENT)
    panel.show_day(today)
    places["look back"] = words(panel)
    other = DayEntry(day=today).answer(live.ask.now() - timedelta(1), energy=1, proud="Slept")
    both = (Contents(records=(one,)) for one in (entry, other))
    places["merge report"] = words(MergeDialog(merge(*both), CONTENT))
    diary = live.ask.diary()
    files = to_csv(diary, CONTENT)
    places["table"], places["dictionary"] = files[MAIN].decode(), files[DICTIONARY].decode()
    offered = offers(diary, CONTENT)
    places["ticks of a summary"] = "\n".join(offer.words for offer in offered)
    all_of_it = SummaryChoice(frozenset(offer.key for offer in offered))
    places["summary"] = pdf_words(diary, all_of_it)
    places["summary, not ticked"] = pdf_words(diary, SummaryChoice())
    places["search"] = repr(live.ask.search("cooked", today, today))
    return places


if __name__ == "__main__":
    app, jobs = QApplication(sys.argv), Jobs()
    live = LiveBook(Book.open(Path(sys.argv[1]), sys.argv[2]), jobs)
    json.dump(found(live), sys.stdout)
    live.save_now()
    live.close()
    jobs.shutdown()
