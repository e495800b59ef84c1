"""Menus: made from the table of actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from gui.actions import MEMORY, MENUS, TABLE, said
from gui.memory import MEGABYTE
from gui.widgets.numbers import decimal

if TYPE_CHECKING:
    from gui.actions import Actions


class MainMenu(QMenu):
    """The menu of the window: one menu below it for each name in `gui.actions.MENUS`.

    Parameters
    ----------
    actions : Actions
        The table as QActions.
    parent : QWidget
        The window.
    """

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self.menus: dict[str, QMenu] = {}
        self._kept = 0.0
        groups: dict[str, QActionGroup] = {}
        for name in MENUS:
            menu = QMenu(self)
            menu.setToolTipsVisible(True)
            self.menus[name] = menu
            self.addMenu(menu)
            last = ""
            for entry in TABLE:
                if entry.menu != name:
                    continue
                if last and entry.choice != last:
                    menu.addSeparator()
                action = actions.made[entry.id]
                if entry.choice:
                    groups.setdefault(entry.choice, QActionGroup(self)).addAction(action)
                menu.addAction(action)
                last = entry.choice
        self.retranslate()

    def retranslate(self) -> None:
        """Set the names of the menus; the actions set their own."""
        for name, menu in self.menus.items():
            menu.setTitle(said(name))
        used = self.tr("{name}: {used} MB used")
        text = used.format(name=said(MEMORY), used=decimal(self._kept, 1))
        self.menus[MEMORY].setTitle(text)

    def show_memory(self, kept: int) -> None:
        """Show how many bytes the checkpoints take."""
        megabytes = round(kept / MEGABYTE, 1)
        if megabytes != self._kept:
            self._kept = megabytes
            self.retranslate()
