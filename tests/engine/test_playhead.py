from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.playhead import Playhead, Size, end, move, same_group
from engine.recording import Tick, make_ticks

CASES = {
    "one layer and output": ((False, False), 5),
    "output at the last step": ((False, True), 4),
    "three layers, two of them at the last step": ((False, False, True, True), 3),
    "no time": ((False, False, False), 1),
    "no time, all single": ((True, True), 1),
    "two steps": ((False,), 2),
}
SIZES: tuple[Size, ...] = ("tick", "time_step", "phase")


def ticks_of(case: str) -> tuple[Tick, ...]:
    return make_ticks(*CASES[case])


@pytest.mark.parametrize("case", CASES)
def test_ticks_are_batch_forward_loss_backward_update(case: str) -> None:
    ticks = ticks_of(case)
    phases = list(dict.fromkeys(tick.phase for tick in ticks))
    assert phases == ["batch", "forward", "loss", "backward", "update"]
    assert [sum(t.phase == p for t in ticks) for p in ("batch", "loss", "update")] == [1, 1, 1]
    assert len(set(ticks)) == len(ticks)


@pytest.mark.parametrize("case", CASES)
def test_backward_is_the_mirror_of_forward(case: str) -> None:
    ticks = ticks_of(case)
    forward = [tick[1:] for tick in ticks if tick.phase == "forward"]
    backward = [tick[1:] for tick in ticks if tick.phase == "backward"]
    assert backward == forward[::-1]


@pytest.mark.parametrize("case", CASES)
def test_forward_has_each_layer_at_each_of_its_steps(case: str) -> None:
    single, steps = CASES[case]
    forward = [(tick.t, tick.layer) for tick in ticks_of(case) if tick.phase == "forward"]
    wanted = {
        (t, k)
        for k, last_only in enumerate(single)
        for t in ([steps - 1] if last_only else range(steps))
    }
    assert set(forward) == wanted
    assert forward == sorted(forward)  # time outside, layers inside


def landings(ticks: tuple[Tick, ...], size: Size, *, time: bool) -> list[int]:
    same = same_group(size, time=time)
    return [i for i in range(len(ticks)) if end(ticks, i, same) == i]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("n", [1, 2, 3])
def test_n_on_and_n_back_is_the_identity_from_each_landing_place(
    case: str, size: Size, n: int
) -> None:
    # three iterations in a row: a step that leaves one lands in the next, as the session has it
    ticks = ticks_of(case)
    time = CASES[case][1] > 1
    same = same_group(size, time=time)
    last = len(ticks) - 1

    def step(place: tuple[int, int], way: int) -> tuple[int, int]:
        k, i = place
        j = move(ticks, i, same, way)
        if j > last:
            return k + 1, 0
        return (k - 1, last) if j < 0 else (k, j)

    for i in landings(ticks, size, time=time):
        for way in (1, -1):
            place = (0, i)
            for _ in range(n):
                place = step(place, way)
            for _ in range(n):
                place = step(place, -way)
            assert place == (0, i), (i, way)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", SIZES)
def test_every_step_lands_on_the_last_tick_of_a_group(case: str, size: Size) -> None:
    ticks = ticks_of(case)
    time = CASES[case][1] > 1
    good = {-1, len(ticks), *landings(ticks, size, time=time)}
    for i in range(len(ticks)):
        for way in (1, -1):
            j = Playhead(ticks, i).moved(size, way)
            assert j in good
            assert j > i if way > 0 else j < i


@pytest.mark.parametrize("case", CASES)
def test_going_on_by_time_steps_passes_each_group_once(case: str) -> None:
    ticks = ticks_of(case)
    time = CASES[case][1] > 1
    same = same_group("time_step", time=time)
    places, i = [0], 0
    while (i := move(ticks, i, same, 1)) < len(ticks):
        places.append(i)
    assert places == landings(ticks, "time_step", time=time)


def test_without_time_a_time_step_is_one_layer() -> None:
    ticks = make_ticks((False, False, False), 1)
    assert Playhead(ticks, 1).moved("time_step", 1) == 2
    assert Playhead(ticks, 2).moved("time_step", -1) == 1


def test_from_inside_a_group_the_first_step_back_ends_the_group_before() -> None:
    ticks = make_ticks((False, False, False), 4)
    inside = ticks.index(Tick("forward", 0, 2, 1))
    back = Playhead(ticks, inside).moved("time_step", -1)
    assert ticks[back] == Tick("forward", 0, 1, 2)


