"""Parts: what the window is made of, each made when it is asked for the first time."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from gui.exporting import ExportMenu

if TYPE_CHECKING:
    from gui.body import Body
    from gui.session import Session

KINDS = {
    "setup": "gui.panels.setup.Setup",
    "rail": "gui.panels.setup.Rail",
    "transport": "gui.panels.transport.Transport",
    "loss": "gui.views.loss.LossView",
    "confusion": "gui.views.confusion.ConfusionView",
    "landscape": "gui.views.landscape.LandscapeView",
    "softmax": "gui.views.softmax.SoftmaxView",
    "timeline": "gui.views.timeline.timeline.TimelineView",
    "numbers": "gui.views.numbers_face.NumbersFace",
    "batch": "gui.views.batch.BatchView",
    "cell": "gui.views.cell.CellView",
    "gradient": "gui.views.gradient.GradientView",
    "update": "gui.views.update.UpdateView",
    "microscope": "gui.views.microscope.MicroscopeView",
    "network": "gui.views.network.NetworkView",
    "diverged": "gui.views.diverged.DivergedView",
}
"""Where the class of a part stands; those of views and panels take a session and a parent."""
CARDS = ("confusion", "landscape", "softmax")
"""Those that take the place of the loss, and give it back."""
FIRST = ("setup", "rail", "transport", "loss", "timeline", "cell")
"""What is made before a project is open, so that opening one does not wait for it."""


class Parts(dict[str, QWidget]):
    """Parts by name: ``[]`` makes what is not there yet, ``get`` and the values are those that are there.

    Parameters
    ----------
    session : Session
        What they show and ask.
    body : Body
        Their parent; they lie below what it has already.
    """

    def __init__(self, session: Session, body: Body) -> None:
        super().__init__()
        self._session, self._body = session, body
        for name in FIRST:
            self[name]

    def __missing__(self, name: str) -> QWidget:
        """Make a part: importing and building all of them would double the time to the first picture."""
        module, _, kind = KINDS[name].rpartition(".")
        make = getattr(import_module(module), kind)
        made: QWidget = make(self._body) if name == "rail" else make(self._session, self._body)
        self[name] = made
        for menu in made.findChildren(ExportMenu):
            menu.explained.connect(self._body.explained)
            menu.tabled.connect(self._body.tabled)
        if name == "loss" and hasattr(made, "cards"):
            made.cards.wanted.connect(self._body.show_view)
        elif name in CARDS:
            made.left.connect(partial(self._body.show_view, "loss"))  # type: ignore[attr-defined]
        made.hide()
        made.lower()
        return made
