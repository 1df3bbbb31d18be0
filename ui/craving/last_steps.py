"""The last steps of Craving now: what happened, more about it, and a word at the end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journal.content.content import Content, Country
from journal.model.choices import Outcome
from journal.model.craving import CravingEpisode
from journal.model.plan import OwnItem
from journal.rules.help_offer import Reason, reasons_for_help
from journal.words.answers import field_name
from ui.base.jobs import Debounce
from ui.craving.draft import EpisodeDraft
from ui.craving.raise_worst import RaiseWorst
from ui.craving.steps import Step
from ui.widgets.buttons import QuietButton
from ui.widgets.fields.chips import ChipItem, ChipPicker
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.note import NoteEdit
from ui.widgets.layout.card import Card
from ui.widgets.layout.flow import FlowLayout
from ui.widgets.words.labels import Words

NOTE_AFTER_MS = 250
NOTE_LATEST_MS = 700


class MoreStep(Step):
    """What happened; and, only when asked for, what was around it."""

    def __init__(self, draft: EpisodeDraft, content: Content) -> None:
        super().__init__(
            draft,
            content,
            self.tr("How did it go?"),
            self.tr("You can leave all of this blank, or add to it later."),
        )
        episode = draft.episode
        self._later = Debounce(self._keep_note, NOTE_AFTER_MS, NOTE_LATEST_MS, self)
        draft.live.pending.follow(self._later)
        options = [(str(one), content.label("outcome", one)) for one in Outcome]
        self._outcome = ChoiceRow(self.tr("What happened?"), options)
        self._outcome.value = None if episode.outcome is None else str(episode.outcome)
        self._outcome.valueChanged.connect(
            lambda value: self._answer("outcome", None if value is None else Outcome(value))
        )
        self.enter_goes_on(self._outcome)
        self._button = QuietButton(self.tr("Add more about it"))
        self._button.clicked.connect(self._open)
        self._more = QWidget()
        row = FlowLayout()
        row.addWidget(self._button)
        self.box.addWidget(self._outcome)
        self.box.addLayout(row)
        self.box.addWidget(self._more)
        self._build()
        self._more.hide()
        if any((episode.triggers, episode.place, episode.company, episode.note)):
            self._open()

    def begin(self) -> None:
        self._outcome.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_answer(self) -> bool:
        return True

    def onward_text(self) -> str:
        return self.tr("Finish")

    def flush(self) -> None:
        self._later.flush()

    # -- the questions ---------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(18)
        self._triggers = self._picker(self.tr("What set it off?"), "trigger")
        self._triggers.chosenChanged.connect(
            lambda _chosen: self._answer("triggers", self._triggers.keys)
        )
        self._place = self._picker(self.tr("Where were you?"), "place")
        self._place.chosenChanged.connect(self._placed)
        episode = self.draft.episode
        self._triggers.chosen = [(key, None) for key in episode.triggers]
        self._place.chosen = [(episode.place, None)] if episode.place else []
        self._note = NoteEdit(self.tr("Note"))
        self._note.set_text(episode.note)
        self._note.textEdited.connect(lambda _text: self._later.poke())
        parts: list[QWidget] = [self._triggers, self._place, self._company(), self._minutes()]
        if not self.draft.uses:
            parts.append(self._reason())
        for part in (*parts, self._note):
            column.addWidget(part)

    def _picker(self, label: str, list_name: str) -> ChipPicker:
        picker = ChipPicker(label, self._items(list_name), allow_new=True)
        picker.newWanted.connect(lambda name: self._add_own(picker, list_name, name))
        return picker

    def _items(self, list_name: str) -> list[ChipItem]:
        choices = self.content.triggers if list_name == "trigger" else self.content.places
        own = [i for i in self.draft.live.ask.all(OwnItem) if i.list_name == list_name]
        items = [ChipItem(item.key, item.name) for item in own]
        items += [ChipItem(choice.key, choice.name, choice.hint) for choice in choices]
        # Words of one's own that came with an import are in no list.
        episode = self.draft.episode
        held = episode.triggers if list_name == "trigger" else (episode.place,)
        known = {item.key for item in items}
        return items + [ChipItem(key, key) for key in held if key and key not in known]

    def _company(self) -> TickRow:
        roles = [(role.key, role.name) for role in self.content.roles_for("company")]
        known = {key for key, _name in roles}
        roles += [(key, key) for key in self.draft.episode.company if key not in known]
        row = TickRow(self.tr("Who was there?"), roles)
        row.values = self.draft.episode.company
        row.valuesChanged.connect(lambda values: self._answer("company", values))
        return row

    def _minutes(self) -> ChoiceRow:
        words = {
            5: self.tr("a few minutes"),
            15: self.tr("15 minutes"),
            30: self.tr("half an hour"),
            60: self.tr("an hour"),
            120: self.tr("2 hours"),
            240: self.tr("longer"),
        }
        held = self.draft.episode.minutes
        if held is not None and held not in words:
            words[held] = self.tr("{minutes} minutes").format(minutes=held)
        row = ChoiceRow(
            self.tr("About how long did it last?"),
            [(str(minutes), words[minutes]) for minutes in sorted(words)],
        )
        row.value = None if held is None else str(held)
        row.valueChanged.connect(
            lambda value: self._answer("minutes", None if value is None else int(value))
        )
        return row

    def _reason(self) -> ChoiceRow:
        options = [(choice.key, choice.name) for choice in self.content.no_tool]
        held = self.draft.episode.no_tool_reason
        if held and held not in dict(options):
            options.append((held, held))
        name = field_name(self.content, CravingEpisode.kind, "no_tool_reason", self.draft.word)
        row = ChoiceRow(name, options)
        row.value = held or None
        row.valueChanged.connect(lambda value: self._answer("no_tool_reason", value or ""))
        return row

    # -- what the person meant -------------------------------------------------------------------

    def _placed(self, chosen: tuple[tuple[str, int | None], ...]) -> None:
        if len(chosen) > 1:
            self._place.chosen = chosen[-1:]
        self._answer("place", chosen[-1][0] if chosen else "")

    def _add_own(self, picker: ChipPicker, list_name: str, name: str) -> None:
        item = OwnItem(list_name=list_name, name=name)
        self.draft.live.record(item, text=name)
        picker.set_items(self._items(list_name))
        picker.add(item.key)

    def _keep_note(self) -> None:
        self._answer("note", self._note.text)

    def _open(self) -> None:
        self._more.show()
        self._button.hide()
        self._outcome.removeEventFilter(self)  # Enter now leads to the next question
        self._triggers.setFocus(Qt.FocusReason.OtherFocusReason)


class DoneStep(Step):
    """A quiet word at the end; after use, what may keep someone safe."""

    def __init__(self, draft: EpisodeDraft, content: Content, country: Country | None) -> None:
        super().__init__(draft, content, "")
        self.set_title(self._thanks())
        if draft.strength_is_new:
            worst = RaiseWorst(draft.live, draft.episode.day)
            self.box.addWidget(worst)
            worst.ask()
        if draft.episode.outcome is not Outcome.ACTED:
            return
        words = content.safety(country)
        self.box.addWidget(Words(words.after_use))
        days = draft.live.ask.days_of_use_in_week(draft.episode.day)
        reasons = reasons_for_help(content.help_offer, used=True, days_of_use=days)
        if Reason.SEVERAL_DAYS in reasons:
            self.box.addWidget(Words(words.several_days))
        safety = Card(self.tr("Stay safe"))
        safety.add(Words(words.overdose))
        safety.add(Words(words.withdrawal))
        self.box.addWidget(safety)

    def has_answer(self) -> bool:
        return True

    def onward_text(self) -> str:
        return self.tr("Close")

    def _thanks(self) -> str:
        if self.draft.is_blank():
            return self.tr("Nothing was written down, and that is okay.")
        if self.draft.episode.outcome is Outcome.RODE_OUT:
            return self.tr("It is written down. You got through this one.")
        if self.draft.episode.outcome is Outcome.ACTED:
            return self.tr("It is written down. You do not have to carry it alone.")
        return self.tr("It is written down. Be kind to yourself.")
