"""Tables: named arrays as .npz and .safetensors, and as .csv, for other programs."""

from __future__ import annotations

import io
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from .errors import QT_TRANSLATE_NOOP, FileRefusal
from .files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path
    from typing import IO

    from .exporting import Traced

ROWS_MOST = 5_000_000
"""Rows of a table."""
TABLE_TOO_LONG = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” would have {rows:,} rows, more than 5,000,000; write an .npz instead."
)


def write_arrays(
    out: Path, arrays: Mapping[str, Any], metadata: dict[str, str] | None = None
) -> None:
    """Write arrays as .npz or .safetensors, by the suffix.

    Parameters
    ----------
    out : Path
        Where.
    arrays : mapping of str to ndarray
        By name.
    metadata : dict of str, optional
        Texts beside them, which a .npz cannot hold.

    Raises
    ------
    FileRefusal
        If it cannot be written.
    """
    if out.suffix.lower() == ".safetensors":
        from safetensors.numpy import save

        write_whole(out, bytes(save(dict(arrays), metadata)))
    else:
        write_whole(out, lambda file: _write_npz(file, arrays))


def _write_npz(file: IO[bytes], arrays: Mapping[str, Any]) -> None:
    """Write with fixed times: the same arrays give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, array in arrays.items():
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, array, allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", (1980, 1, 1, 0, 0, 0))
            archive.writestr(entry, buffer.getbuffer())


def write_table(out: Path, lines: Iterator[str]) -> None:
    """Write a .csv: UTF-8, LF, a header line first.

    Parameters
    ----------
    out : Path
        Where.
    lines : iterator of str
        With their line ends.

    Raises
    ------
    FileRefusal
        If it cannot be written.
    """

    def write(file: IO[bytes]) -> None:
        while part := "".join(islice(lines, 4096)):
            file.write(part.encode())

    write_whole(out, write)


def curve_lines(curves: Mapping[str, Any]) -> Iterator[str]:
    """Give a table of the losses, a line an iteration, from iteration 0.

    Parameters
    ----------
    curves : mapping of str to ndarray
        As `curves` gives them.

    Yields
    ------
    str
        A line.
    """
    validation = dict(
        zip(curves["validation_at"].tolist(), curves["validation"].tolist(), strict=True)
    )
    yield "iteration,training_loss,validation_loss\n"
    for k, loss in enumerate(["", *curves["training"].tolist()]):
        yield f"{k},{loss},{validation.get(k, '')}\n"


def trace_lines(traced: Traced, out: Path) -> Iterator[str]:
    """Give a long table of a trace: layer, array, example, time step, unit, value, counted from 1.

    Parameters
    ----------
    traced : Traced
        Time steps beyond an example's length are left out.
    out : Path
        Where it is to be written.

    Returns
    -------
    iterator of str
        Blocks of lines.

    Raises
    ------
    FileRefusal
        If it would be too long.
    """
    rows = sum(array.size for array in traced.arrays.values())
    if rows > ROWS_MOST:
        raise FileRefusal(TABLE_TOO_LONG, file=out.name, rows=rows)
    return _trace_lines(traced)


def _trace_lines(traced: Traced) -> Iterator[str]:
    yield "layer,array,example,time step,unit,value\n"
    for name, array in traced.arrays.items():
        layer, _, part = name.rpartition("].")
        first = f"{int(layer.removeprefix('layers[')) + 1},{part}" if layer else f",{name}"
        numbers = array.reshape(*array.shape[:2], -1)
        for k, example in enumerate(traced.examples.tolist()):
            length = int(traced.lengths[k])
            steps = range(min(length, array.shape[1]))
            place = traced.start + (length if array.shape[1] == 1 else 1)
            values = numbers[k].astype(str).tolist()
            yield "".join(
                f"{first},{example + 1},{place + t},{unit},{value}\n"
                for t in steps
                for unit, value in enumerate(values[t], 1)
            )
