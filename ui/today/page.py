"""Today: the check-in, the cravings of the day, and what is still open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import QDate, QLocale, QTime, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from journal.content.content import Content, Country
from journal.model.choices import Use
from journal.model.craving import CravingEpisode, ToolUse
from journal.model.day import DayEntry
from journal.model.draft import Draft
from journal.model.plan import OwnItem
from journal.rules.coming_back import is_clock_behind, is_past_plan, was_away
from journal.rules.days_of_use import use_by_day
from journal.rules.help_offer import Reason, reasons_for_help
from ui.base.journal_page import JournalPage, PageContext
from ui.base.live_book import LiveBook
from ui.base.words.dates import day_words
from ui.sessions.day_marks import SessionMarks
from ui.today.day_form import DayForm
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.incremental import do_all
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.layout.rows import CursorRows
from ui.widgets.layout.tab_order import follow_layout
from ui.widgets.words.labels import Soft, Words

SHORT = QLocale.FormatType.ShortFormat
ROLLOVER_CHECK_MS = 30_000
"""How often to look whether a new day has begun."""


def make_page(context: PageContext, parent: QWidget) -> TodayPage:
    """The page in its place."""
    return TodayPage(context.live, context.content, context.country, parent)


class TodayPage(JournalPage):
    """The first page: today's questions in the order they matter."""

    watches: ClassVar[frozenset[str]] = frozenset(
        {"day_entry", "craving_episode", "tool_use", "program", "preferences", "own_item"}
    )

    def __init__(
        self,
        live: LiveBook,
        content: Content,
        country: Country | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(live, content, "", "", parent)
        self.set_title(self.tr("Today"))
        self._country = country
        self._day = live.ask.today()
        self._notice = Banner()
        self._offer = Banner()
        self._episodes = Card()
        self._episode_rows = CursorRows()
        self._episodes.add(self._episode_rows)
        self._form_place = QVBoxLayout()
        self._done = Soft()
        self._questions = self._asked()
        self._sessions = SessionMarks(live, content)
        for part in (
            self._notice,
            self._form_place,
            self._offer,
            self._sessions,
            self._episodes,
            self._done,
        ):
            self.add(part)
        # What is shown already is not built again: every answer comes by here.
        self._noticed: tuple[object, ...] | None = None
        self._asked_to_wait = False
        self._shown_episodes: tuple[str, list[tuple[UUID, bool, str]]] | None = None
        self._form: DayForm | None = None
        self._offered_day: date | None = None
        self._offered: frozenset[Reason] = frozenset()
        self._rollover = QTimer(self)
        self._rollover.setInterval(ROLLOVER_CHECK_MS)
        self._rollover.timeout.connect(self.follow_the_clock)
        self._rollover.start()

    @property
    def form(self) -> DayForm:
        """The questions of today."""
        do_all(self.building)
        assert self._form is not None  # noqa: S101 (made by now)
        return self._form

    def make_parts(self) -> Iterator[object]:
        self._form = DayForm(self.live, self.content, self._day)
        self._form_place.addWidget(self._form)
        yield self._form
        yield from self._form.building

    def focus_first(self) -> None:
        """Put the cursor on the first question."""
        self.form.focus_first()

    def resume(self, draft: Draft) -> None:
        day = date.fromisoformat(draft.what)
        if day == self._day:
            self.form.show_refused()
        else:
            self.day_wanted.emit(day)

    def leave(self) -> None:
        if self._form is not None:
            self._form.flush()

    def follow_the_clock(self) -> None:
        """Ask about the new day, or offer it to a person who is still on the page of the old one.

        What is typed belongs to the day that it was begun on, however late it gets.
        """
        if self.live.closed:
            return  # the clock went on for a moment after a lock
        today = self.live.ask.today()
        if today == self._day or today == self._offered_day:
            return
        focus = self.window().focusWidget()
        if self.isVisible() and focus is not None and self.isAncestorOf(focus):
            self._offered_day = today
            sentence = self.tr("It is {today} now. You are still on the page of {day}.")
            words = sentence.format(today=self._day_words(today), day=self._day_words(self._day))
            action = self.tr("Go to {today}").format(today=self._day_words(today))
            self.notice_wanted.emit(words, action, self._go_to_new_day)
        else:
            self._begin_day()

    def showEvent(self, event: QShowEvent) -> None:
        if not self.live.closed and self.live.ask.today() != self._day:
            self._begin_day()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._withdraw_new_day()

    def _withdraw_new_day(self) -> None:
        if self._offered_day is not None:
            self._offered_day = None
            self.notice_wanted.emit("", "", None)

    def _go_to_new_day(self) -> None:
        self._begin_day()
        self.focus_first()

    def _begin_day(self) -> None:
        """Ask about the day that it is now."""
        self._withdraw_new_day()
        self.leave()
        self._day = self.live.ask.today()
        self._sessions.set_day(self._day)
        self._renew_form()
        self.redraw()

    def redraw(self) -> None:
        if self._asked() != self._questions:
            self._questions = self._asked()
            self._renew_form()
        self._show_notice()
        self._show_episodes()
        self._show_offer()
        self._done.setText(self._today_in_words())

    # -- parts -----------------------------------------------------------------------------------

    def _asked(self) -> tuple[object, ...]:
        """What the questions depend on beside the day."""
        return (self.live.ask.preferences.asked, self.live.ask.program.craving_word)

    def _renew_form(self) -> None:
        old = self.form
        old.flush()
        focus = QApplication.focusWidget()
        had_focus = focus is not None and old.isAncestorOf(focus)
        self._form_place.removeWidget(old)
        old.hide()
        old.deleteLater()
        do_all(self.make_parts())
        self.form.show()
        follow_layout(self)
        if had_focus:
            self.form.focus_first()

    def _show_notice(self) -> None:
        """Say the one thing that whoever comes back should know first."""
        ask, today = self.live.ask, self.live.ask.today()
        program, blank = ask.program, ask.blank_lately()
        behind = is_clock_behind(next((e.day for e in ask.latest(DayEntry, 1)), None), today)
        over = is_past_plan(program, today) and not self._asked_to_wait
        notice = (behind, over, blank, today)
        if notice == self._noticed:
            return
        self._noticed = notice
        self._notice.clear_actions()
        hello = self.tr("Good to see you again.") if was_away(blank, program) else ""
        if behind:
            words = self.tr(
                "This computer says that it is {day}, and your journal has days after that."
                " Is its date right?"
            )
            self._notice.say(words.format(day=day_words(today)))
        elif over:
            words = self.tr("This is day {number}; {length} were planned. Does your program go on?")
            asked = words.format(number=program.day_number(today), length=program.length)
            self._notice.say(f"{hello} {asked}".strip())
            self._notice.add_action(self.tr("Open My plan"), self._open_plan)
            self._notice.add_action(self.tr("Not now"), self._wait)
        else:
            self._notice.say(f"{hello} {self._blank_words(blank)}".strip())
            for day in blank[-3:]:
                self._notice.add_action(self._day_words(day), partial(self.day_wanted.emit, day))

    def _blank_words(self, days: Sequence[date]) -> str:
        if not days:
            return ""
        if len(days) == 1:
            words = self.tr("{day} is blank. You can still fill it in, or leave it.")
            return words.format(day=self._day_words(days[0]))
        words = self.tr("{count} days are blank. You can still fill them in, or leave them.")
        return words.format(count=len(days))

    def _open_plan(self) -> None:
        self.page_wanted.emit("my_plan")

    def _wait(self) -> None:
        self._asked_to_wait = True
        self._show_notice()

    def _show_episodes(self) -> None:
        today = self.live.ask.between(CravingEpisode, self._day, self._day)
        open_ones = [e for e in self.live.ask.unfinished_episodes() if e.day != self._day]
        episodes = [*open_ones, *today]
        word = self.live.ask.program.craving_word
        told = [
            (episode.id, episode.finished, self._episode_words(episode)) for episode in episodes
        ]
        words = self.tr("{word} today") if self._is_today() else self.tr("{word}, {day}")
        title = words.format(word=_capital(word), day=self._day_words(self._day))
        if (title, told) == self._shown_episodes:
            return
        self._shown_episodes = (title, told)
        self._episodes.set_title(title)
        self._episodes.setVisible(bool(episodes))
        self._episode_rows.renew(self._episode_row(episode) for episode in episodes)

    def _episode_row(self, episode: CravingEpisode) -> QWidget:
        row = QWidget()
        flow = FlowLayout(row, spacing=10)
        flow.addWidget(Words(self._episode_words(episode)))
        button: Button = (
            QuietButton(self.tr("Open")) if episode.finished else Button(self.tr("Finish"))
        )
        button.setAccessibleName(f"{button.text()}: {self._episode_words(episode)}")
        button.clicked.connect(lambda _checked=False, key=episode.id: self.craving_wanted.emit(key))
        flow.addWidget(button)
        return row

    def _episode_words(self, episode: CravingEpisode) -> str:
        when = QLocale().toString(QTime(episode.at.hour, episode.at.minute), SHORT)
        parts = [when if episode.day == self._day else f"{self._day_words(episode.day)}, {when}"]
        if episode.before is not None:
            strength = str(episode.before)
            if episode.after is not None:
                strength += f" → {episode.after}"
            parts.append(self.tr("strength {strength}").format(strength=strength))
        own = self.live.ask.all(OwnItem)
        parts += [
            self.content.name("tool", use.tool, own) for use in self.live.ask.tools_in(episode.id)
        ]
        return " · ".join(parts)

    def _show_offer(self) -> None:
        """Offer help, never force it (CLINICAL section 8)."""
        entry = self.live.ask.day(self._day) or DayEntry(day=self._day)
        episodes = self.live.ask.between(CravingEpisode, self._day, self._day)
        words = self.content.safety(self._country)
        reasons = reasons_for_help(
            self.content.help_offer,
            craving=entry.craving,
            mood=entry.mood,
            used=use_by_day([entry], episodes).get(self._day) is Use.YES,
            days_of_use=self.live.ask.days_of_use_in_week(self._day),
        )
        if reasons == self._offered:
            return
        self._offered = reasons
        self._offer.clear_actions()
        if not reasons:
            self._offer.say("")
            return
        used = Reason.USE in reasons
        sentences = [words.after_use, words.overdose] if used else [words.offer]
        if Reason.SEVERAL_DAYS in reasons:
            sentences.append(words.several_days)
        self._offer.say("\n\n".join(sentences))
        self._offer.add_action(self.tr("Help now"), self.help_wanted.emit)

    def _today_in_words(self) -> str:
        entry = self.live.ask.day(self._day) or DayEntry(day=self._day)
        word = self.live.ask.program.craving_word
        uses = self.live.ask.between(ToolUse, self._day, self._day)
        parts = []
        if entry.mood is not None:
            parts.append(self.tr("mood {mood}").format(mood=entry.mood))
        if entry.craving is not None:
            parts.append(self.tr("worst {word} {craving}").format(word=word, craving=entry.craving))
        if entry.use is not None:
            parts.append(self.content.label("use", entry.use).lower())
        if len(uses) == 1:
            parts.append(self.tr("1 tool"))
        elif uses:
            parts.append(self.tr("{count} tools").format(count=len(uses)))
        if not parts:
            return ""
        said = self.tr("Today so far: {parts}. Thank you for writing it down.")
        later = self.tr("{day}: {parts}. Thank you for writing it down.")
        return (said if self._is_today() else later).format(
            day=self._day_words(self._day), parts=", ".join(parts)
        )

    def _is_today(self) -> bool:
        """Whether the day of the page is not over yet."""
        return self._day == self.live.ask.today()

    def _day_words(self, day: date) -> str:
        return QLocale().toString(QDate(day.year, day.month, day.day), "dddd, MMMM d")


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
