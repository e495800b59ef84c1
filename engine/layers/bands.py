"""Bands: products of matrices in bands of rows, each small enough for OpenBLAS's small kernel.

OpenBLAS copies both matrices of a product into an order of its own before it multiplies. With AVX-512 it has a second
kernel that copies nothing, for products small enough. It is chosen product by product: so a larger one is faster in
bands, which `matmul` takes one after the other in one call. Measured on a Xeon of the Sapphire Rapids generation, whole
and in bands, GFLOP/s (PyTorch's MKL 145 to 155):

    W . h of an LSTM of H128 B64                  122, 169;  at B32 104, 165;  at B16 82, 108
    W^T . dz of the same                          122, 171;  at B32 103, 133;  at B16 81, 99
    dz . x^T over 800 steps and examples          131, 150;  of an RNN of H128 105, 155;  of an LSTM of H64 107, 150

A whole iteration of T50: LSTM, GRU, RNN of H128 B64 1.16, 1.18, 1.26 times as fast, LSTM of H64 B32 1.06. Where a
processor has no such kernel, bands are 5 to 30 % slower (OpenBLAS held to its kernels for Haswell); there all rows stay
together.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from .base import Array

Dot = Callable[["Array", "Array"], object]
"""The product with a matrix: ``dot(right, out)``."""

SMALL_WORK = 1_000_000
"""The most multiplications of a product that the small kernel takes (``sgemm_small_matrix_permit``)."""
SMALL_RESULT = 1200
"""The most numbers of a result A . B^T that it takes."""
FEWEST_ROWS = {32: 8, 16: 32}
"""W . h pays from so many rows of a band on, where its columns are a multiple of 32, or else of 16.

Other columns end in an incomplete vector, which takes as long as a whole one.
"""
ROWS, ROWS_OF_ONE = 4, 32
"""Rows of a band are a multiple of this; of A . B^T of a single example, as A and B lie, of the other."""
CORES = ("SKYLAKEX", "COOPERLAKE", "SAPPHIRERAPIDS")
"""OpenBLAS's names of the sets of kernels in which there is a small one."""
EXTENSIONS = {"X86_V4", "AVX512_SKX"}
"""How NumPy calls the instructions that they need: from 2.4 on, and before."""


def has_small_kernel() -> bool:
    """Tell whether NumPy's products are OpenBLAS's, on a processor for which it has the small kernel."""
    built: dict[str, Any] = np.show_config(mode="dicts")  # type: ignore[assignment]
    blas = built.get("Build Dependencies", {}).get("blas", {}).get("name", "")
    found = built.get("SIMD Extensions", {}).get("found", [])
    held = os.environ.get("OPENBLAS_CORETYPE") or CORES[0]
    return "openblas" in blas and not EXTENSIONS.isdisjoint(found) and held.upper() in CORES


SMALL_KERNEL = has_small_kernel()
"""Whether bands are faster here."""
LENGTHS = range(256, SMALL_WORK // SMALL_RESULT if SMALL_KERNEL else sys.maxsize)
"""A . B^T pays from so many columns of A and B on, most where the small kernel can have all of its result."""


def bands_of(rows: int, inner: int, columns: int) -> int:
    """Return in how many bands of equal size a product (rows, inner) . (inner, columns) is fastest."""
    fewest = next((n for multiple, n in FEWEST_ROWS.items() if columns % multiple == 0), rows + 1)
    most = SMALL_WORK // (inner * columns)
    if not SMALL_KERNEL or not fewest <= most < rows:
        return 1
    counts = range(-(-rows // most), rows // fewest + 1)
    return next((count for count in counts if rows % (count * ROWS) == 0), 1)


def bands_of_sum(rows: int, row: int, length: int, multiple: int = ROWS) -> tuple[int, int]:
    """Return how many bands of how many rows a product (rows, length) . (row, length)^T is cut into.

    What rows are left then are a band of their own. With no band at all, all rows stay together.
    """
    most = min(SMALL_RESULT, SMALL_WORK // length) // row // multiple * multiple
    if not SMALL_KERNEL or length < LENGTHS.start or not most or rows <= most:
        return 0, rows
    return rows // most, most


def cut(a: Array, count: int) -> Array:
    """View a matrix as bands of rows (count, rows, columns); a single one as it is."""
    return a if count == 1 else a.reshape(count, -1, a.shape[1])


class Product:
    """The product of a matrix with others of as many columns, (M, K) . (K, N), in bands where that is faster.

    Parameters
    ----------
    matrix : (M, K) array
        A view is kept: the numbers may change.
    columns : int
        N.

    Attributes
    ----------
    dot : callable
        ``dot(right, out)`` writes the product; ``out`` as `to` gives it.
    """

    def __init__(self, matrix: Array, columns: int) -> None:
        rows, inner = matrix.shape
        self.bands = bands_of(rows, inner, columns)
        # `dot` of one band, as it takes less time than `matmul`
        self.dot: Dot = (
            matrix.dot if self.bands == 1 else partial(np.matmul, cut(matrix, self.bands))
        )

    def to(self, out: Array) -> Array:
        """View a matrix (M, N) as what `dot` writes into."""
        return cut(out, self.bands)
