"""Shapes of data that are made from a seed, without making them; what cannot be made is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import project as settings
from ..errors import QT_TRANSLATE_NOOP, Refusal
from ..sizes import Shape

if TYPE_CHECKING:
    from ..project import Data
    from ..sizes import Task

POINTS = (settings.Xor, settings.Blobs, settings.Moons, settings.Circles, settings.Spiral)

SHORTEST = QT_TRANSLATE_NOOP(
    "Refusal",
    "The shortest sequence, {shortest} time steps, is longer than the longest, {length}; make it shorter.",
)
DELAY = QT_TRANSLATE_NOOP(
    "Refusal",
    "A delay of {delay} leaves no target in {length} time steps; make it shorter than the sequence.",
)
TOO_SHORT = QT_TRANSLATE_NOOP(
    "Refusal",
    "This task needs {least} time steps or more, but its shortest sequence has {length}; make it longer.",
)

NUMBERS: dict[type, tuple[int, Task, int, bool]] = {
    settings.Sine: (1, "regression", 1, True),
    **dict.fromkeys(POINTS, (2, "binary", 2, True)),
    settings.Hold: (2, "regression", 1, True),
    settings.Waves: (1, "regression", 1, True),
    settings.Lemniscate: (2, "regression", 2, True),
    settings.Adding: (2, "regression", 1, False),
    settings.FlagRecall: (2, "binary", 2, False),
    settings.Echo: (1, "binary", 2, True),
    settings.Parity: (1, "binary", 2, True),
}
"""Of kinds whose inputs are numbers: inputs, task, targets, and whether there is one at every step."""


def shape_of(data: Data) -> Shape:
    """Give what made or drawn data come to.

    Parameters
    ----------
    data : Data
        Of a kind that is made from a seed, or drawn.

    Returns
    -------
    Shape
        Steps, inputs, examples, and what the targets are.

    Raises
    ------
    Refusal
        Where sequences would be too short for any target.
    """
    if isinstance(data, settings.DrawnPoints | settings.DrawnCurve):
        from .drawn import shape_of as drawn_shape

        return drawn_shape(data)
    read = settings.Sunspots | settings.Characters | settings.Arrays | settings.Table
    assert not isinstance(data, read)
    _check_lengths(data)
    parts = getattr(data, "length", 1), data.examples, data.validation, data.test
    if type(data) in NUMBERS:
        inputs, task, targets, every_step = NUMBERS[type(data)]
        return Shape(parts[0], inputs, *parts[1:], task, targets, every_step=every_step)
    symbols, classes = 7, 7  # of Reber's grammar
    match data:
        case settings.Copy():
            symbols, classes = data.letters + 2, data.letters
        case settings.Abab():
            symbols, classes = 3, 3
        case settings.Parentheses():
            symbols, classes = 2, data.depth + 1
    return Shape(parts[0], symbols, *parts[1:], "classes", classes, every_step=True, symbols=True)


def _check_lengths(data: Data) -> None:
    """Refuse sequences that are too short for any target."""
    longest, shortest = getattr(data, "length", 0), getattr(data, "shortest", 0)
    if shortest > longest:
        raise Refusal(SHORTEST, place="data.shortest", shortest=shortest, length=longest)
    length = shortest or longest
    least = 0
    match data:
        case settings.Echo():
            if data.delay >= length:
                raise Refusal(DELAY, place="data.delay", delay=data.delay, length=length)
        case settings.Adding():
            least = 2
        case settings.Parity():
            least = data.delay + data.bits
        case settings.Copy():
            least = 2 * data.items
        case settings.Abab():
            least = data.repeats + 1
        case settings.Reber():
            from .grammar import SHORTEST as LETTERS

            least = LETTERS[data.embedded] - 1
    if length < least:
        place = "data.shortest" if shortest else "data.length"
        raise Refusal(TOO_SHORT, place=place, least=least, length=length)
