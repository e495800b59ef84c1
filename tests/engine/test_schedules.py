"""Schedules against PyTorch's schedulers, and what a plateau remembers."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import optimizers, project, schedules
from engine.schedules import Progress, heard, rate
from tests.engine import registry
from tests.engine.test_golden import network_of
from tests.engine.test_optimizers import check_end, gradients_of_training, stored
from tests.golden.cases import CLIP, LOSSES, RATE, REGIMES, SCHEDULES, TRAINED

SAMPLES = [sample for samples in registry.SCHEDULES.values() for sample in samples]
NONE = Progress()


def test_every_kind_of_a_project_is_known() -> None:
    assert set(schedules.FACTORS) == set(project.SCHEDULES.values())
    assert set(registry.SCHEDULES) == set(project.SCHEDULES)


@pytest.mark.parametrize("name", SCHEDULES)
def test_ten_updates_are_those_under_pytorchs_scheduler(name: str) -> None:
    values, network = stored(f"scheduled_{name}"), network_of(TRAINED)
    optimizer = optimizers.build(project.SGD(), network.parameters.size, np.float64)
    progress = NONE
    found = []
    for k, gradient in enumerate(gradients_of_training(values, REGIMES["mini"], network), 1):
        optimizers.clip(gradient, CLIP)
        found.append(rate(SCHEDULES[name], RATE, k, progress))
        optimizer.update(network.parameters, gradient, found[-1])
        progress = heard(SCHEDULES[name], progress, LOSSES[k - 1])
    np.testing.assert_allclose(found, values["rates"], rtol=1e-13)
    assert (len(set(values["rates"].round(9))) > 2) == (name != "constant")
    check_end(network, values)


@pytest.mark.parametrize("schedule", SAMPLES)
@given(base=st.floats(1e-6, 1e6), iteration=st.integers(1, 10_000_000), times=st.floats(0.1, 10))
def test_another_base_keeps_the_factor(
    schedule: Any, base: float, iteration: int, times: float
) -> None:
    progress = Progress(0.5, 1, 0.125)
    first = rate(schedule, base, iteration, progress)
    assert 0 <= first <= base
    assert rate(schedule, base * times, iteration, progress) == pytest.approx(
        first * times, rel=1e-12
    )
    assert rate(schedule, base, iteration, progress) == first


def test_ends_are_exact() -> None:
    for over in (1, 3, 7, 1000, 9_999_999):
        warmup = project.Warmup(over=over, first=0.3)
        cosine = project.Cosine(over=over, lowest=0.3)
        assert rate(warmup, 0.07, 1, NONE) == pytest.approx(0.3 * 0.07, rel=1e-15)
        assert rate(cosine, 0.07, 1, NONE) == 0.07
        for later in (over + 1, over + 2, 10_000_000):
            assert rate(warmup, 0.07, later, NONE) == 0.07
            assert rate(cosine, 0.07, later, NONE) == 0.07 * 0.3
        assert rate(warmup, 0.07, over, NONE) < 0.07
        assert rate(cosine, 0.07, over, NONE) > 0.07 * 0.3


def test_a_step_comes_after_so_many_updates_and_not_before() -> None:
    step = project.StepDecay(every=3, factor=0.5)
    assert [rate(step, 8, k, NONE) for k in range(1, 8)] == [8, 8, 8, 4, 4, 4, 2]
    assert rate(project.Exponential(factor=0.5), 8, 3, NONE) == 2
    assert rate(project.Exponential(factor=0.5), 8, 10_000_000, NONE) == 0


# plateau


def run(schedule: Any, losses: Any, progress: Progress = NONE) -> list[Progress]:
    found = []
    for loss in losses:
        progress = heard(schedule, progress, loss)
        found.append(progress)
    return found


def test_a_plateau_waits_for_a_lower_loss() -> None:
    plateau = project.Plateau(factor=0.5, patience=2)
    losses = (1, 1, 1, 1, 2, 0.5, 0.6, 0.7, 0.8)
    multipliers = [p.multiplier for p in run(plateau, losses)]
    assert multipliers == [1, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.25]
    assert run(plateau, losses)[-1] == Progress(0.5, 0, 0.25)
    impatient = project.Plateau(factor=0.5, patience=0)
    assert [p.multiplier for p in run(impatient, (1, 1, 0.5, 1))] == [1, 0.5, 0.5, 0.25]


def test_lower_by_less_than_a_ten_thousandth_is_not_lower() -> None:
    plateau = project.Plateau(patience=5)
    assert run(plateau, (1, 0.9999))[-1] == Progress(1, 1, 1)
    assert run(plateau, (1, 0.99989))[-1] == Progress(0.99989, 0, 1)
    assert run(plateau, (0, 0))[-1] == Progress(0, 1, 1)


def test_a_loss_that_is_no_number_is_waited_out() -> None:
    plateau = project.Plateau(factor=0.5, patience=1)
    found = run(plateau, (math.nan, math.inf, 1, math.nan, math.inf))
    assert found[1] == Progress(math.inf, 0, 0.5)
    assert found[2] == Progress(1, 0, 0.5)
    assert found[4] == Progress(1, 0, 0.25)


def test_the_rate_of_a_plateau_never_becomes_nothing() -> None:
    plateau = project.Plateau(factor=0.5, patience=0)
    last = run(plateau, [1.0] * 3000)[-1]
    assert 1e-8 < last.multiplier < 1e-7
    assert last.waited == 0
    assert run(project.Plateau(factor=1.0, patience=0), [1.0] * 9)[-1] == Progress(1, 0, 1)


def test_other_kinds_hear_nothing_and_a_plateau_alone_reads_it() -> None:
    progress = Progress(0.5, 3, 0.25)
    for schedule in SAMPLES:
        if isinstance(schedule, project.Plateau):
            assert heard(schedule, progress, 1.0) != progress
            assert rate(schedule, 8, 5, progress) == 2
        else:
            assert heard(schedule, progress, 1.0) is progress
            assert rate(schedule, 8, 5, progress) == rate(schedule, 8, 5, NONE)


def test_what_is_remembered_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        NONE.multiplier = 0.5  # type: ignore[misc]
    assert tuple(NONE) == (math.inf, 0, 1.0)


@given(
    losses=st.lists(st.floats(0, 2) | st.just(math.nan) | st.just(math.inf), max_size=60),
    factor=st.floats(0.01, 1),
    patience=st.integers(0, 4),
    cut=st.integers(0, 60),
)
def test_a_plateau_is_pytorchs_loop_and_may_be_cut_anywhere(
    losses: list[float], factor: float, patience: int, cut: int
) -> None:
    plateau = project.Plateau(factor=factor, patience=patience)
    best, bad, multiplier = math.inf, 0, 1.0
    found = run(plateau, losses)
    for progress, loss in zip(found, losses, strict=True):
        better = loss < best * (1 - 1e-4)
        best, bad = (loss, 0) if better else (best, bad + 1)
        if bad > patience:
            if multiplier - multiplier * factor > 1e-8:
                multiplier *= factor
            bad = 0
        assert progress == Progress(best, bad, multiplier)
    again = run(plateau, losses[:cut])
    assert again + run(plateau, losses[cut:], again[-1] if again else NONE) == found
