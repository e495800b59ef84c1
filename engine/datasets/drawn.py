"""Drawn: points and a curve of the user's own hand, as examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from ..errors import QT_TRANSLATE_NOOP, Refusal
from ..project import DrawnCurve, DrawnPoints
from ..project.data.drawn import CLASSES_MOST, POINTS_MOST, SAMPLES_LEAST, SAMPLES_MOST
from ..randomness import generator
from ..sizes import TEST, TRAIN, VALIDATE, Shape
from .dataset import Dataset, Split, split
from .making import noisy
from .series import windows

if TYPE_CHECKING:
    from ..project.data.drawn import Point
    from ..randomness import Purpose
    from ..sizes import Task
    from .dataset import Floats, Integers, Mask

GOLDEN = (5**0.5 - 1) / 2
NO_POINTS = QT_TRANSLATE_NOOP("Refusal", "There is no point to learn from; draw one.")
TOO_FEW = QT_TRANSLATE_NOOP(
    "Refusal", "A curve of {found} samples is too short; draw {least} or more."
)
TOO_SHORT = QT_TRANSLATE_NOOP(
    "Refusal",
    "Windows of {length} samples, {horizon} ahead, leave no example to {part}; "
    "make them shorter, or draw a longer curve.",
)


def shape_of(data: DrawnPoints | DrawnCurve) -> Shape:
    """Give what a drawing comes to.

    Parameters
    ----------
    data : DrawnPoints or DrawnCurve
        What was drawn.

    Returns
    -------
    Shape
        Two inputs and as many classes as were drawn; or one input, and the value to come.

    Raises
    ------
    Refusal
        Where there is too little to learn from.
    """
    if isinstance(data, DrawnCurve):
        training, validation, test = (last - first for first, last in _ends(data))
        sizes = training, validation, test if data.test else 0
        return Shape(data.length, 1, *sizes, "regression", 1, every_step=True)
    classes = _classes(data)
    trains = _trains(classes, data.split)
    count = max(2, int(classes.max()) + 1)
    validating = int((~trains).sum()) or len(classes)
    return Shape(1, 2, int(trains.sum()), validating, 0, _task(count), count, every_step=True)


def _task(classes: int) -> Task:
    return "binary" if classes == 2 else "classes"


def _classes(data: DrawnPoints) -> Integers:
    if not data.points:
        raise Refusal(NO_POINTS, place="data.points")
    return np.array([number for _, _, number in data.points], np.int64)


def _trains(classes: Integers, share: float) -> Mask:
    """Tell which points train: of each class a share, and the first in any case.

    The fractions k / golden ratio lie evenly in [0, 1) for any number of them, so that a further point moves none of
    those before it to the other side.
    """
    trains = np.empty(len(classes), bool)
    for number in np.unique(classes):
        of = np.flatnonzero(classes == number)
        trains[of] = np.arange(of.size) * GOLDEN % 1 < share
    return trains


def points(data: DrawnPoints) -> Dataset:
    """Drawn points of two to four classes.

    Parameters
    ----------
    data : DrawnPoints
        The points; the noise is added to them, in each split from draws of its own.

    Returns
    -------
    Dataset
        Inputs x and y, (1, 2, N); class 0 to 3. Where no point is kept apart, all of them validate.

    Raises
    ------
    Refusal
        Where there is no point.
    """
    classes = _classes(data)
    places = np.array([point[:2] for point in data.points]).T
    trains = _trains(classes, data.split)
    apart = ~trains if not trains.all() else trains

    def part(chosen: Mask, purpose: Purpose) -> Split:
        inputs = noisy(generator(data.seed, purpose), places[:, chosen], data.noise)
        return split(inputs[None], classes[chosen].astype(np.float64)[None, None])

    count = max(2, int(classes.max()) + 1)
    return Dataset(
        part(trains, "training_data"),
        part(apart, "validation_data"),
        _task(count),
        every_step=True,
        input_names=("x", "y"),
        target_name="class",
        classes=tuple(str(k) for k in range(1, count + 1)) if count > 2 else (),
    )


def _ends(data: DrawnCurve) -> tuple[tuple[int, int], ...]:
    """Give, of each part, the first index of a last target and one past its last."""
    size = len(data.samples)
    if size < SAMPLES_LEAST:
        raise Refusal(TOO_FEW, place="data.samples", found=size, least=SAMPLES_LEAST)
    cut = round(size * data.split)
    end = size - round((size - cut) * data.test)
    least = data.length + data.horizon - 1
    found = tuple((max(first, least), last) for first, last in ((0, cut), (cut, end), (end, size)))
    wanted = (TRAIN, VALIDATE, TEST) if data.test else (TRAIN, VALIDATE)
    for part, (first, last) in zip(wanted, found, strict=False):
        if last <= first:
            said = {"length": data.length, "horizon": data.horizon, "part": part}
            raise Refusal(TOO_SHORT, place="data.length", **said)
    return found


def curve(data: DrawnCurve) -> Dataset:
    """Windows over a drawn curve, stride 1; the first share trains, the rest is validation.

    Parameters
    ----------
    data : DrawnCurve
        The samples; the noise is that of a measured series: on what is read and on what is asked for.

    Returns
    -------
    Dataset
        Input and target the curve as it was drawn, (T, 1, N), `horizon` samples apart; `naive` is "same as last time".

    Raises
    ------
    Refusal
        Where a part would be left without an example.
    """
    ends = _ends(data)
    series = noisy(generator(data.seed, "training_data"), np.array(data.samples), data.noise)

    def part(number: int) -> tuple[Split, float]:
        inputs, targets = windows(series, data.length, data.horizon, *ends[number])
        return split(inputs, targets), _error(inputs, targets)

    validation, naive = part(1)
    test, naive_test = part(2) if data.test else (None, None)
    return Dataset(
        part(0)[0],
        validation,
        "regression",
        every_step=True,
        input_names=("value",),
        target_name="value to come",
        naive=naive,
        test=test,
        naive_test=naive_test,
    )


def _error(inputs: Floats, targets: Floats) -> float:
    """Give the error of the forecast "same as last time", of the last step."""
    return float(np.sqrt(np.mean((inputs - targets)[-1] ** 2)))


# to draw on from


def points_from(made: Dataset) -> tuple[Point, ...]:
    """Give the training points of other data, as if they had been drawn.

    Parameters
    ----------
    made : Dataset
        Any data.

    Returns
    -------
    tuple of Point
        Moved and shrunk into the plane where they reach beyond it; at most `POINTS_MOST`. Empty where the data are
        not points in a plane of up to four classes.
    """
    flat = made.steps == 1 and made.channels == 2 and made.task != "regression"
    if not flat or made.symbols or len(made.classes) > CLASSES_MOST:
        return ()
    places = _within(made.training.inputs[0, :, :POINTS_MOST])
    classes = made.training.targets[0, 0, :POINTS_MOST].astype(int)
    return tuple((float(x), float(y), int(k)) for (x, y), k in zip(places.T, classes, strict=True))


def curve_from(made: Dataset) -> tuple[float, ...]:
    """Give a series of other data, as if it had been drawn.

    Parameters
    ----------
    made : Dataset
        Any data.

    Returns
    -------
    tuple of float
        Of windows that follow each other by one step the series that they were cut from, else the first example; at
        most `SAMPLES_MOST`. Empty where the data are no series of one number.
    """
    numbers = made.task == "regression" and made.every_step and not made.symbols
    inputs = made.training.inputs[:SAMPLES_MOST, :, :SAMPLES_MOST]  # of millions no more
    if not numbers or made.channels != 1 or made.steps < SAMPLES_LEAST:
        return ()
    series = inputs[:, 0, 0]
    if inputs.shape[2] > 1 and (inputs[1:, 0, :-1] == inputs[:-1, 0, 1:]).all():
        series = np.concatenate((series, inputs[-1, 0, 1:]))
    return tuple(_within(series[None, :SAMPLES_MOST])[0].tolist())


def resampled(samples: tuple[float, ...], size: int) -> tuple[float, ...]:
    """Give a curve with more or fewer samples, lines drawn between them."""
    old = np.array(samples)
    at = np.linspace(0, len(old) - 1, size)
    return tuple(np.interp(at, np.arange(len(old)), old).round(3).tolist())


def _within(numbers: Floats) -> Floats:
    """Move and shrink numbers (rows, n) into [-1, 1] where they reach beyond it, all rows alike; three decimals."""
    if np.abs(numbers).max() > 1:
        low, high = numbers.min(axis=1, keepdims=True), numbers.max(axis=1, keepdims=True)
        numbers = (numbers - (low + high) / 2) / (0.5 * (high - low).max() * 1.05)
    found: Floats = numbers.round(3)
    return found
