"""Setting a weight by hand: by dragging, by the wheel or by typing; one deed is one step of undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.project import Weight

if TYPE_CHECKING:
    from engine.project import Project
    from gui.session import Session

    from .update_facts import Place

LARGEST = 1e30


class WeightEdit:
    """One weight that is being set.

    Parameters
    ----------
    session : Session
        Takes the change.
    project : Project
        As it is before.
    place : Place
        Which weight.
    was : float
        Its value before the iteration at hand.
    """

    def __init__(self, session: Session, project: Project, place: Place, was: float) -> None:
        self.place, self.was, self.value = place, was, was
        self._session, self._kept = session, project.training.weights

    def put(self, value: float) -> None:
        """Show a value; the engine takes it in `finish`."""
        self.value = min(max(value, -LARGEST), LARGEST)
        self._send(final=False)

    def finish(self) -> None:
        """Put it into force; a value that is as it was changes nothing."""
        if self.value == self.was:
            self.give_up()
        else:
            self._send(final=True)

    def give_up(self) -> None:
        """Take it back."""
        self._session.change("training.weights", self._kept)

    def _send(self, *, final: bool) -> None:
        place = self.place
        weight = Weight(place.name, place.row, place.column, self.was, self.value)
        self._session.change("training.weights", (*self._kept, weight), final=final)
