"""What each key may do on Today, said once more without the screen: what a journal then holds."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt

Press = str | Qt.Key
"""A letter or digit as typed, or a key."""

ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ERASERS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Home: -99, Qt.Key.Key_End: 99}
"""How a key moves the mark; up and down differ."""


class Control(ABC):
    """One control with the cursor in it."""

    keys: Sequence[Press]
    """What is worth pressing here."""

    @abstractmethod
    def press(self, key: Press) -> bool:
        """Whether the cursor stays after ``key``."""

    def enter(self) -> None:  # noqa: B027 (most have nothing to do)
        """The cursor comes."""

    def leave(self) -> None:  # noqa: B027
        """The cursor goes."""

    @property
    @abstractmethod
    def answer(self) -> object:
        """What the journal holds for it."""


MARKED_KEYS: Sequence[Press] = (
    *"0123456789", "t", "T", "x", "!", *ENTERS, *ERASERS, *STEPS, *STEPS, Qt.Key.Key_Up,
    Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_PageUp, Qt.Key.Key_Insert,
)  # fmt: skip


@dataclass
class Marked(Control):
    """A row of choices with a mark."""

    count: int
    down: int = 1
    mark: int | None = None
    moved: bool = False
    keys = MARKED_KEYS

    @property
    @abstractmethod
    def home(self) -> int | None:
        """Where the mark is before it moves."""

    @abstractmethod
    def is_picked(self, index: int) -> bool: ...

    @abstractmethod
    def pick(self, index: int) -> None: ...

    @abstractmethod
    def digit(self, digit: int) -> None: ...

    @abstractmethod
    def clear(self) -> None: ...

    def enter(self) -> None:
        self.mark, self.moved = None, False

    def press(self, key: Press) -> bool:
        at = self.home if self.mark is None else self.mark
        steps = {**STEPS, Qt.Key.Key_Down: self.down, Qt.Key.Key_Up: -self.down}
        if isinstance(key, str):
            if key.isdecimal():
                self.digit(int(key))
        elif key in steps:
            self.forget()
            inward = self.count - 1 if steps[key] > 1 else 0
            self.mark = inward if at is None else min(max(at + steps[key], 0), self.count - 1)
            self.moved = True
        elif key is Qt.Key.Key_Space and at is not None:
            self.pick(at)
            self.moved = False
        elif key in ERASERS:
            self.clear()
        elif key in ENTERS:
            if not self.moved or at is None or self.is_picked(at):
                return False
            self.pick(at)
            self.moved = False
        return True

    def forget(self) -> None:
        """What was pressed before has nothing to do with what comes."""


@dataclass
class Scale(Marked):
    """0 to a number; 1 and then 0 is ten."""

    down: int = -1
    value: int | None = None
    after_one: bool = False

    @property
    def answer(self) -> object:
        return self.value

    @property
    def home(self) -> int | None:
        return self.value

    def is_picked(self, index: int) -> bool:
        return index == self.value

    def pick(self, index: int) -> None:
        self.value = index
        self.forget()
        self.mark, self.moved = None, False

    def clear(self) -> None:
        self.value = None
        self.forget()
        self.mark, self.moved = None, False

    def digit(self, digit: int) -> None:
        if digit >= self.count:
            return
        ten = digit == 0 and self.after_one and self.count == 11
        self.pick(10 if ten else digit)
        self.after_one = digit == 1

    def forget(self) -> None:
        self.after_one = False

    def enter(self) -> None:
        super().enter()
        self.forget()


@dataclass
class Choice(Marked):
    """One of a few, by number from 1 on; the same number again takes it back."""

    value: int | None = None
    names: Sequence[str] = ()

    @property
    def answer(self) -> object:
        return None if self.value is None else self.names[self.value]

    @property
    def home(self) -> int | None:
        return self.value

    def is_picked(self, index: int) -> bool:
        return index == self.value

    def pick(self, index: int) -> None:
        self.value, self.mark, self.moved = index, None, False

    def clear(self) -> None:
        self.value, self.mark, self.moved = None, None, False

    def digit(self, digit: int) -> None:
        if 1 <= digit <= self.count:
            self.value = None if self.value == digit - 1 else digit - 1
            self.mark, self.moved = None, False


@dataclass
class Ticks(Marked):
    """Any of a few."""

    ticked: set[int] = field(default_factory=set)
    names: Sequence[str] = ()

    @property
    def answer(self) -> object:
        return tuple(name for index, name in enumerate(self.names) if index in self.ticked)

    @property
    def home(self) -> int | None:
        return 0

    def is_picked(self, index: int) -> bool:
        return index in self.ticked

    def pick(self, index: int) -> None:
        self.ticked ^= {index}

    def clear(self) -> None:
        self.ticked = set()

    def digit(self, digit: int) -> None:
        if 1 <= digit <= self.count:
            self.ticked ^= {digit - 1}


@dataclass
class Hours(Control):
    """Hours are typed; what cannot be read keeps what was there."""

    text: str = ""
    before: float | None = None
    value: float | None = None
    edited: bool = False
    keys = (*"0123456789", ".", ":", "t", *ENTERS, Qt.Key.Key_Backspace, Qt.Key.Key_Up,
            Qt.Key.Key_Down)  # fmt: skip

    @property
    def answer(self) -> object:
        return self.value

    def enter(self) -> None:
        self.edited = False

    def press(self, key: Press) -> bool:
        if isinstance(key, str):
            self._type(self.text + key)
        elif key is Qt.Key.Key_Backspace:
            if self.text:
                self._type(self.text[:-1])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = 0.5 if key is Qt.Key.Key_Up else -0.5
            base = 7.0 - step if self.value is None else self.value
            self._show(min(max(base + step, 0.0), 24.0))
        elif key in ENTERS:
            self.leave()
            return self._read(self.text) == "unreadable"
        return True

    def leave(self) -> None:
        read = self._read(self.text)
        if isinstance(read, str):
            self.value = self.before
        elif self.edited:
            self._show(read)

    def _type(self, text: str) -> None:
        self.text, self.edited = text, True
        read = self._read(text)
        if not isinstance(read, str):
            self.value = read

    def _show(self, hours: float | None) -> None:
        self.value = self.before = hours
        self.edited = False
        self.text = "" if hours is None else written(hours)

    @staticmethod
    def _read(text: str) -> float | str | None:
        if not text:
            return None
        hours: float = -1
        if match := re.fullmatch(r"(\d{1,2}):([0-5]\d)", text):
            hours = (int(match[1]) * 60 + int(match[2])) / 60
        elif re.fullmatch(r"\d{1,9}(\.\d{1,2})?", text):
            hours = float(text)
        return hours if 0 <= hours <= 24 else "unreadable"


def written(hours: float) -> str:
    """Hours as the field shows them."""
    if abs(hours * 100 - round(hours * 100)) > 1e-4:
        minutes = round(hours * 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    return f"{round(hours, 2):g}"


@dataclass
class Words(Control):
    """A note."""

    text: str = ""
    keys = (*"0 7tT x", Qt.Key.Key_Backspace)

    @property
    def answer(self) -> object:
        return self.text

    def press(self, key: Press) -> bool:
        self.text = self.text + key if isinstance(key, str) else self.text[:-1]
        return True


@dataclass
class Tools(Control):
    """Tools are picked from a list that is shorter by what is picked."""

    names: Sequence[str]
    shown: int
    picked: dict[str, int | None] = field(default_factory=dict)
    at: int = -1
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, *ENTERS, Qt.Key.Key_Backspace,
            Qt.Key.Key_Home, Qt.Key.Key_End)  # fmt: skip

    @property
    def answer(self) -> object:
        return dict(self.picked)

    def enter(self) -> None:
        self.at = -1

    def press(self, key: Press) -> bool:
        offered = [name for name in self.names if name not in self.picked][: self.shown]
        if key is Qt.Key.Key_Down:
            self.at = min(self.at + 1, len(offered) - 1)
        elif key is Qt.Key.Key_Up:
            self.at = max(self.at - 1, 0)
        elif key is Qt.Key.Key_Backspace:
            if self.picked:
                del self.picked[next(reversed(self.picked))]
                self.at = -1
        elif key in ENTERS:
            if self.at < 0:
                return False
            self.picked[offered[self.at]] = None
            self.at = -1
        return True


@dataclass
class Session(Control):
    """A session, marked by number."""

    names: Sequence[str]
    mark: str | None = None
    keys = (*"1234567890", "t", Qt.Key.Key_Backspace, Qt.Key.Key_Home, Qt.Key.Key_Up,
            Qt.Key.Key_Down)  # fmt: skip

    @property
    def answer(self) -> object:
        return self.mark

    def press(self, key: Press) -> bool:
        if isinstance(key, str) and key.isdecimal() and 1 <= int(key) <= len(self.names):
            name = self.names[int(key) - 1]
            self.mark = None if self.mark == name else name
        elif key is Qt.Key.Key_Backspace:
            self.mark = None
        return True
