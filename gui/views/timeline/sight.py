"""Sight: which steps are seen; zoomed and moved by the user, else following the playhead."""

from __future__ import annotations

from .axis import MOST_STEPS, Window, window

FEWEST_STEPS = 4
"""Steps in sight at the closest."""
FACTOR = 0.8
"""What one notch of the wheel makes of the number of steps in sight."""


class Sight:
    """The steps in sight.

    A move of the playhead takes the window along; without one it stays where the user put it.

    Attributes
    ----------
    steps : Window
        What is in sight.
    """

    def __init__(self) -> None:
        self.steps = Window(0, 1, 1)
        self._most = MOST_STEPS
        self._place = -1

    def follow(self, total: int, place: int) -> Window:
        """Choose what is in sight.

        Parameters
        ----------
        total : int
            Steps of the sequences; where it changes, all of them are shown again.
        place : int
            Step of the playhead.

        Returns
        -------
        Window
            Steps in sight.
        """
        total = max(1, total)
        if total != self.steps.total:
            self._most, self._place = MOST_STEPS, -1
        count = min(total, self._most)
        left = place != self._place and place not in self.steps
        if left or (self.steps.count, self.steps.total) != (count, total):
            self.steps = window(total, count, place, self.steps)
        self._place = place
        return self.steps

    @property
    def zoomed(self) -> bool:
        """Whether fewer steps are in sight than could be."""
        return self.steps.count < min(self.steps.total, MOST_STEPS)

    def show(self, first: float, count: int) -> bool:
        """Show a range of steps, as near as can be; tell whether anything changed.

        Parameters
        ----------
        first : float
            First step, from 0.
        count : int
            How many.
        """
        total = self.steps.total
        count = min(max(count, min(total, FEWEST_STEPS)), min(total, MOST_STEPS))
        before = self.steps
        self._most = count if count < min(total, MOST_STEPS) else MOST_STEPS
        self.steps = Window(min(max(0, round(first)), total - count), count, total)
        return self.steps != before

    def zoom(self, notches: float, anchor: float) -> bool:
        """Show fewer steps (more with a negative number), keeping a step at its place.

        Parameters
        ----------
        notches : float
            Of the wheel, or one for a key.
        anchor : float
            Step that stays where it is.
        """
        steps = self.steps
        count = round(steps.count * FACTOR**notches)
        if count == steps.count:
            count += -1 if notches > 0 else 1
        total = min(steps.total, MOST_STEPS)
        count = min(max(count, min(steps.total, FEWEST_STEPS)), total)
        share = (anchor - steps.first) / steps.count
        return self.show(anchor - share * count, count)

    def whole(self) -> bool:
        """Show as many steps as can be, around those in sight."""
        steps = self.steps
        return self.show(steps.first + steps.count / 2 - MOST_STEPS / 2, MOST_STEPS)
