"""The one time axis: which steps and units are in sight, and where they stand."""

from __future__ import annotations

from dataclasses import dataclass

MOST_STEPS = 200
"""Steps in sight at once; of longer sequences a window is shown."""
MOST_UNITS = 64
"""Units in sight at once; of larger layers a window is shown."""


@dataclass(frozen=True)
class Window:
    """The part of a row of things that is in sight.

    Attributes
    ----------
    first : int
        First in sight, from 0.
    count : int
        How many are in sight.
    total : int
        How many there are.
    """

    first: int
    count: int
    total: int

    @property
    def stop(self) -> int:
        """One past the last in sight."""
        return self.first + self.count

    @property
    def whole(self) -> bool:
        """Whether all are in sight."""
        return self.count == self.total

    def __contains__(self, place: int) -> bool:
        """Tell whether one is in sight."""
        return self.first <= place < self.stop


def window(total: int, most: int, place: int, before: Window | None = None) -> Window:
    """Choose what is in sight: it jumps by half a window, and only when the place leaves it.

    Parameters
    ----------
    total : int
        How many there are.
    most : int
        How many can be in sight.
    place : int
        The one that must be in sight.
    before : Window or None
        What was in sight.

    Returns
    -------
    Window
        What is in sight.
    """
    total = max(1, total)
    count = max(1, min(total, most))
    if before is not None and (before.count, before.total) == (count, total) and place in before:
        return before
    return Window(min(max(0, place - count // 2), total - count), count, total)


@dataclass(frozen=True)
class Axis:
    """Where each step stands.

    Attributes
    ----------
    left, width : float
        Pixels, from the view's left edge.
    steps : Window
        Steps in sight.
    """

    left: float
    width: float
    steps: Window

    @property
    def column(self) -> float:
        """Width of a step in pixels."""
        return self.width / self.steps.count

    @property
    def right(self) -> float:
        """Right end in pixels."""
        return self.left + self.width

    def edge(self, t: int) -> float:
        """Give the left edge of a step, kept within the axis."""
        return self.left + min(max(0, t - self.steps.first), self.steps.count) * self.column

    def centre(self, t: int) -> float:
        """Give the middle of a step."""
        return self.left + (t - self.steps.first + 0.5) * self.column

    def step(self, x: float) -> int | None:
        """Give the step at a place in pixels; None beside the axis."""
        if not self.left <= x < self.right:
            return None
        return self.steps.first + min(int((x - self.left) / self.column), self.steps.count - 1)

    def nearest(self, x: float) -> int:
        """Give the step nearest to a place in pixels."""
        return self.step(min(max(x, self.left), self.right - 0.01)) or self.steps.first
