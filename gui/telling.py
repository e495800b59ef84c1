"""Telling: what has no place at a control is told in the bar, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from engine.errors import FileRefusal
from gui.widgets.settings import sentence

if TYPE_CHECKING:
    from gui.shown import Shown
    from gui.widgets.bar import Bar

SETUP = ("data", "network", "training")
"""Parts of a project whose settings have a control at which a refusal is shown."""


class Telling:
    """Tells refusals and notices in a bar; what was dismissed stays away.

    Parameters
    ----------
    bar : Bar
        Where it is told.
    """

    def __init__(self, bar: Bar) -> None:
        self.bar = bar
        self._told: tuple[object, object] = (None, "")

    def forget(self) -> None:
        """Tell anew what is still so, as in another language."""
        self._told = (None, "")

    def show_state(self, shown: Shown, *, setup_seen: bool) -> None:
        """Tell what a moment brings.

        Parameters
        ----------
        shown : Shown
            The moment.
        setup_seen : bool
            Whether the setup can show refusals of its settings.
        """
        told = (shown.refusal, shown.notice)
        if told == self._told:
            return
        self._told = told
        if shown.notice:
            if "\n" in shown.notice:
                self.tell_fault(shown.notice)
            else:
                self.bar.show_message(shown.notice, warn=True)
        elif shown.refusal is not None:
            own = shown.refusal.place.partition(".")[0] in SETUP
            at_control = own and setup_seen and not isinstance(shown.refusal, FileRefusal)
            if not at_control:
                self.bar.show_message(sentence(shown.refusal), warn=True)

    def tell_fault(self, report: str) -> None:
        """Tell of a fault of ours, and offer its report.

        Parameters
        ----------
        report : str
            What is copied: a traceback.
        """
        translate = QCoreApplication.translate
        self.bar.show_message(
            translate("Telling", "A fault of Gatescope; your work is kept."),
            [
                (
                    translate("Telling", "Copy report"),
                    lambda: QGuiApplication.clipboard().setText(report),
                )
            ],
            warn=True,
        )
