"""Fits: the scale of each column, fitted on the training split alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from ...errors import QT_TRANSLATE_NOOP, FileRefusal

if TYPE_CHECKING:
    from ...project import Table
    from ..dataset import Floats, Integers, Mask

CONSTANT = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}”, row {row} and on, column “{column}” is always {found} in what is trained on; leave it out.",
)


@dataclass(frozen=True)
class Fitted:
    """What was fitted to a column, on the training split alone: value = scale x number + offset.

    Attributes
    ----------
    column : str
        Name.
    target : bool
        Whether it is of a target.
    scale, offset : float
        Standard: deviation and mean; min-max: range and minimum. Of logarithms, of changes, where these are taken.
    category : bool
        Whether it is one of the texts of a column, which is 1 or 0: nothing was fitted.
    """

    column: str
    target: bool
    scale: float
    offset: float
    category: bool = False


def fit(
    data: Table,
    name: str,
    values: Floats,
    rows: Integers,
    train: Mask,
    file: str,
    *,
    target: bool,
    lenient: bool,
) -> Fitted:
    """Fit the scale of a column.

    Parameters
    ----------
    data : Table
        For its scaling.
    name : str
        Of the column.
    values : (n,) float64
        What may be fitted: of the training split alone.
    rows : (R,) int64
        Rows of the file, for a sentence.
    train : (R,) bool
        Which of them train.
    file : str
        Its name, for a sentence.
    target : bool
        Whether it is one.
    lenient : bool
        Whether it may be constant.

    Raises
    ------
    FileRefusal
        Where it is constant, but must not be.
    """
    low, high = float(values.min()), float(values.max())
    if low == high and not lenient:
        row = int(rows[int(np.argmax(train))])
        place = "data.targets" if target else "data.inputs"
        raise FileRefusal(CONSTANT, place=place, file=file, row=row, column=name, found=f"{low:g}")
    if data.scaling == "none":
        return Fitted(name, target, 1.0, 0.0)
    if data.scaling == "min_max":
        return Fitted(name, target, high - low or 1.0, low)
    return Fitted(name, target, float(values.std()) if high > low else 1.0, float(values.mean()))
