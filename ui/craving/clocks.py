"""Calm clocks: box breathing, and waiting a craving out."""

from __future__ import annotations

import math

from PySide6.QtCore import QElapsedTimer, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.look.colours import Colour
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.visibility import show_when
from ui.widgets.words.labels import Soft


class _Clock(QWidget):
    """A face with Start or Pause under it. Leaving it at any time is fine; nothing is scored."""

    finished = Signal()

    def __init__(self, face: QWidget, hint: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._face = face
        self._spent_ms = 0
        self._running_since = QElapsedTimer()
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._on_tick)
        self._start = Button(self.tr("Start"), self)
        self._start.clicked.connect(self._toggle)
        self._again = Button(self.tr("Start over"), self)
        self._again.clicked.connect(self.reset)
        self._again.setEnabled(False)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._start)
        buttons.addWidget(self._again)
        buttons.addStretch(1)
        words = Soft(hint)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        show_when(words, hint)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        box.addWidget(face)
        box.addWidget(words)
        box.addLayout(buttons)
        self.setFocusProxy(self._start)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else setTabOrder passes it over

    @property
    def running(self) -> bool:
        """Whether it is going."""
        return self._tick.isActive()

    @property
    def spent_s(self) -> float:
        """Seconds it has run, pauses left out."""
        extra = self._running_since.elapsed() if self.running else 0
        return (self._spent_ms + extra) / 1000

    def start(self) -> None:
        """Begin or go on."""
        if not self.running:
            self._running_since.start()
            self._tick.start()
            self._start.setText(self.tr("Pause"))
            self._again.setEnabled(True)
            self._on_tick()

    def pause(self) -> None:
        """Stop for now."""
        if self.running:
            self._spent_ms += self._running_since.elapsed()
            self._tick.stop()
            self._start.setText(self.tr("Go on"))

    def reset(self) -> None:
        """Back to the beginning, stopped."""
        self._tick.stop()
        self._spent_ms = 0
        self._start.setText(self.tr("Start"))
        self._start.setEnabled(True)
        self._again.setEnabled(False)
        self._on_tick()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.pause()

    def _toggle(self) -> None:
        if self.running:
            self.pause()
        else:
            self.start()

    def _on_tick(self) -> None:
        raise NotImplementedError


class BreathTimer(_Clock):
    """Box breathing: in, hold, out, hold, ``seconds`` each. ``reduced_motion``: only words.

    Runs until it is paused or left; ``rounds`` tells how many full breaths were taken.
    """

    def __init__(
        self,
        seconds: int = 4,
        parent: QWidget | None = None,
        *,
        reduced_motion: bool = False,
    ) -> None:
        self._seconds = max(seconds, 1)
        self._breath = _BreathFace(still=reduced_motion)
        self._phase = -1
        super().__init__(self._breath, "", parent)
        self._tick.setInterval(250 if reduced_motion else 40)
        self._phases = (
            self.tr("Breathe in"),
            self.tr("Hold"),
            self.tr("Breathe out"),
            self.tr("Hold"),
        )
        self._breath.words = self.tr("Ready when you are")
        self._breath.setAccessibleName(self.tr("Box breathing"))

    @property
    def rounds(self) -> int:
        """Full breaths so far."""
        return int(self.spent_s // (4 * self._seconds))

    def _on_tick(self) -> None:
        face = self._breath
        if not self.running:
            self._phase = -1
            face.words, face.count, face.phase, face.share = (
                self.tr("Ready when you are"),
                "",
                0,
                0.0,
            )
            face.update()
            return
        phase, into = divmod(self.spent_s % (4 * self._seconds), self._seconds)
        if int(phase) != self._phase:
            self._phase = int(phase)
            announce(self, self._phases[self._phase])
        face.words = self._phases[self._phase]
        face.count = str(self._seconds - int(into))
        face.phase, face.share = self._phase, into / self._seconds
        face.update()


class CountDown(_Clock):
    """Waits ``minutes`` and then emits ``finished()``; says the minutes that are left."""

    def __init__(
        self,
        minutes: float = 15,
        parent: QWidget | None = None,
        *,
        reduced_motion: bool = False,
    ) -> None:
        self._total_s = max(minutes * 60, 0.001)
        self._ring = _RingFace()
        self._said = -1
        super().__init__(self._ring, "", parent)
        self._tick.setInterval(1000 if reduced_motion else 250)
        self._ring.setAccessibleName(self.tr("Time left"))
        self._on_tick()

    @property
    def left_s(self) -> float:
        """Seconds to go."""
        return max(self._total_s - self.spent_s, 0.0)

    def _on_tick(self) -> None:
        left = self.left_s
        minutes, seconds = divmod(math.ceil(left), 60)
        self._ring.words = f"{minutes}:{seconds:02}"
        self._ring.share = left / self._total_s
        self._ring.update()
        self._ring.setAccessibleDescription(self._ring.words)
        if self.running and minutes != self._said and seconds == 0 and minutes:
            self._said = minutes
            announce(self, self._left_words(minutes))
        if self.running and left <= 0:
            self._spent_ms += self._running_since.elapsed()
            self._tick.stop()
            self._start.setText(self.tr("Start"))
            self._start.setEnabled(False)
            announce(self, self.tr("Time is up. How is it now?"))
            self.finished.emit()

    def _left_words(self, minutes: int) -> str:
        if minutes == 1:
            return self.tr("1 minute left")
        return self.tr("{count} minutes left").format(count=minutes)


class _Face(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        side = max(190, self.fontMetrics().height() * 9)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def _square(self) -> QRectF:
        side = min(self.width(), self.height()) - 24
        return QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)


class _BreathFace(_Face):
    """A dot that walks round a box, and a disc that fills and empties with the breath."""

    def __init__(self, *, still: bool) -> None:
        super().__init__()
        self._still = still
        self.count = ""
        self.phase = 0
        self.share = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._square()
        painter.setPen(QPen(Colour.EDGE.of(self), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 18, 18)
        if not self._still:
            self._paint_motion(painter, box)
        painter.setPen(Colour.INK.of(self))
        words = f"{self.words}\n{self.count}" if self.count else self.words
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(box.adjusted(16, 16, -16, -16), flags, words)
        painter.end()

    def _paint_motion(self, painter: QPainter, box: QRectF) -> None:
        full = (self.share, 1.0, 1.0 - self.share, 0.0)[self.phase]
        radius = box.width() * (0.27 + 0.17 * (0.5 - 0.5 * math.cos(math.pi * full)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Colour.ACCENT_SOFT.of(self))
        painter.drawEllipse(box.center(), radius, radius)
        if not self.count:
            return
        corners = (box.bottomLeft(), box.topLeft(), box.topRight(), box.bottomRight())
        start, end = corners[self.phase], corners[(self.phase + 1) % 4]
        dot = QPointF(
            start.x() + (end.x() - start.x()) * self.share,
            start.y() + (end.y() - start.y()) * self.share,
        )
        painter.setBrush(Colour.ACCENT.of(self))
        painter.drawEllipse(dot, 8, 8)


class _RingFace(_Face):
    """A ring that empties."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 1.0

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self._square()
        painter.setPen(QPen(Colour.LINE.of(self), 10))
        painter.drawEllipse(box)
        pen = QPen(Colour.ACCENT.of(self), 10)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        if self.share > 0:
            painter.drawArc(box, 90 * 16, round(360 * 16 * self.share))
        font = self.font()
        font.setPointSizeF(max(font.pointSizeF() * 1.8, 1))
        painter.setFont(font)
        painter.setPen(Colour.INK.of(self))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.words)
        painter.end()