@given(
    st.lists(st.booleans(), min_size=1, max_size=4), st.integers(1, 6), st.data(),
)  # fmt: skip
def test_a_playhead_knows_its_time_step_and_what_is_done(
    single: list[bool], steps: int, data: st.DataObject
) -> None:
    if all(single):
        single[0] = False
    ticks = make_ticks(single, steps)
    playhead = Playhead(ticks, data.draw(st.integers(0, len(ticks) - 1)))
    assert playhead.steps == steps
    assert 0 <= playhead.t < steps
    for layer, last_only in enumerate(single):
        done = ticks[: playhead.index + 1]
        forward = {k.t for k in done if k.phase == "forward" and k.layer == layer}
        backward = {k.t for k in done if k.phase == "backward" and k.layer == layer}
        a, b = playhead.reached(layer)
        first = steps - 1 if last_only else 0
        assert forward == set(range(first, a) if a else ())
        assert backward == set(range(b, steps))


def test_time_step_of_ticks_without_one() -> None:
    ticks = make_ticks((False, False), 5)
    by_phase = {p: Playhead(ticks, Playhead(ticks, 0).first(p)).t for p in ("batch", "loss")}
    assert by_phase == {"batch": 0, "loss": 4}
    assert Playhead(ticks, len(ticks) - 1).t == 0


def test_at_finds_a_time_step_or_the_nearest_of_its_phase() -> None:
    ticks = make_ticks((False, True), 4)
    playhead = Playhead(ticks, 0)
    assert ticks[playhead.at("forward", 2)] == Tick("forward", 0, 2, 0)
    assert ticks[playhead.at("forward", 3)] == Tick("forward", 0, 3, 1)
    assert ticks[playhead.at("forward", 3, layer=0)] == Tick("forward", 0, 3, 0)
    assert ticks[playhead.at("loss", 3)] == Tick("loss")
    assert playhead.at("forward", 99) == playhead.first("forward")


def test_layers_that_need_the_whole_sequence_have_segments_of_their_own() -> None:
    single = (False, False, False, False)
    ticks = make_ticks(
        single, 3, whole=(False, True, True, False), both=(False, True, False, False)
    )
    forward = [tick[1:] for tick in ticks if tick.phase == "forward"]
    assert forward == [
        *((0, t, 0, False) for t in range(3)),
        *((1, t, 1, False) for t in range(3)),
        *((2, t, 1, True) for t in (2, 1, 0)),
        *((3, t, 2, False) for t in range(3)),
        *((4, t, 3, False) for t in range(3)),
    ]
    backward = [tick[1:] for tick in ticks if tick.phase == "backward"]
    assert backward == forward[::-1]
    assert make_ticks(single, 1, whole=(True,) * 4, both=(True,) * 4) == make_ticks(single, 1)


def test_layers_around_one_that_needs_the_whole_sequence_go_together() -> None:
    ticks = make_ticks((False,) * 5, 2, whole=(False, False, True, False, False), both=(False,) * 5)
    forward = [(tick.segment, tick.t, tick.layer) for tick in ticks if tick.phase == "forward"]
    assert forward == [
        *[(0, 0, 0), (0, 0, 1), (0, 1, 0), (0, 1, 1)],
        *[(1, 0, 2), (1, 1, 2)],
        *[(2, 0, 3), (2, 0, 4), (2, 1, 3), (2, 1, 4)],
    ]


def test_what_was_reached_in_each_direction() -> None:
    ticks = make_ticks((False, False), 3, whole=(True, False), both=(True, False))

    def at(phase: str, t: int, *, reverse: bool) -> Playhead:
        found = [
            i
            for i, tick in enumerate(ticks)
            if (tick.phase, tick.t, tick.layer, tick.reverse) == (phase, t, 0, reverse)
        ]
        return Playhead(ticks, found[0])

    forward = at("forward", 1, reverse=False)
    assert (forward.reached(0), forward.reached(0, reverse=True)) == ((2, 3), (3, 0))
    reverse = at("forward", 1, reverse=True)
    assert (reverse.reached(0), reverse.reached(0, reverse=True)) == ((3, 3), (1, 0))
    back = at("backward", 1, reverse=True)
    assert (back.reached(0), back.reached(0, reverse=True)) == ((3, 3), (0, 2))
    first = at("backward", 1, reverse=False)
    assert (first.reached(0), first.reached(0, reverse=True)) == ((3, 1), (0, 3))


def test_ticks_of_forward_alone_have_no_loss_and_no_way_back() -> None:
    ticks = make_ticks((False, False), 3, forward_only=True)
    assert [tick.phase for tick in ticks] == ["batch"] + ["forward"] * 6
    playhead = Playhead(ticks, 2)
    assert playhead.first("loss") == playhead.at("update", 0) == len(ticks) - 1
    assert playhead.moved("phase", 1) == len(ticks) - 1
