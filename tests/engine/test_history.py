from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine import history
from engine.batching import Place
from engine.checkpoint import Checkpoint
from engine.frame import Change
from engine.history import DENSE, EVERY, RECENT, Branch, Checkpoints
from engine.project import Project, Training
from engine.schedules import Progress
from engine.series import Series


def checkpoint(k: int, nbytes: int = 400) -> Checkpoint:
    return Checkpoint(
        *(k, Place(1), Training(), np.zeros(nbytes // 4, np.float32), np.zeros(0), k),
        *(Progress(), np.zeros(0), {}),
    )


def filled(n: int, nbytes: int = 400) -> Checkpoints:
    checkpoints = Checkpoints()
    for k in range(n + 1):
        checkpoints.add(checkpoint(k, nbytes))
    return checkpoints


# series


@given(st.lists(st.floats(allow_nan=False), max_size=50), st.integers(0, 3000))
def test_a_series_holds_what_was_appended(values: list[float], more: int) -> None:
    series = Series(np.array(values))
    for k in range(more):
        series.append(float(k))
    assert len(series) == len(values) + more
    assert series.view().tolist() == values + [float(k) for k in range(more)]


def test_a_view_of_a_series_never_changes_and_cannot_be_written_to() -> None:
    series = Series()
    views = []
    for k in range(5000):
        series.append(k)
        if k % 500 == 0:
            views.append((k + 1, series.view()))
    for n, view in views:
        assert view.tolist() == list(range(n))
        assert not view.flags.writeable
    assert series[0] == 0
    assert series[-1] == 4999
    with pytest.raises(IndexError):
        _ = series[5000]


def test_a_series_from_values_does_not_share_them() -> None:
    first = Series(np.arange(5.0))
    second = Series(first.view()[:3])
    second.append(9)
    assert first.view().tolist() == [0, 1, 2, 3, 4]
    assert second.view().tolist() == [0, 1, 2, 9]


# checkpoints


@pytest.mark.parametrize("n", [0, 1, 63, 64, 65, 200, 1023, 1024, 1025, 1500, 5000])
def test_the_grid_is_dense_near_the_present(n: int) -> None:
    kept = set(filled(n).kept)
    assert {0, n} <= kept
    assert set(range(max(0, n - DENSE + 1), n + 1)) <= kept
    assert {k for k in range(n + 1) if k % EVERY == 0 and k > n - RECENT} <= kept
    assert {k for k in range(n + 1) if k % history.BASE == 0} <= kept


@given(st.integers(0, 6000), st.data())
def test_the_nearest_is_never_after_and_never_far(n: int, data: st.DataObject) -> None:
    checkpoints = filled(min(n, 400)) if n < 400 else GRID
    n = n if n < 400 else 6000
    k = data.draw(st.integers(0, n))
    nearest = checkpoints.nearest(k).iteration
    assert 0 <= k - nearest < history.BASE


GRID = filled(6000)


@pytest.mark.parametrize("nbytes", [400, 40_000, 400_000, 2_000_000])
def test_a_budget_of_memory_is_kept_at_every_iteration(
    nbytes: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "MEMORY", 20_000_000)
    checkpoints, most = Checkpoints(), 0
    big = checkpoint(0, nbytes)
    for k in range(9000):
        checkpoints.add(big._replace(iteration=k))
        most = max(most, len(checkpoints.kept))
        assert {0, k} <= set(checkpoints.kept)
    assert most * nbytes <= 1.3 * history.MEMORY
    assert most >= 4  # and it is made use of


def test_a_budget_may_be_set_before_there_is_anything_to_keep() -> None:
    checkpoints = Checkpoints()
    big = checkpoint(0, 1000)
    checkpoints.allow(40 * big.nbytes)
    for k in range(2000):
        checkpoints.add(big._replace(iteration=k))
    assert 10 < len(checkpoints.kept) <= 1.3 * 40


def test_a_larger_optimizer_state_makes_the_grid_coarser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "MEMORY", 1_000_000)
    checkpoints = filled(500, 4_000)
    assert len(checkpoints.kept) * 4_000 <= 1_000_000
    checkpoints.add(checkpoint(501, 40_000))
    assert len(checkpoints.kept) * 40_000 <= 1_300_000
    assert {0, 501} <= set(checkpoints.kept)


def test_a_part_keeps_the_grid_and_is_its_own() -> None:
    checkpoints = filled(300)
    part = checkpoints.until(200)
    assert max(part.kept) <= 200
    part.add(checkpoint(201))
    assert 201 not in checkpoints.kept or checkpoints.kept[201] is not part.kept[201]
    checkpoints.thin(300)
    assert set(checkpoints.kept) == {0, 300}


# branches


def branch_of(losses: list[float]) -> Branch:
    branch = Branch(0, Project())
    for k, loss in enumerate(losses, 1):
        branch.add(k, loss)
        branch.checkpoints.add(checkpoint(k))
    return branch


def test_a_replayed_loss_is_not_added_again() -> None:
    branch = branch_of([3, 2, 1])
    branch.add(2, 2)
    assert branch.latest == 3
    assert branch.curves().training.tolist() == [3, 2, 1]


def test_smoothing_is_an_exponential_mean() -> None:
    smoothed = branch_of([1, 2, 2]).curves().smoothed
    share = history.SMOOTHING
    first = 1 + share
    assert smoothed.tolist() == pytest.approx([1, first, first + share * (2 - first)])


def test_smoothing_begins_anew_behind_what_it_cannot_hold() -> None:
    smoothed = branch_of([1.7e308, -1.7e308, 1.0, 1.0]).curves().smoothed
    assert not np.isfinite(smoothed).all()
    assert smoothed[-1] == 1.0


def test_an_edit_at_the_head_stays_on_the_branch() -> None:
    branch = branch_of([3, 2])
    faster = Training(learning_rate=0.5)
    changes = [Change(2, "training.learning_rate", 0.01, 0.5)]
    assert branch.edited(2, faster, changes, 7) is branch
    assert branch.settings_after(1) == branch.project.training
    assert branch.settings_after(2) == branch.settings_after(99) == faster
    assert branch.changes == changes


def test_edits_at_one_iteration_are_one_change_from_the_first_to_the_last_value() -> None:
    branch = branch_of([3, 2])
    for old, new in ((0.01, 0.5), (0.5, 0.1)):
        change = Change(2, "training.learning_rate", old, new)
        branch.edited(2, Training(learning_rate=new), [change], 1)
    assert branch.changes == [Change(2, "training.learning_rate", 0.01, 0.1)]
    back = Change(2, "training.learning_rate", 0.1, 0.01)
    branch.edited(2, Training(), [back], 1)
    assert branch.changes == []


def test_an_edit_in_the_past_starts_a_branch_and_leaves_the_old_one() -> None:
    branch = branch_of([5, 4, 3, 2])
    branch.validation = {0: 9.0, 2: 8.0, 4: 7.0}
    branch.ends = [2, 4]
    branch.journal[3] = Training(clip=5)
    before = branch.curves()
    made = branch.edited(2, Training(clip=3), [Change(2, "training.clip", 1.0, 3.0)], 7)
    assert (made.number, made.parent, made.start, made.latest) == (7, 0, 2, 2)
    assert made.validation == {0: 9.0, 2: 8.0}
    assert made.ends == [2]
    assert made.journal == {2: Training(clip=3)}
    made.add(3, 1)
    assert made.curves().training.tolist() == [5, 4, 1]
    assert branch.curves().training.tolist() == before.training.tolist() == [5, 4, 3, 2]
    assert branch.journal == {3: Training(clip=5)}
    assert branch.changes == []


def test_curves_are_read_only_and_sorted() -> None:
    branch = branch_of([2, 1])
    branch.validation = {2: 8.0, 0: 9.0}
    curves = branch.curves()
    assert curves.validation_at.tolist() == [0, 2]
    assert curves.validation.tolist() == [9, 8]
    for array in (curves.training, curves.smoothed, curves.validation_at, curves.validation):
        assert not array.flags.writeable


# where one press goes back to


def test_safe_is_the_lowest_smoothed_loss() -> None:
    # the loss of iteration 5 is that of the parameters after 4 updates
    branch = branch_of([5, 4, 3, 2, 1, 50, 500])
    assert branch.safe_iteration(7) == 4


def test_safe_is_the_last_change_if_that_is_later() -> None:
    branch = branch_of([5, 4, 3, 2, 1, 50, 500])
    branch.changes = [Change(6, "training.learning_rate", 0.1, 10.0)]
    assert branch.safe_iteration(7) == 6
    branch.changes = [Change(2, "training.learning_rate", 0.1, 10.0)]
    assert branch.safe_iteration(7) == 4
    branch.changes = [Change(9, "training.learning_rate", 0.1, 10.0)]  # of later on: no matter
    assert branch.safe_iteration(7) == 4


def test_safe_looks_at_the_last_thousand_iterations_alone() -> None:
    branch = branch_of([0.0] * 50 + [9.0] * 1500 + [4.0] + [9.0] * 20)
    assert branch.safe_iteration(1571) == 1550
    assert branch.safe_iteration(0) == 0


def test_the_clock_and_the_metrics_go_along_with_a_branch() -> None:
    branch = Branch(0, Project())
    for k in range(1, 201):
        branch.add(k, 1.0)
        branch.took(0.5)
    branch.validation = {0: 0.9, 100: 0.5, 200: 0.4}
    branch.metrics = {100: {"accuracy": 0.75}, 200: {"accuracy": 0.8, "rmse": 0.1}}
    branch.ends = [80, 160]
    curves = branch.curves()
    assert curves.clock_at.tolist() == [64, 128, 192, 200]
    assert curves.clock.tolist() == [32, 64, 96, 100]
    assert curves.ends.tolist() == [80, 160]
    assert np.shares_memory(curves.ends, branch.curves().ends)
    assert np.array_equal(curves.metrics["accuracy"], [np.nan, 0.75, 0.8], True)
    assert np.array_equal(curves.metrics["rmse"], [np.nan, np.nan, 0.1], True)
    other = branch.edited(100, Training(clip=2.0), [], 1)
    past = other.curves()
    assert past.clock_at.tolist() == [64, 100]
    assert past.clock.tolist() == [32, 50]
    assert past.ends.tolist() == [80]
    assert past.metrics["accuracy"].tolist()[1:] == [0.75]
    assert branch.seconds == 100
