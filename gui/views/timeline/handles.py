"""Handles: the headers of the tracks as controls: a click folds, a drag moves, the lower edge sets the height."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from gui.theme import px
from gui.widgets.paint import PRESS, keeps

from . import track
from .groups import GroupTrack

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

    from .timeline import TimelineView
    from .track import Track

Key = Qt.Key
EDGE = 5
"""Pixels above the lower edge that set the height, before scaling."""
NOTCH = 1.15
"""What one notch of the wheel, or one key, makes of a height."""


class Handle(QWidget):
    """The header of one track: nothing of its own is painted.

    Signals
    -------
    folded
        Fold or open it.
    sized : float, bool
        Height wanted in pixels (0: the usual one), and whether the drag has ended.
    dragged : float, bool
        Height to which it is dragged, and whether the drag has ended.
    shifted : int
        One place up (-1) or down.
    """

    folded = Signal()
    sized = Signal(float, bool)
    dragged = Signal(float, bool)
    shifted = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.track: Track | None = None
        self.sizable = self.movable = False
        self._pressed: QPointF | None = None
        self._doing = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)

    def event(self, event: QEvent) -> bool:
        """Keep Space and Enter while focused."""
        return keeps(event, PRESS) or super().event(event)

    def _on_edge(self, at: QPointF) -> bool:
        assert self.track is not None
        return self.sizable and at.y() >= self.height() - px(EDGE)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click, a drag or a change of the height."""
        if event.button() == Qt.MouseButton.LeftButton and self.track is not None:
            self._pressed = event.position()
            self._doing = "size" if self._on_edge(event.position()) else ""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag, or tell by the pointer what a drag would do."""
        at = event.position()
        if self._pressed is None:
            edge = self.track is not None and self._on_edge(at)
            shape = Qt.CursorShape.SizeVerCursor if edge else Qt.CursorShape.PointingHandCursor
            self.setCursor(shape)
            return
        far = abs(at.y() - self._pressed.y()) >= QApplication.startDragDistance()
        if not self._doing and far and self.movable:
            self._doing = "move"
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._drag(at, final=False)

    def _drag(self, at: QPointF, *, final: bool) -> None:
        if self._doing == "size" and self.track is not None:
            height = self.mapToParent(at).y() - self.track.rect.top()
            self.sized.emit(max(1.0, height), final)
        elif self._doing == "move":
            self.dragged.emit(self.mapToParent(at).y(), final)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag; without one fold the track."""
        if self._pressed is None:
            return
        clicked = not self._doing and self.rect().contains(event.position().toPoint())
        pressed, self._pressed = self._pressed, None
        if self._doing and event.position() != pressed:
            self._drag(event.position(), final=True)
        self._doing = ""
        if clicked:
            self.folded.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Give it its usual height; the first of the two clicks has folded it, which is taken back."""
        if not self.sizable:
            return
        if not self._on_edge(event.position()):
            self.folded.emit()
        self.sized.emit(0.0, True)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Change the height with Ctrl held."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.sizable:
            self._scale(event.angleDelta().y() / 120)
            event.accept()
        else:
            event.ignore()

    def _scale(self, notches: float) -> None:
        if self.track is not None and self.sizable and notches:
            self.sized.emit(self.track.rect.height() * NOTCH**notches, True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Enter, move with Alt and the arrows, change the height with plus, minus and 0."""
        key = event.key()
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if key in PRESS:
            self.folded.emit()
        elif alt and key in (Key.Key_Up, Key.Key_Down) and self.movable:
            self.shifted.emit(-1 if key == Key.Key_Up else 1)
        elif key in (Key.Key_Plus, Key.Key_Equal, Key.Key_Minus) and self.sizable:
            self._scale(-1 if key == Key.Key_Minus else 1)
        elif key == Key.Key_0 and self.sizable:
            self.sized.emit(0.0, True)
        else:
            super().keyPressEvent(event)

    def set_texts(self, name: str, state: str, how: str) -> None:
        """Say what it is, how it stands and what can be done with it."""
        if self.accessibleName() != name:
            self.setAccessibleName(name)
        description = f"{state}. {how}"
        if self.accessibleDescription() != description:
            self.setAccessibleDescription(description)
            self.setToolTip(f"{name}\n{how}")


