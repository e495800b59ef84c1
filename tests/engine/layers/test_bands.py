"""Bands: products cut into bands of rows are the same products, and bands are small enough for the small kernel."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.layers import bands, gru_backward, lstm_backward
from engine.layers.bands import Product, bands_of, bands_of_sum, has_small_kernel
from engine.layers.weight_gradient import WeightGradient, spans
from engine.network import Network
from engine.project import GRU, LSTM, RNN, Clamp, Output


@pytest.fixture(autouse=True)
def _small_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut into bands on any machine."""
    monkeypatch.setattr(bands, "SMALL_KERNEL", True)


@pytest.mark.parametrize(
    ("rows", "inner", "columns", "count"),
    [
        (256, 66, 32, 1),  # small enough as it is
        (512, 130, 64, 8),
        (128, 513, 64, 8),
        (128, 129, 64, 2),
        (400, 102, 64, 4),
        (512, 130, 16, 2),
        (100, 401, 64, 5),  # 25 rows would fit, but are no multiple of 4
        (128, 513, 80, 1),  # only 24 rows would fit, and 32 would have to
        (128, 513, 20, 1),  # no whole vectors
        (127, 509, 64, 1),  # a prime
        (512, 2049, 64, 1),  # only 7 rows would fit
        (4096, 4096, 512, 1),  # not one row would fit
    ],
)
def test_bands_are_equal_and_small_or_one(rows: int, inner: int, columns: int, count: int) -> None:
    assert bands_of(rows, inner, columns) == count
    assert rows % count == 0
    assert count == 1 or rows // count * inner * columns <= bands.SMALL_WORK


@pytest.mark.parametrize(
    ("rows", "row", "length", "found"),
    [
        (64, 18, 400, (0, 64)),  # small enough as it is
        (128, 34, 640, (4, 32)),
        (96, 26, 800, (2, 44)),
        (64, 33, 2000, (5, 12)),
        (256, 66, 320, (16, 16)),
        (512, 130, 384, (64, 8)),
        (512, 130, 64, (0, 512)),  # a short sum
        (512, 1300, 640, (0, 512)),  # not one row would fit
    ],
)
def test_bands_of_a_sum_are_small_or_none(
    rows: int, row: int, length: int, found: tuple[int, int]
) -> None:
    assert bands_of_sum(rows, row, length) == found
    count, most = found
    assert count == 0 or most * row <= bands.SMALL_RESULT
    assert count == 0 or most * row * length <= bands.SMALL_WORK


def test_nothing_is_cut_without_a_small_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bands, "SMALL_KERNEL", False)
    assert bands_of(512, 130, 64) == 1
    assert bands_of_sum(512, 130, 384) == (0, 512)


