"""Choices: the entries of the timeline in its menu: what tracks show, order of units, zoom, heights."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from .gradients import MODES
from .orders import ORDERS

if TYPE_CHECKING:
    from .timeline import TimelineView


class Choices(QObject):
    """Entries at the top of the menu of the timeline.

    Parameters
    ----------
    view : TimelineView
        The timeline.
    menu : QMenu
        The menu; its other entries stay below.
    """

    def __init__(self, view: TimelineView, menu: QMenu) -> None:
        super().__init__(view)
        self.view = view
        self.menus: list[QMenu] = []
        self.made: dict[str, QAction] = {}
        first = menu.actions()[0]
        self._radio(menu, first, MODES, view.choose_mode)
        self._radio(menu, first, ORDERS, view.choose_order)
        self._plain(menu, first, "spread", view.show_distribution, checkable=True)
        menu.insertSeparator(first)
        self._plain(menu, first, "in", partial(view.zoom, 1.0))
        self._plain(menu, first, "out", partial(view.zoom, -1.0))
        self._plain(menu, first, "all", partial(view.zoom, None))
        menu.insertSeparator(first)
        self._plain(menu, first, "usual", view.reset_arrangement)
        menu.insertSeparator(first)
        menu.aboutToShow.connect(self.renew)
        self.retranslate()
        self.made["spread"].setChecked(view.spread)

    def _radio(self, menu: QMenu, before: QAction, keys: tuple[str, ...], choose: object) -> None:
        """Add a menu of choices of which one is in force."""
        inner = QMenu(menu)
        self.menus.append(inner)
        group = QActionGroup(self)
        assert callable(choose)
        for key in keys:
            action = QAction(self)
            action.setCheckable(True)
            action.triggered.connect(partial(choose, key))
            group.addAction(action)
            inner.addAction(action)
            self.made[key] = action
        menu.insertMenu(before, inner)

    def _plain(
        self, menu: QMenu, before: QAction, key: str, do: object, *, checkable: bool = False
    ) -> None:
        action = QAction(self)
        assert callable(do)
        action.setCheckable(checkable)
        if checkable:
            action.toggled.connect(do)
        else:
            action.triggered.connect(lambda: do())
        menu.insertAction(before, action)
        self.made[key] = action

    def renew(self) -> None:
        """Mark what is in force, and enable what can be done."""
        view = self.view
        timed, sight = not view.stack.timeless and view.m is not None, view.sight
        for key in (view.mode, view.orders.kind):
            self.made[key].setChecked(True)
        self.made["spread"].setChecked(view.spread)
        for key in (*MODES, *ORDERS, "spread"):
            self.made[key].setEnabled(timed)
        for inner in self.menus:
            inner.menuAction().setEnabled(timed)
        self.made["in"].setEnabled(timed and sight.steps.count > 1)
        self.made["out"].setEnabled(timed and sight.zoomed)
        self.made["all"].setEnabled(timed and sight.zoomed)
        self.made["usual"].setEnabled(timed and not view.stack.arrangement.usual)

    def retranslate(self) -> None:
        """Set the texts."""
        texts = {
            "phase": self.tr("Values, gradients in the backward phase"),
            "values": self.tr("Values"),
            "gradients": self.tr("Gradients"),
            "index": self.tr("By number"),
            "similarity": self.tr("By similarity"),
            "spread": self.tr("How open the gates are"),
            "in": self.tr("Zoom in"),
            "out": self.tr("Zoom out"),
            "all": self.tr("All steps"),
            "usual": self.tr("Usual order and heights"),
        }
        for key, text in texts.items():
            self.made[key].setText(text)
        titles = (self.tr("Tracks show"), self.tr("Order of units"))
        for inner, text in zip(self.menus, titles, strict=True):
            inner.setTitle(text)
        for key, hint in {"gradients": "Ctrl+G", "in": "+", "out": "−", "all": "0"}.items():
            self.made[key].setText(f"{texts[key]}\t{hint}")
