"""FormDraft: what stands in a form is kept while it is typed, and stands there again afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.base.jobs import Debounce
from ui.base.live_book import LiveBook
from ui.widgets.fields.choice import ChoiceRow, TickRow
from ui.widgets.fields.line_field import LineField
from ui.widgets.fields.note import NoteEdit
from ui.widgets.fields.parsed_field import ParsedField

KEEP_AFTER_MS, KEEP_LATEST_MS = 200, 500
"""With the journal's own saving these stay under the two seconds that a crash may cost."""

GUIDE_PAGE = "guide"
"""Stands for the page of a draft that a step of the guide was left with."""

Field = NoteEdit | LineField | ParsedField | ChoiceRow | TickRow | QCheckBox


class FormDraft(QObject):
    """Keeps the fields of one form as a draft in the journal until they are saved or let go.

    The fields are those of ``form``'s attributes that ``names`` tells, or all of them. Complete or
    not, what is typed is kept as it stands; nothing of it counts as written down. ``title`` is what
    the form calls itself.
    """

    def __init__(
        self, live: LiveBook, key: str, title: str, form: QWidget, names: Sequence[str] = ()
    ) -> None:
        super().__init__(form)
        self._live = live
        self._key = key
        self._title = title
        self._fields: dict[str, Field] = {
            name: field
            for name, field in vars(form).items()
            if isinstance(field, Field) and (not names or name in names)
        }
        self._later = Debounce(self._keep, KEEP_AFTER_MS, KEEP_LATEST_MS, self)
        self._at_first = self._typed()
        for field in self._fields.values():
            self._listen(field)

    def restore(self) -> bool:
        """Type what the draft holds into the form again; False where there is no draft."""
        draft = self._live.ask.draft(self._key)
        if draft is None:
            return False
        self._type(draft.fields)
        return True

    def start_anew(self) -> None:
        """Show the form as it was before anything was typed, and let the draft go."""
        self._type(self._at_first)
        self.let_go()

    def flush(self) -> None:
        """Keep now what is still being typed."""
        self._later.flush()

    def settle(self) -> None:
        """Some of the fields were used up: what is left in the others is the draft now."""
        self._later.cancel()
        self._keep()

    def let_go(self) -> None:
        """The form was saved, or is not wanted any more."""
        self._later.cancel()
        if not self._live.closed:
            self._live.drop_draft(self._key)

    @property
    def changed(self) -> bool:
        """Whether anything stands there that did not stand there at first."""
        return self._typed() != self._at_first

    # -- parts -----------------------------------------------------------------------------------

    def _keep(self) -> None:
        if self._live.closed:
            return
        if self.changed:
            self._live.keep_draft(self._key, self._title, self._typed())
        else:
            self._live.drop_draft(self._key)

    def _typed(self) -> dict[str, Any]:
        return {name: _typed_in(field) for name, field in self._fields.items()}

    def _type(self, fields: Mapping[str, Any]) -> None:
        for name, field in self._fields.items():
            if name in fields and _typed_in(field) != fields[name]:
                with suppress(ValueError):  # a choice that is not offered any more
                    _type_into(field, fields[name])

    def _listen(self, field: Field) -> None:
        match field:
            case NoteEdit():
                field.textEdited.connect(self._poke)
            case ChoiceRow():
                field.valueChanged.connect(self._poke)
            case TickRow():
                field.valuesChanged.connect(self._poke)
            case QCheckBox():
                field.toggled.connect(self._poke)
            case _:
                for line in field.findChildren(QLineEdit):
                    line.textChanged.connect(self._poke)

    def _poke(self, _what: object = None) -> None:
        self._later.poke()


def _typed_in(field: Field) -> Any:
    """What stands in ``field``, as a JSON value; of a field that reads text, the text itself."""
    match field:
        case NoteEdit() | LineField():
            return field.text
        case ParsedField():
            return field.typed
        case ChoiceRow():
            return field.value
        case QCheckBox():
            return field.isChecked()
        case TickRow():
            return list(field.values)


def _type_into(field: Field, what: Any) -> None:
    """Have ``field`` hold ``what`` as if it had just been typed."""
    match field:
        case NoteEdit() | LineField():
            field.set_text(what)
        case ParsedField():
            field.type(what)
        case ChoiceRow():
            field.value = what
            field.valueChanged.emit(what)  # what depends on the choice follows it
        case QCheckBox():
            field.setChecked(what)
        case TickRow():
            field.values = what