@pytest.mark.parametrize(
    ("blas", "found", "held", "expected"),
    [
        ("scipy-openblas", ["X86_V3", "X86_V4"], "", True),
        ("openblas64", ["AVX2", "AVX512_SKX"], "", True),
        ("scipy-openblas", ["X86_V3", "X86_V4"], "SkylakeX", True),
        ("scipy-openblas", ["X86_V3", "X86_V4"], "Haswell", False),
        ("scipy-openblas", ["X86_V3"], "", False),
        ("accelerate", [], "", False),
        ("mkl", ["X86_V4"], "", False),
    ],
)
def test_the_small_kernel_is_that_of_openblas_with_avx_512(
    blas: str, found: list[str], held: str, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    built: dict[str, Any] = {"Build Dependencies": {"blas": {"name": blas}}}
    if found:  # NumPy leaves out what is empty
        built["SIMD Extensions"] = {"found": found}
    monkeypatch.setattr(np, "show_config", lambda mode: built)
    monkeypatch.setenv("OPENBLAS_CORETYPE", held)
    assert has_small_kernel() is expected


def test_numpy_says_what_it_is_built_with() -> None:
    built: Any = np.show_config(mode="dicts")
    assert built["Build Dependencies"]["blas"]["name"]
    assert isinstance(built.get("SIMD Extensions", {}).get("found", []), list)


def test_a_product_in_bands_follows_its_matrix() -> None:
    rng = np.random.default_rng(0)
    matrix, right, out = (rng.standard_normal(s) for s in ((128, 130), (130, 64), (128, 64)))
    product = Product(matrix, 64)
    assert product.bands == 2
    for _ in range(2):
        product.dot(right, product.to(out))
        assert np.allclose(out, np.einsum("mk,kn->mn", matrix, right), rtol=1e-12, atol=1e-12)
        matrix *= 2


@pytest.mark.parametrize(("rows", "row", "batch"), [(128, 34, 32), (130, 34, 32), (70, 66, 40)])
@pytest.mark.parametrize("most", [1, 9, 25])
def test_weight_gradient_in_bands_is_the_sum_over_steps(
    rows: int, row: int, batch: int, most: int
) -> None:
    rng = np.random.default_rng(0)
    dz, x = (rng.standard_normal((25, n, batch)) for n in (rows, row))
    gradient = np.full((rows, row), np.nan)
    assert most == 1 or bands_of_sum(rows, row, most * batch)[0] > 1
    parts = spans(25, most)
    product = WeightGradient(dz, x, gradient, parts)
    for part in range(len(parts)):
        product.run(part)
    assert np.allclose(gradient, np.einsum("tmb,trb->mr", dz, x), rtol=1e-11, atol=1e-11)


def test_weight_gradient_of_one_example_is_the_sum_over_steps() -> None:
    rng = np.random.default_rng(0)
    dz, x = (rng.standard_normal((700, n, 1)) for n in (128, 34))
    gradient = np.full((128, 34), np.nan)
    assert bands_of_sum(128, 34, 700, bands.ROWS_OF_ONE) == (4, 32)
    assert bands_of_sum(256, 66, 700, bands.ROWS_OF_ONE) == (0, 256)
    WeightGradient(dz, x, gradient, [(0, 700)]).run(0)
    assert np.allclose(gradient, np.einsum("tmb,trb->mr", dz, x), rtol=1e-11, atol=1e-11)


def run(layer: Any, *, held: bool, recording: bool, head: bool) -> tuple[Any, list[np.ndarray]]:
    """Return a recurrent layer after an iteration, and outputs, gradient and last states."""
    rng = np.random.default_rng(1)
    above = () if head else (RNN(units=2),)
    network = Network((layer, *above), Output(), 2, 2, every_step=True, dtype=np.float64, seed=1)
    network.parameters += 0.3 * rng.standard_normal(network.parameters.size)
    gradient = np.full_like(network.parameters, np.nan)
    bound = network.bind(gradient, 6, 4, recording=recording)
    bound.inputs[...] = rng.standard_normal(bound.inputs.shape)
    if held:
        bound.layers[0].hold([Clamp(layer=0, name="h", unit=2, first=2, last=3, value=0.5)], 0)
    bound.forward()
    bound.doutputs[...] = rng.standard_normal(bound.doutputs.shape)
    bound.backward()
    states = [last for _, last in bound.states().values()]
    return bound.layers[0], [bound.outputs, gradient, *states]


@pytest.mark.parametrize("head", [False, True])
@pytest.mark.parametrize("held", [False, True])
@pytest.mark.parametrize("large", [0, 1280])
@pytest.mark.parametrize("kind", [LSTM, GRU, RNN])
def test_a_layer_in_bands_is_the_layer_and_the_same_recorded(
    kind: Any, large: int, held: bool, head: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lstm_backward, "LARGE", large)
    monkeypatch.setattr(gru_backward, "LARGE", large)
    whole, expected = run(kind(units=6), held=held, recording=False, head=head)
    monkeypatch.setattr(bands, "FEWEST_ROWS", {1: 1})
    monkeypatch.setattr(bands, "ROWS", 1)
    monkeypatch.setattr(bands, "SMALL_WORK", 130)
    fast, found = run(kind(units=6), held=held, recording=False, head=head)
    _, recorded = run(kind(units=6), held=held, recording=True, head=head)
    assert whole._hand_back.bands == 1
    assert fast._hand_back.bands > 1
    for one, other, third in zip(expected, found, recorded, strict=True):
        assert np.allclose(one, other, rtol=1e-12, atol=1e-13)
        assert np.array_equal(other, third)