class Handles(QObject):
    """The handles of all tracks, and what they do.

    Parameters
    ----------
    view : TimelineView
        The timeline.

    Attributes
    ----------
    drop : float or None
        Height at which a dragged track would be put.
    """

    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self.view, self.stack = view, view.stack
        self.made: list[Handle] = []
        self.drop: float | None = None

    # -- where they are ------------------------------------------------------------------------

    def find(self, wanted: Track) -> Handle | None:
        """Give the handle of a track."""
        for each in self.made:
            if each.track is not None and same(each.track, wanted):
                return each
        return None

    def place(self) -> None:
        """Give each track that can be folded a handle, at its header."""
        found = [t for t in self.stack.tracks if self.stack.movable(t) or isinstance(t, GroupTrack)]
        while len(self.made) < len(found):
            self.made.append(self._make())
        left, wide = px(track.INSET - 8), px(track.HEADER + 2)
        for each, handle in zip(found, self.made, strict=False):
            handle.track = each
            handle.sizable = self.stack.movable(each) and not each.folded
            handle.movable = self.stack.ordered(each)
            place = QRect(left, int(each.rect.top()), wide, max(1, int(each.rect.height())))
            if handle.geometry() != place:
                handle.setGeometry(place)
            if handle.isHidden():
                handle.show()
        for handle in self.made[len(found) :]:
            handle.track = None
            handle.hide()
        self.retranslate()

    def _make(self) -> Handle:
        made = Handle(self.view)
        made.folded.connect(lambda: self._fold(made))
        made.sized.connect(lambda height, final: self._size(made, height, final))
        made.dragged.connect(lambda y, final: self._drag(made, y, final))
        made.shifted.connect(lambda way: self._shift(made, way))
        QWidget.setTabOrder(self.made[-1] if self.made else self.view, made)
        return made

    def retranslate(self) -> None:
        """Say of each header what it is and what can be done with it."""
        for handle in self.made:
            each = handle.track
            if each is None:
                continue
            group = isinstance(each, GroupTrack)
            shut = not each.opened if isinstance(each, GroupTrack) else each.folded
            state = self.tr("folded") if shut else self.tr("open")
            if group:
                handle.set_texts(
                    each.title, state, self.tr("Click or Enter: fold or open the layer")
                )
                continue
            how = self.tr("Click or Enter: fold or open")
            if handle.sizable:
                how += "\n" + self.tr("Lower edge, Ctrl+wheel, + and −: height")
            if handle.movable:
                how += "\n" + self.tr("Drag, Alt+Up, Alt+Down: move")
            named = len(each.letter) < 3
            handle.set_texts(f"{each.letter}, {each.title}" if named else each.title, state, how)

    # -- what they do --------------------------------------------------------------------------

    def _fold(self, handle: Handle) -> None:
        if handle.track is not None:
            self.stack.fold(handle.track)
            self.view.renew()

    def _size(self, handle: Handle, height: float, final: bool) -> None:
        if handle.track is not None:
            self.view.resize_track(handle.track, height, final=final)

    def _drag(self, handle: Handle, y: float, final: bool) -> None:
        if handle.track is None:
            return
        place, self.drop = self.stack.drop(handle.track, y)
        if final:
            self.drop = None
            self.stack.put(handle.track, place)
            self.view.renew()
        self.view.update()

    def _shift(self, handle: Handle, way: int) -> None:
        each = handle.track
        if each is None or not self.stack.shift(each, way):
            return
        self.view.renew()
        there = self.find(each)
        if there is not None:  # by key alone is it moved so: the focus goes with the track
            there.setFocus(Qt.FocusReason.TabFocusReason)


def same(one: Track, other: Track) -> bool:
    """Tell whether two tracks show the same, though one of them was made anew."""
    return (one.key, one.kept, layer_of(one)) == (other.key, other.kept, layer_of(other))


def layer_of(each: Track) -> int:
    """Give the layer of a track; -1 where it has none of its own."""
    return int(getattr(each, "layer", -1))
