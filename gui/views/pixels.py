"""Pixels: inputs that are the rows of a picture, seen as that picture."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from gui.widgets.ink import faded

if TYPE_CHECKING:
    from engine.datasets import Dataset
    from engine.recording import Floats
    from gui.theme import Theme
    from gui.widgets.ink import Ink

LEAST = 6
"""A picture has at least so many rows and columns."""
LONGEST = 3
"""Its longer side is at most so many times the shorter one: more steps are a series, not a picture."""
NUMBERED = re.compile(r"(x|r\d+c|p(ixel)?_?)\d+")
"""Names of pixels; rows that were cut from wide ones are called x1, x2, ..."""


def picture_shape(dataset: Dataset) -> tuple[int, int] | None:
    """Tell whether the inputs are a picture.

    Parameters
    ----------
    dataset : Dataset
        Data of a classification whose inputs are called like pixels.

    Returns
    -------
    tuple of int or None
        Rows and columns: a row at each time step, or a square of all inputs where there is no time.
    """
    rows, columns = dataset.steps, dataset.channels
    if dataset.task == "regression" or dataset.symbols or (dataset.every_step and rows > 1):
        return None
    if not all(NUMBERED.fullmatch(name) for name in dataset.input_names):
        return None
    if rows == 1:
        rows = columns = round(columns**0.5)
        if rows * columns != dataset.channels:
            return None
    fits = min(rows, columns) >= LEAST and max(rows, columns) <= LONGEST * min(rows, columns)
    return (rows, columns) if fits else None


def picture_of(dataset: Dataset, inputs: Floats) -> Floats:
    """Give the brightness of each pixel, as it stood in the file.

    Parameters
    ----------
    dataset : Dataset
        Of which `picture_shape` knows the size.
    inputs : (T, D) array
        What the network reads of one example: scaled column by column.

    Returns
    -------
    (rows, columns) array
        In the units of the file.
    """
    shape = picture_shape(dataset)
    assert shape is not None
    values = inputs.astype(np.float64)
    if dataset.input_scales:
        values = values * np.array(dataset.input_scales) + np.array(dataset.input_offsets)
    return values.reshape(shape)


def paint_picture(ink: Ink, rect: QRectF, pixels: Floats, most: float, read: int) -> None:
    """Paint a picture in the ink of the theme; rows that have not been read are dim.

    Parameters
    ----------
    ink : Ink
        The painter.
    rect : QRectF
        Where the whole picture stands.
    pixels : (rows, columns)
        Brightness.
    most : float
        Brightness of full ink.
    read : int
        Rows that have been read; the last of them is marked, unless it is all.
    """
    rows, columns = pixels.shape
    share = np.clip(np.nan_to_num(pixels / (most or 1.0)), 0, 1)
    grey = np.zeros((rows, -(-columns // 4) * 4), np.uint8)
    grey[:, :columns] = share * 255
    image = QImage(grey.data, columns, rows, grey.shape[1], QImage.Format.Format_Indexed8)
    image.setColorTable(picture_table(ink.theme))
    ink.p.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
    ink.p.drawImage(rect, image, QRectF(0, 0, columns, rows))
    high = rect.height() / rows
    if read < rows:
        left = QRectF(rect.left(), rect.top() + read * high, rect.width(), (rows - read) * high)
        ink.p.fillRect(left, faded(ink.theme.s1, 0.72))
        if read:
            row = QRectF(rect.left(), rect.top() + (read - 1) * high, rect.width(), high)
            ink.p.setPen(QPen(ink.theme.t1, 1.5))
            ink.p.setBrush(Qt.BrushStyle.NoBrush)
            ink.p.drawRect(row)
    ink.p.setPen(QPen(ink.theme.line2, 1))
    ink.p.setBrush(Qt.BrushStyle.NoBrush)
    ink.p.drawRect(rect)


def brightest(dataset: Dataset) -> float:
    """Give the brightness of full ink: the largest of some pictures."""
    some = dataset.training.inputs[:, :, :256].transpose(2, 0, 1)
    return max(float(picture_of(dataset, one).max()) for one in some)


def picture_table(theme: Theme) -> list[int]:
    """Give 256 colours from paper to ink, in those of the theme."""
    return _table(theme.name, theme.bg.rgb(), theme.t1.rgb())


@lru_cache(maxsize=8)
def _table(name: str, paper: int, ink: int) -> list[int]:
    ends = np.array([[c >> 16 & 255, c >> 8 & 255, c & 255] for c in (paper, ink)], float)
    steps = np.linspace(0, 1, 256)[:, None]
    mixed = np.round(ends[0] * (1 - steps) + ends[1] * steps).astype(np.uint32)
    table: list[int] = (0xFF000000 | mixed[:, 0] << 16 | mixed[:, 1] << 8 | mixed[:, 2]).tolist()
    return table
