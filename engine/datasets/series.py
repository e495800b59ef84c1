"""Series: shipped time series cut into windows, stride 1, with a target at every step."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ..sizes import counts, cuts
from .dataset import Dataset, Floats, split

if TYPE_CHECKING:
    from ..project import Sunspots
    from .dataset import Split

SHIPPED = Path(__file__).resolve().parent.parent.parent / "resources" / "data"


@cache
def yearly_sunspots() -> Floats:
    """Read the yearly mean sunspot numbers, 1700 to 2008.

    Returns
    -------
    (309,) float64
        Read-only.
    """
    table = np.loadtxt(SHIPPED / "sunspots_yearly.csv", delimiter=",", skiprows=1)
    series: Floats = np.ascontiguousarray(table[:, 1])
    series.setflags(write=False)
    return series


def windows(
    series: Floats, length: int, horizon: int, first: int, last: int
) -> tuple[Floats, Floats]:
    """Cut windows whose last target lies in [first, last).

    Parameters
    ----------
    series : (n,) float64
        The series.
    length, horizon : int
        Steps of a window; how far after its input each target lies.
    first, last : int
        Range of the last target's index.

    Returns
    -------
    tuple of (T, 1, N) float64
        Inputs and targets.
    """
    ends = np.arange(max(first, length + horizon - 1), last)
    steps = np.arange(length)[:, None] - (length - 1)
    index = ends[None, :] - horizon + steps
    return series[index][:, None, :], series[index + horizon][:, None, :]


def sunspots(data: Sunspots) -> Dataset:
    """Windows over the yearly sunspot numbers; the first share trains, the rest is validation.

    Parameters
    ----------
    data : Sunspots
        Window length, horizon and share.

    Returns
    -------
    Dataset
        Standardized by mean and deviation of the training part; `naive` is "same as last time".

    Raises
    ------
    Refusal
        Where training or validation would be left without an example.
    """
    counts(data)
    series = yearly_sunspots()
    cut, end = cuts(data)
    mean, deviation = float(series[:cut].mean()), float(series[:cut].std())
    scaled = (series - mean) / deviation

    def part(first: int, last: int) -> tuple[Split, float]:
        inputs, targets = windows(scaled, data.length, data.horizon, first, last)
        error = (inputs - targets)[-1]
        return split(inputs, targets), float(np.sqrt(np.mean(error**2))) * deviation

    validation, naive = part(cut, end)
    test, naive_test = part(end, series.size) if data.test else (None, None)
    return Dataset(
        part(0, cut)[0],
        validation,
        "regression",
        every_step=True,
        input_names=("sunspots",),
        target_name="sunspots",
        scale=deviation,
        offset=mean,
        naive=naive,
        test=test,
        naive_test=naive_test,
    )
