"""Body: all parts of the window, put where `gui.zones` says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from gui.lenses import HEIGHT as STRIP
from gui.lenses import LENSES, Lenses
from gui.memory import forget, recall_number, remember
from gui.panels.top_bar import TopBar
from gui.theme import current, px
from gui.widgets.bar import Bar
from gui.widgets.focus import FocusRing
from gui.widgets.popover import Popover
from gui.widgets.segmented import Segmented
from gui.widgets.words import Part
from gui.zones import BOUNDS, LEAST, Grip, Plan, Wishes, arrange

if TYPE_CHECKING:
    from gui.panels.setup import Rail, Setup
    from gui.panels.start import StartPage
    from gui.panels.transport import Transport
    from gui.parts import Parts


WORKSPACES = ("timeline", "microscope", "network")
"""What the middle and the right of the window can show; the last two take the room of all zones there."""


CARDS = ("loss", "confusion", "landscape", "softmax")
"""What can stand in the place of the loss."""


FACES = ("timeline", "numbers")
"""What can stand in the place of the timeline: the picture, and the same as numbers."""


class Shade(QWidget):
    """Lies beside the setup that is open over the timeline; a click on it closes the setup."""

    pressed = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close the setup."""
        self.pressed.emit()


class Body(Part):
    """All parts of the window.

    Parameters
    ----------
    start : StartPage
        Seen while no project is open.
    parent : QWidget or None
        Parent.
    """

    explained = Signal(QWidget)
    """Carries a view or a control whose words are to be explained."""
    tabled = Signal(QWidget)
    """Carries a view whose numbers are to be shown as a table."""
    arranged = Signal()
    """Parts may have appeared that have not been told what to show."""

    def __init__(self, start: StartPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.start = start
        start.setParent(self)
        self.top = TopBar(self)
        self.bar = Bar(self)
        self.ring = FocusRing(self)
        self.workspaces = Segmented(("happened", *WORKSPACES), self)
        self.workspaces.chosen.connect(self.show_workspace)
        self.workspaces.set_current("timeline")
        self.workspaces.hide()
        self.lenses = Lenses(self)
        self.lenses.changed.connect(self.arrange)
        self.lenses.hide()
        self.shade = Shade(self)
        self.shade.pressed.connect(self.close_setup)
        self.shade.hide()
        self.tabs: dict[tuple[str, ...], Segmented] = {}
        self.parts: Parts | dict[str, QWidget] = {}
        self.wishes = Wishes()
        self.plan: Plan | None = None
        self.started = False
        self.diverged = False
        self.timeless = False
        self.card = "loss"
        self.face = "timeline"
        self.section = 0
        self.grips = {zone: Grip(zone, self) for zone in BOUNDS}
        for zone, grip in self.grips.items():
            grip.hide()
            grip.gripped.connect(self._gripped)
            grip.dragged.connect(self._dragged)
            grip.let_go.connect(self._keep_sizes)
            grip.reset.connect(self._reset)
            found = recall_number(f"zones/{zone}", *BOUNDS[zone])
            if found is not None:
                self.wishes.sizes[zone] = found
        self._gripped_at = 0
        self.restyle()
        self.retranslate()

    # parts

    def fill(self, parts: Parts) -> None:
        """Take the parts that need a session.

        Parameters
        ----------
        parts : Parts
            Made with this body as their parent.
        """
        self.parts = parts
        rail = parts["rail"]
        rail.asked.connect(self.ask_section)  # type: ignore[attr-defined]
        self.arrange()

    def show_mode(self, *, started: bool, diverged: bool, timeless: bool) -> None:
        """Show the start page, the zones, or what happened when training diverged.

        Parameters
        ----------
        started, diverged : bool
            Whether a project is open; whether its training diverged.
        timeless : bool
            Whether its data have no time: then the network is looked at first.
        """
        if timeless != self.timeless:
            self.timeless = timeless
            first = "network" if timeless else "timeline"
            self.workspaces.set_current(first)
            self.arrange()
        if diverged and not self.diverged:
            self.workspaces.set_current("happened")
        elif self.diverged and not diverged and self.workspace == "happened":
            self.workspaces.set_current("timeline")
        if (started, diverged) != (self.started, self.diverged):
            self.started, self.diverged = started, diverged
            self.arrange()

    @property
    def workspace(self) -> str:
        """The workspace that is shown: ``happened`` or one of `WORKSPACES`."""
        return self.workspaces.current

    def show_workspace(self, name: str) -> None:
        """Show a workspace."""
        self.workspaces.set_current(name)
        self.arrange()

    def show_view(self, name: str) -> None:
        """Bring a view into sight, wherever it stands.

        Parameters
        ----------
        name : str
            A workspace or a name of `fill`.
        """
        self.show_workspace(name if name in WORKSPACES else "timeline")
        if name in LENSES:
            self.lenses.choose(name)
        if name in CARDS:
            self.card = name
            self.arrange()
        if name in FACES:
            self.face = name
            self.arrange()
        zones = {
            **dict.fromkeys(LENSES, "cell"),
            **dict.fromkeys(CARDS, "loss"),
            "numbers": "timeline",
        }
        zone = zones.get(name, name)
        if zone in self._tabs():
            self._tab(zone)

    def visible_parts(self) -> list[QWidget]:
        """List the parts that are seen."""
        return [part for part in self.parts.values() if part.isVisibleTo(self)]

    # setup

    def ask_section(self, number: int) -> None:
        """Open a section of the setup, or close it if it is open over the timeline."""
        if self.plan is not None and self.plan.over and self.section == number:
            self.close_setup()
        else:
            self.open_section(number)

    def open_section(self, number: int) -> None:
        """Show a section of the setup, and give it the focus."""
        self.section = number
        self.wishes.setup_open = True
        self.wishes.tab = "setup" if self._tabs() and "setup" in self._tabs() else self.wishes.tab
        self.arrange()
        setup = self.parts.get("setup")
        if setup is not None:
            setup.show_section(number)  # type: ignore[attr-defined]

    def close_setup(self) -> bool:
        """Close the setup that is open over the timeline; tell whether it was."""
        was_open = self.plan is not None and self.plan.over and self.wishes.setup_open
        self.section = 0
        self.wishes.setup_open = False
        self.arrange()
        return was_open

    # arranging

    def _tabs(self) -> tuple[str, ...]:
        return self.plan.tabs if self.plan is not None else ()

    def arrange(self) -> None:
        """Put every part where the plan says."""
        held = self.focusWidget()
        self.wishes.card = self.card != "loss"
        transport: Transport | None = self.parts.get("transport")  # type: ignore[assignment]
        phases = transport.phases.minimumSizeHint().width() if transport is not None else 0
        plan = self.plan = arrange(
            self.width(), self.height(), current.scale, self.wishes, phases=phases
        )
        self.top.setGeometry(plan.places["top"])
        below = QRect(0, self.top.height(), self.width(), self.height() - self.top.height())
        self.start.setGeometry(below)
        self.start.setVisible(not self.started)
        whole = {"timeline": "", "happened": "diverged"}.get(self.workspace, self.workspace)
        self._place_workspaces()
        hidden = {"loss", "timeline", "cell", "tabs"} if whole else set()
        for zone in ("rail", "setup", "transport"):
            self._place(zone, plan.places.get(zone) if zone not in hidden else None)
        for name in FACES:
            seen = name == self.face and "timeline" not in hidden
            self._place(name, plan.places.get("timeline") if seen else None)
        for name in CARDS:
            seen = name == self.card and "loss" not in hidden
            self._place(name, plan.places.get("loss") if seen else None)
        self._place_lenses(plan.places.get("cell") if not whole else None)
        self._place_tabs(plan, hidden="tabs" in hidden)
        for name in ("diverged", *WORKSPACES[1:]):
            self._place_whole(plan, name, shown=name == whole)
        if transport is not None:
            transport.set_columns(*plan.columns, stacked=plan.stacked)
        rail: Rail | None = self.parts.get("rail")  # type: ignore[assignment]
        if rail is not None:
            rail.show_open(self.section if self.wishes.setup_open else 0)
        self._place_grips(plan, hidden)
        self._place_overlay(plan)
        self._place_bar()
        for card in self.findChildren(Popover, options=Qt.FindChildOption.FindDirectChildrenOnly):
            card.raise_()
        self.ring.raise_()
        if held is not None and self.started and not held.isVisibleTo(self):
            # Qt gives the focus to the next control, and the arrow keys would change that
            (self.home or self.window()).setFocus(Qt.FocusReason.OtherFocusReason)
        self.arranged.emit()

    @property
    def home(self) -> QWidget | None:
        """What stands in the middle: a workspace, or the timeline or its numbers; None where a tab hides it."""
        whole = {"timeline": self.face, "happened": "diverged"}.get(self.workspace, self.workspace)
        part = self.parts.get(whole)
        return part if part is not None and part.isVisibleTo(self) else None

    def _place(self, zone: str, place: QRect | None) -> None:
        if place is not None and self.started and self.parts:
            self.parts[zone].setGeometry(place)
            self.parts[zone].show()
        elif zone in self.parts:
            self.parts[zone].hide()

    def _place_workspaces(self) -> None:
        self.workspaces.offer("happened", self.diverged)
        self.workspaces.setVisible(self.started)
        size = self.workspaces.sizeHint() + QSize(px(40), 0)
        left = (self.width() - size.width()) // 2
        top = (self.top.height() - size.height()) // 2
        self.workspaces.setGeometry(left, top, size.width(), size.height())
        self.workspaces.raise_()
        self.top.keep_clear(left if self.started else None)

    def _place_tabs(self, plan: Plan, *, hidden: bool) -> None:
        for names, tabs in self.tabs.items():
            tabs.setVisible(self.started and names == plan.tabs and not hidden)
        if not plan.tabs or hidden or not self.parts:
            return
        if plan.tabs not in self.tabs:
            made = Segmented(plan.tabs, self)
            made.chosen.connect(self._tab)
            self.tabs[plan.tabs] = made
            self.retranslate()
            made.setVisible(self.started)
        tabs = self.tabs[plan.tabs]
        tabs.set_current(self.wishes.tab if self.wishes.tab in plan.tabs else "timeline")
        place = plan.places["tabs"]
        wide = min(place.width() - px(32), max(px(420), tabs.sizeHint().width()))
        left = place.left() + (place.width() - wide) // 2
        tabs.setGeometry(left, place.top() + (place.height() - px(32)) // 2, wide, px(32))

    def _tab(self, key: str) -> None:
        self.wishes.tab = key
        self.arrange()

    def _place_whole(self, plan: Plan, name: str, *, shown: bool) -> None:
        """Give a part the room of all zones beside the setup."""
        place = QRect()
        for zone in ("loss", "timeline", "cell", "tabs", *(["setup"] if not plan.over else [])):
            if zone == "setup" and "setup" not in plan.tabs:
                continue
            place = place.united(plan.places.get(zone, QRect()))
        self._place(name, place if shown else None)

    def _place_lenses(self, place: QRect | None) -> None:
        """Put the tabs over the cell, and the one that is chosen below them."""
        self.lenses.setVisible(place is not None and self.started)
        below = place
        if place is not None:
            strip = round(STRIP * current.scale)
            self.lenses.setGeometry(place.left(), place.top(), place.width(), strip)
            below = place.adjusted(0, strip, 0, 0)
        for name in LENSES:
            self._place(name, below if name == self.lenses.current else None)

    def _place_overlay(self, plan: Plan) -> None:
        """Put the setup over the timeline, with something beside it that takes the click away."""
        over = self.started and plan.over and self.wishes.setup_open
        self.shade.setVisible(over)
        setup: Setup | None = self.parts.get("setup")  # type: ignore[assignment]
        if over and setup is not None:
            top, bottom = plan.places["top"].bottom() + 1, plan.places["transport"].top()
            left = setup.geometry().right() + 1
            self.shade.setGeometry(left, top, self.width() - left, bottom - top)
            self.shade.raise_()
            setup.raise_()
            self.grips["setup"].raise_()

    def _place_grips(self, plan: Plan, hidden: set[str]) -> None:
        for zone, grip in self.grips.items():
            shown = self.started and bool(self.parts) and zone in plan.places
            shown = shown and zone not in hidden and not (set(plan.tabs) & {zone, "setup"})
            if shown:
                grip.put(plan.places[zone])
            else:
                grip.hide()

    def _place_bar(self) -> None:
        wide = min(self.width() - px(32), max(px(480), self.bar.sizeHint().width()))
        high = max(self.bar.sizeHint().height(), self.bar.heightForWidth(wide))
        self.bar.setGeometry((self.width() - wide) // 2, self.top.height() + px(8), wide, high)
        self.bar.raise_()

    # grips

    def _gripped(self, zone: str) -> None:
        place = self.plan.places[zone] if self.plan else QRect()
        size = place.height() if zone == "loss" else place.width()
        self._gripped_at = size

    def _dragged(self, zone: str, way: int) -> None:
        wanted = self._gripped_at + (-way if zone == "cell" else way)
        low, high = BOUNDS[zone]
        self.wishes.sizes[zone] = min(max(round(wanted / current.scale), low), high)
        self.arrange()

    def _keep_sizes(self) -> None:
        for zone, size in self.wishes.sizes.items():
            remember(f"zones/{zone}", size)

    def _reset(self, zone: str) -> None:
        self.wishes.sizes.pop(zone, None)
        forget(f"zones/{zone}")
        self.arrange()

    # events

    def event(self, event: QEvent) -> bool:
        """Arrange anew when a part needs more room, as in another language."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put every part where it goes at this size."""
        self.arrange()

    def restyle(self) -> None:
        """Take sizes from the theme."""
        super().restyle()
        if hasattr(self, "grips"):
            self.setMinimumSize(px(LEAST[0]), px(LEAST[1]))
            self.arrange()

    def retranslate(self) -> None:
        """Set the names of the tabs."""
        names = {
            "setup": self.tr("Setup"),
            "loss": self.tr("Loss"),
            "timeline": self.tr("Timeline"),
            "cell": self.tr("Cell"),
        }
        for keys, tabs in self.tabs.items():
            tabs.set_texts({key: names[key] for key in keys}, self.tr("Zones"))
        words = {
            "happened": self.tr("What happened"),
            "timeline": names["timeline"],
            "microscope": self.tr("Microscope"),
            "network": self.tr("Network"),
        }
        self.workspaces.set_texts(words, self.tr("Workspaces"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        QPainter(self).fillRect(self.rect(), current.theme.bg)
