"""Telling: what has no place at a control is told in the bar, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication

from engine.errors import FileRefusal
from gui.widgets.numbers import count
from gui.widgets.settings import sentence

if TYPE_CHECKING:
    from collections.abc import Collection

    from gui.shown import Shown
    from gui.widgets.bar import Bar

CARDS = ("view.clamps", "training.clamps")
"""Settings that the setup does not show."""
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
        self._stopped: tuple[object, ...] = ()

    def forget(self) -> None:
        """Tell anew what is still so, as in another language."""
        self._told = (None, "")

    def show_state(self, shown: Shown, *, setup_seen: bool, told_at: Collection[str] = ()) -> None:
        """Tell what a moment brings.

        Parameters
        ----------
        shown : Shown
            The moment.
        setup_seen : bool
            Whether the setup can show refusals of its settings.
        told_at : collection of str
            Places of refusals that open cards show.
        """
        self._tell_stop(shown)
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
            place = shown.refusal.place.partition("[")[0]
            own = place.partition(".")[0] in SETUP and place not in CARDS
            at_control = own and setup_seen and not isinstance(shown.refusal, FileRefusal)
            at_control = at_control or place in told_at
            if not at_control:
                self.bar.show_message(sentence(shown.refusal), warn=True)

    def _tell_stop(self, shown: Shown) -> None:
        """Tell at which condition time stopped, and what a search came to."""
        frame, found = shown.frame, shown.found
        stopped: tuple[object, ...] = (
            (frame.reached, frame.branch, frame.iteration) if frame.reached else ()
        )
        stopped = stopped or ((found,) if found is not None else ())
        if stopped == self._stopped:
            return
        self._stopped = stopped
        translate = QCoreApplication.translate
        if frame.reached:
            text = translate("Telling", "Stopped: {condition} holds at iteration {iteration}.")
            at = count(frame.iteration)
            self.bar.show_message(text.format(condition=frame.reached, iteration=at))
        elif found is not None and found.iteration is None:
            text = translate("Telling", "{condition} holds at no iteration of this branch.")
            self.bar.show_message(text.format(condition=found.condition))
        elif found is not None:
            text = translate("Telling", "{condition} first holds at iteration {iteration}.")
            at = count(found.iteration or 0)
            self.bar.show_message(text.format(condition=found.condition, iteration=at))

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
