"""Cards: what opens over the window from a control, a key or the menu, made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QRect, QSize

from gui.panels import go_on, hold, until
from gui.panels.bookmarks import BookmarksCard
from gui.panels.branches import BranchesCard
from gui.panels.go_on import GoOnCard
from gui.panels.hold import HoldCard
from gui.panels.until import UntilCard

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.body import Body
    from gui.session import Session
    from gui.widgets.popover import Popover


class Cards:
    """The cards over the window.

    Parameters
    ----------
    session : Session
        Where they send requests.
    body : Body
        Over which they lie; the controls that open them are in its parts.
    """

    def __init__(self, session: Session, body: Body) -> None:
        self.session = session
        self.body = body
        self.parts: dict[str, Any] = dict(body.parts)
        self.until: UntilCard | None = None
        self.branches: BranchesCard | None = None
        self.bookmarks: BookmarksCard | None = None
        self.go_on: GoOnCard | None = None
        self.hold: HoldCard | None = None
        self.parts["cell"].hold_wanted.connect(self._hold_chip)
        self.parts["transport"].until.clicked.connect(self.open_until)
        if hasattr(self.parts["loss"], "branches"):
            self.parts["loss"].branches.clicked.connect(self.open_branches)

    @property
    def told_at(self) -> tuple[str, ...]:
        """Places of refusals that the open cards show."""
        if self.until is not None and self.until.isVisible():
            return (until.PLACE,)
        if self.go_on is not None and self.go_on.isVisible():
            return (go_on.PLACE,)
        return hold.PLACES if self.hold is not None and self.hold.isVisible() else ()

    def _close_others(self, card: Popover | None) -> None:
        """Close the cards that are open: one at a time lies over the window."""
        for other in (self.until, self.branches, self.bookmarks, self.go_on, self.hold):
            if other is not None and other is not card:
                other.close_card()

    def open_branches(self) -> None:
        """Open the tree of branches, or close it; where its button is not seen, below the bar."""
        self._close_others(self.branches)
        if self.branches is None:
            self.branches = BranchesCard(self.session, self.body)
        button: QWidget | None = getattr(self.parts["loss"], "branches", None)
        seen = button is not None and button.isVisible()
        self.branches.toggle_at(button if seen and button is not None else self.body.top)

    def open_bookmarks(self) -> None:
        """Open the card of bookmarks above the scrubber, or close it."""
        self._close_others(self.bookmarks)
        if self.bookmarks is None:
            self.bookmarks = BookmarksCard(self.session, self.body)
        self.bookmarks.toggle_at(self.parts["transport"].scrubber)

    def open_go_on(self) -> None:
        """Open the card in which the network goes on by itself, or close it."""
        self._close_others(self.go_on)
        if self.go_on is None:
            self.go_on = GoOnCard(self.session, self.body)
        self.go_on.toggle_at(self.body.top)

    def open_holding(self, name: str = "", spot: QRect | None = None) -> None:
        """Open the card in which something is held, or close it; where the cell is not seen, over the timeline."""
        self._close_others(self.hold)
        if self.hold is None:
            self.hold = HoldCard(self.session, self.body)
        if self.hold.isVisible() and not name:
            self.hold.close_card()
            return
        cell, timeline = self.parts["cell"], self.parts["timeline"]
        anchor = cell.page if cell.isVisible() else timeline
        if spot is None:
            spot = QRect(anchor.rect().center(), QSize(1, 1))
        self.hold.open_on(anchor, name, spot)

    def _hold_chip(self, name: str, spot: QRect) -> None:
        self.open_holding(name, spot)

    def open_until(self) -> None:
        """Open the card of conditions, or close it."""
        self._close_others(self.until)
        if self.until is None:
            self.until = UntilCard(self.session, self.body)
        self.until.toggle_at(self.parts["transport"].until)
