from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from engine.project import Weight
from engine.recording import Trace
from gui.shown import Shown
from gui.theme import current
from gui.views import equation_text, microscope, numpy_lines
from gui.views.cell_bends import BENDS
from gui.views.cell_facts import Spot, spot
from gui.views.microscope import MicroscopeView
from gui.views.microscope_back import backward_account
from gui.views.microscope_facts import Account, forward_account, keys_of, there
from gui.views.microscope_tracks import DIM, Bars, letter_of
from gui.views.microscope_words import name_of, token_of
from gui.widgets import numbers
from gui.widgets.ink import mixed
from tests.gui.fakes import FakeSession, make_shown, moved
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., MicroscopeView]
KINDS: list[dict[str, Any]] = [
    {"kind": "lstm"},
    {"kind": "gru"},
    {"kind": "rnn"},
    {"kind": "dense"},
    {"kind": "lstm", "layers": 2},
    {"kind": "gru", "both": True, "layers": 2},
    {"kind": "lstm", "task": "flag"},
    {"kind": "rnn", "task": "ended"},
    {"kind": "embedding", "task": "text"},
    {"kind": "layer_norm"},
    {"kind": "batch_norm"},
    {"kind": "dropout"},
]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (1136, 756)) -> MicroscopeView:
        view = MicroscopeView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def said(view: MicroscopeView, name: str) -> list[Any]:
    session: Any = view.session
    return list(session.said(name))


def spots(phase: str, **case: Any) -> list[Spot]:
    """All layers, first and last unit, first, middle and last step."""
    found = []
    for t in (0, 9, 23):
        shown = make_shown(phase=phase, t=t, iterations=20, **case)
        assert shown.frame.recording is not None
        for layer, trace in enumerate(shown.frame.recording.layers):
            for unit in {0, trace.units - 1}:
                at = spot(replace(shown, layer=layer, unit=unit))
                assert at is not None
                found.append(there(at))
    return found


def accounts(phase: str, **case: Any) -> list[Account]:
    make = backward_account if phase == "backward" else forward_account
    return [make(at, key) for at in spots(phase, **case) for key in keys_of(at)]


@pytest.mark.parametrize("case", KINDS, ids=str)
@pytest.mark.parametrize("phase", ["forward", "backward"])
def test_the_products_add_up_to_the_number_of_the_recording(
    phase: str, case: dict[str, Any]
) -> None:
    for account in accounts(phase, **case):
        products = math.fsum(line.product for line in account.lines)
        if math.isfinite(account.total):
            assert products == pytest.approx(account.total, rel=1e-4, abs=1e-6)
        if account.factors:
            made = math.prod(value for _, value in account.factors)
            assert made == pytest.approx(account.result, rel=1e-4, abs=1e-9)
        elif account.bend and account.bend != "softmax":
            assert BENDS[account.bend](account.total) == pytest.approx(account.result, abs=1e-6)
        else:
            assert account.total == pytest.approx(account.result, abs=1e-9)
        assert not any(line.name == "rest" for line in account.lines)
        assert all(name_of(line) for line in account.lines)


def test_the_parts_of_a_gates_gradient_are_those_of_its_weights() -> None:
    shown = make_shown("lstm", phase="backward", t=5, unit=3, iterations=20)
    recording = shown.frame.recording
    assert recording is not None
    whole: dict[Any, float] = {}
    for example in range(recording.batch):
        for t in range(recording.steps):
            at = spot(replace(shown, example=example))
            assert at is not None
            for line in backward_account(replace(at, t=t), "f").lines:
                assert line.place is not None
                whole[line.place] = whole.get(line.place, 0.0) + line.product
    for place, value in whole.items():
        array = recording.parameter(place.name, "gradient")
        found = float(array.reshape(len(array), -1)[place.row, place.column])
        assert value == pytest.approx(found, rel=1e-3, abs=1e-7)


def evaluated(text: str) -> list[float]:
    """Evaluate all parts between the signs of equality that have no names."""
    names: dict[str, Any] = {name: bend for name, bend in BENDS.items() if name != "identity"}
    text = text.replace("−", "-").replace("·", "*").replace("σ", "sigmoid")
    return [float(eval(part, {}, names)) for part in text.split(" = ")[1:]]


@pytest.mark.parametrize("case", KINDS[:6], ids=str)
@pytest.mark.parametrize("places", [2, 4])
def test_the_copied_text_gives_the_number_to_the_digits_shown(
    case: dict[str, Any], places: int
) -> None:
    for account in accounts("forward", **case):
        if account.bend == "softmax":
            continue
        first, *_, last = evaluated(equation_text.equation(account, places))
        assert first == pytest.approx(account.result, abs=2e-4)
        assert last == pytest.approx(account.result, abs=0.5000001 * 10**-places)
    for account in accounts("backward", **case):
        text = equation_text.equation(account, places)
        parts = text.split(" = ")
        if account.factors:
            parts = [parts[0], *parts[2:]]
        first, last = evaluated(" = ".join(parts))
        assert first == pytest.approx(account.result, rel=1e-3, abs=1e-8)
        assert last == pytest.approx(account.result, rel=0.51 * 10**-places)


def plain(latex: str) -> str:
    """Write LaTeX with numbers alone as Python."""
    for sign, written in (
        (r"\left(", "("), (r"\right)", ")"), (r"\cdot", "*"), (r"\sigma", "sigmoid"), (r"\tanh", "tanh"),
    ):  # fmt: skip
        latex = latex.replace(sign, written)
    return re.sub(r"\\times 10\^\{(-?\d+)\}", r"* 10**(\1)", latex)


@pytest.mark.parametrize("case", KINDS[:4], ids=str)
@pytest.mark.parametrize("phase", ["forward", "backward"])
def test_the_copied_latex_gives_the_number(phase: str, case: dict[str, Any]) -> None:
    for account in accounts(phase, **case):
        parts = plain(equation_text.latex(account, 4)).split(" = ")
        if account.factors:
            parts = [parts[0], *parts[2:]]
        found = evaluated(" = ".join(parts))
        assert found[0] == pytest.approx(account.result, rel=1e-3, abs=2e-4)
        assert found[-1] == pytest.approx(account.result, rel=1e-4, abs=6e-5)


@pytest.mark.parametrize("case", KINDS, ids=str)
@pytest.mark.parametrize("phase", ["forward", "backward"])
def test_the_numpy_lines_give_the_recordings_arrays(phase: str, case: dict[str, Any]) -> None:
    wanted = {
        "lstm": (("h", "c"), ("dc", "dz_i", "dz_f", "dz_g", "dz_o")),
        "gru": (("h", "n", "r", "z"), ("dz_r", "dz_z", "dz_n", "dhn")),
        "rnn": (("h", "z"), ("dz",)),
        "dense": (("y", "z"), ("dz",)),
    }
    for at in spots(phase, **case):
        names = wanted.get(at.kind, (("y",), ()))[phase == "backward"]
        arrays = numpy_lines.arrays(at)
        space = {name: value for name, value in arrays.items() if name not in names}
        exec(numpy_lines.code(at), {"np": np}, space)
        alone: dict[str, Any] = {}
        exec(numpy_lines.whole(at), alone)
        for name in names:
            np.testing.assert_allclose(space[name], arrays[name], rtol=1e-4, atol=1e-6)
            np.testing.assert_allclose(alone[name], arrays[name], rtol=1e-4, atol=1e-6)


def test_what_is_painted_is_the_account(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    view = make(make_shown(t=9, unit=3, example=12))
    account = view.account
    assert account is not None
    assert view.key == "f"
    painted = {text.text for text in texts(view.sums, monkeypatch)}
    for line in account.lines:
        for value in (line.weight, line.value, line.product):
            assert numbers.decimal(value) in painted
    assert f"σ({numbers.decimal(account.total)}) = {numbers.decimal(account.result)}" in painted
    view.decimals.segments["4"].click()
    painted = {text.text for text in texts(view.sums, monkeypatch)}
    assert numbers.decimal(account.total, 4) in painted
    header = "".join(text.text for text in texts(view.header, monkeypatch))
    assert f"Where f = {numbers.decimal(account.result, 4)} comes from" in header
    left = {text.text for text in texts(view.cell, monkeypatch)}
    assert "Unit 4 of 8 at step 10" in left


@pytest.mark.parametrize("size", [(700, 480), (720, 590), (1136, 756), (1656, 1000)])
@pytest.mark.parametrize("case", [*KINDS[:5], {"kind": "gru", "units": 60}], ids=str)
@pytest.mark.parametrize("phase", ["forward", "backward"])
def test_nothing_of_the_arithmetic_is_cut_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], case: dict[str, Any], phase: str
) -> None:  # fmt: skip
    view = make(make_shown(phase=phase, iterations=20, **case), size)
    for places in ("2", "4"):
        view.decimals.segments[places].click()
        for key in keys_of(view.at) if view.at else ():
            view.choose(key)
            for part in (view.sums, view.header):
                found = texts(part, monkeypatch)
                assert outside(found, part) == []
                assert collisions(found) == []
                assert missing(found) == set()


def test_many_products_are_listed_by_size_and_all_are_reached(make: Make) -> None:
    view = make(make_shown("rnn", units=60, iterations=20))
    assert view.account is not None
    sizes = [abs(line.product) for line in view.account.lines]
    assert len(sizes) == 63
    assert sizes == sorted(sizes, reverse=True)
    view.setFocus()
    for _ in range(70):
        view.sums.choose(1)
    assert view.sums.row == 62
    bar = view.scroller.verticalScrollBar()
    assert bar.value() > 0


def test_a_recurrent_row_goes_to_that_unit_a_step_before_and_backspace_back(
    make: Make, qtbot: QtBot
) -> None:
    shown = make_shown(t=9)
    view = make(shown)
    k = next(k for k, line in enumerate(view.sums.account.lines) if line.letter == "h")  # type: ignore[union-attr]
    y = view.sums.row_rect(k + 2).center().y()
    qtbot.mouseClick(view.sums, Qt.MouseButton.LeftButton, pos=QPoint(30, y))
    assert said(view, "look") == [{"layer": 0, "unit": 2}]
    [tick] = said(view, "tick")
    assert shown.playhead is not None
    assert (shown.playhead.ticks[tick].t, shown.playhead.ticks[tick].layer) == (8, 0)
    view.show_state(replace(moved(shown, tick), unit=2))
    assert view.key == "h"
    assert view.at is not None
    assert (view.at.unit, view.at.t) == (2, 8)
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    assert said(view, "look")[-1] == {"layer": 0, "unit": 0}
    assert shown.playhead.ticks[said(view, "tick")[-1]].t == 9
    assert view.key == "f"


def test_an_input_of_a_layer_above_goes_to_the_unit_below(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(layers=2, layer=1, t=9, iterations=20))
    view.sums.row = 4
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert said(view, "look") == [{"layer": 0, "unit": 4}]


def test_a_gradient_goes_to_the_step_after(make: Make) -> None:
    shown = make_shown(phase="backward", t=9, iterations=20)
    view = make(shown)
    view.choose("h")
    assert view.account is not None
    k = next(k for k, line in enumerate(view.account.lines) if line.letter == "δg")
    view.sums.row = k
    view.sums.follow()
    [tick] = said(view, "tick")
    assert shown.playhead is not None
    assert shown.playhead.ticks[tick][:3] == ("backward", shown.playhead.tick.segment, 10)
    assert view.key == "g"


def test_letters_choose_gates(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9))
    qtbot.keyClick(view, Qt.Key.Key_O)
    assert view.key == "o"
    assert view.gates.current == "o"
    view.gates.segments["g"].click()
    assert view.key == "g"


def test_a_weight_is_typed_as_one_change(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9, unit=3))
    assert view.account is not None
    line = view.account.lines[1]
    place = view.sums.weight_rect(1).center()
    qtbot.mouseClick(view.sums, Qt.MouseButton.LeftButton, pos=place)
    assert view.sums.field.isVisible()
    view.sums.field.selectAll()
    qtbot.keyClicks(view.sums.field, "0.25")
    qtbot.keyClick(view.sums.field, Qt.Key.Key_Return)
    [(address, weights, final)] = said(view, "change")
    assert (address, final) == ("training.weights", True)
    assert weights == (Weight("0.weight_ih_l0", 8 + 3, 1, line.weight, 0.25),)
    assert not view.sums.field.isVisible()


def test_notches_are_one_change(make: Make, qtbot: QtBot) -> None:
    view = make(make_shown(t=9))
    view.sums.edit(0)
    assert view.account is not None
    before = view.account.lines[0].weight
    for _ in range(3):
        qtbot.keyClick(view.sums.field, Qt.Key.Key_Up)
    assert said(view, "change") == []
    view.sums.field.commit()
    [(_, weights, _)] = said(view, "change")
    assert weights[0].value == pytest.approx(before + 0.03, abs=1e-5)


def test_no_weight_is_set_while_training_runs_or_on_the_way_back(make: Make) -> None:
    for more in ({"running": True}, {"phase": "backward"}):
        view = make(make_shown(**more))  # type: ignore[arg-type]
        view.sums.edit(0)
        assert not view.sums.field.isVisible()


def test_a_click_on_the_tracks_goes_to_the_step(make: Make, qtbot: QtBot) -> None:
    shown = make_shown(t=9)
    view = make(shown)
    left, room = view.cell._across()
    at = QPointF(left + 15.5 * room / 24, view.cell.below() + 40)
    qtbot.mouseClick(view.cell, Qt.MouseButton.LeftButton, pos=at.toPoint())
    assert shown.playhead is not None
    assert [shown.playhead.ticks[tick].t for tick in said(view, "tick")] == [15]


def test_what_has_not_happened_yet_is_dim(make: Make) -> None:
    view = make(make_shown(t=9, iterations=20))
    image = paint(view.cell)
    left, room = view.cell._across()
    y = round(view.cell.below() + 42)
    done, coming = (image.pixelColor(round(left + (t + 0.5) * room / 24), y) for t in (4, 16))
    ground = image.pixelColor(4, 4)

    def away(colour: Any) -> float:
        return sum(abs(a - b) for a, b in zip(colour.getRgb(), ground.getRgb(), strict=True))

    assert away(done) > 1.5 * away(coming) > 0


def test_the_summary_reads_the_sum_out(make: Make) -> None:
    view = make(make_shown(t=9, unit=3))
    account = view.account
    assert account is not None
    largest = account.lines[account.largest]
    assert (
        f"f = {numbers.decimal(account.result)} = σ({numbers.decimal(account.total)}); "
        f"largest part: {name_of(largest)} {numbers.decimal(largest.product)}"
    ) in view.accessibleDescription()


def test_before_a_recording_it_says_how_to_begin(make: Make, monkeypatch: Any) -> None:
    view = make(make_shown(empty=True))
    assert "Press Space to run the first iteration." in view.accessibleDescription()
    assert texts(view.sums, monkeypatch) == []
    assert not view.gates.isVisible()


def test_hidden_it_holds_nothing(make: Make) -> None:
    view = make(make_shown())
    view.hide()
    assert (view.at, view.account, view.cell.at, view.sums.account) == (None,) * 4


def test_a_number_held_by_hand_is_said_to_be(make: Make) -> None:
    view = make(make_shown(t=9))
    assert view.account is not None
    assert not view.account.held
    assert replace(view.account, result=view.account.result + 0.2).held


def test_numbers_that_are_not_finite_are_shown(make: Make, monkeypatch: Any) -> None:
    view = make(make_shown(t=9))
    assert view.account is not None
    broken = tuple(line._replace(value=math.nan) for line in view.account.lines)
    account = replace(view.account, lines=broken, total=math.nan, result=math.nan)
    view.sums.take(view.at, account, 2, False)
    assert "NaN" in {text.text for text in texts(view.sums, monkeypatch)}


def test_what_is_copied_is_on_the_clipboard(make: Make) -> None:
    view = make(make_shown(t=9))
    assert view.at is not None
    assert view.account is not None
    board = QGuiApplication.clipboard()
    view.copies["text"].trigger()
    assert board.text() == equation_text.equation(view.account, 2)
    view.copies["latex"].trigger()
    assert board.text().startswith("f = \\sigma")
    view.copies["numpy"].trigger()
    assert board.text() == numpy_lines.whole(view.at)
    view.more.copy_picture()
    assert not board.pixmap().isNull()


def test_the_lines_unfold(make: Make) -> None:
    view = make(make_shown(t=9))
    assert not view.code.text.isVisible()
    view.code.button.click()
    view._shown_again()
    assert view.code.text.isVisible()
    assert view.at is not None
    assert view.code.text.toPlainText() == numpy_lines.code(view.at)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
@pytest.mark.parametrize("phase", ["forward", "backward"])
@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn"])
def test_a_diverged_recording_is_painted(make: Make, kind: str, phase: str, bad: float) -> None:
    shown = make_shown(kind, phase=phase, iterations=20)
    recording = shown.frame.recording
    assert recording is not None
    layers = tuple(
        Trace(trace.kind, {name: np.full_like(getattr(trace, name), bad) for name in trace.names})
        for trace in recording.layers
    )
    frame = replace(shown.frame, recording=replace(recording, layers=layers))
    view = make(replace(shown, frame=frame))
    for key in keys_of(view.at) if view.at else ():
        view.choose(key)
        assert view.account is not None
        assert not math.isfinite(view.account.result)
        for part in (view.cell, view.sums, view.header):
            paint(part)
    assert "NaN" in view.accessibleDescription() or "∞" in view.accessibleDescription()


def test_of_a_layer_with_one_step_it_shows_that_step(make: Make) -> None:
    view = make(make_shown(task="flag", layer=1, t=9, iterations=20))
    assert view.account is not None
    assert math.isfinite(view.account.result)
    assert view.cell.title().endswith("at step 24")


def test_while_time_runs_the_picture_is_made_a_few_times_a_second(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [100.0]
    monkeypatch.setattr(microscope.time, "monotonic", lambda: clock[0])
    shown = make_shown(running=True)
    view = make(shown)
    assert view.cell.shown is shown
    clock[0] += 0.1
    view.show_state(replace(shown, frame=replace(shown.frame, iteration=31)))
    assert view.cell.shown is shown
    other = replace(shown, unit=3)
    view.show_state(other)  # another unit is shown at once
    assert view.cell.shown is other
    clock[0] += 0.25
    later = replace(other, frame=replace(shown.frame, iteration=32))
    view.show_state(later)
    assert view.cell.shown is later
    paused = make_shown()
    view.show_state(paused)
    assert view.cell.shown is paused


@pytest.mark.parametrize("phase", ["forward", "backward"])
@pytest.mark.parametrize("both", [False, True])
def test_bars_are_bright_up_to_the_playhead_and_dim_where_it_has_not_come(
    make: Make, phase: Any, both: bool
) -> None:
    for unit in (2, 10) if both else (2,):
        shown = make_shown(phase=phase, t=9, both=both, unit=unit)
        view = make(shown)
        cell, at = view.cell, view.cell.at
        assert at is not None
        row = cell.rows()[-1]
        image = paint(cell)
        left, room = cell._across()
        wide, steps = room / at.recording.steps, at.recording.steps
        colour = getattr(current.theme, token_of(at.kind, letter_of(row)))
        dim = mixed(colour, current.theme.bg, DIM)
        top = round(cell.below()) + (len(cell.rows()) - 1) * 58
        found = {}
        for t in range(steps):
            x = round(left + (t + 0.5) * wide)
            column = {image.pixelColor(x, y).rgb() for y in range(top + 4, top + 54)}
            found[t] = colour.rgb() in column, dim.rgb() in column
        ahead = (phase == "backward") == at.reverse
        for t, (bright, pale) in found.items():
            coming = t > at.t if ahead else t < at.t
            assert not (bright if coming else pale), t
        assert any(bright for bright, _ in found.values())
        assert any(pale for _, pale in found.values())


def test_bars_are_painted_once_for_an_iteration(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    count: list[int] = []
    row = Bars._row
    monkeypatch.setattr(
        Bars, "_row", lambda self, *a, **k: (count.append(1), row(self, *a, **k))[1]
    )
    shown = make_shown(phase="forward", t=9)
    view = make(shown)
    paint(view.cell)
    once = len(count)
    assert once == 2 * len(view.cell.rows())
    assert shown.playhead is not None
    view.show_state(moved(shown, shown.playhead.at("forward", 4, 0)))
    paint(view.cell)
    assert len(count) == once


@pytest.mark.parametrize(
    ("kind", "key"), [("lstm", "f"), ("lstm", "h"), ("gru", "n"), ("rnn", "h"), ("dropout", "y")]
)
def test_after_any_steps_the_picture_is_that_of_a_new_view(
    app: Any, make: Make, kind: str, key: str
) -> None:
    shown = make_shown(kind, layer=1 if kind == "dropout" else 0)
    assert shown.playhead is not None
    view = make(shown)
    view.choose(key)
    count = len(shown.playhead.ticks)
    for tick in (0, 9, 30, count - 20, count - 19, 10):
        here = moved(shown, tick)
        view.show_state(here)
        app.processEvents()
        other = make(here)
        other.choose(view.key)
        app.processEvents()
        assert view.grab().toImage() == other.grab().toImage()


def test_a_layer_without_gates_is_looked_at_after_one_with_them(make: Make) -> None:
    view = make(make_shown(layer=0))
    view.show_state(make_shown(layer=1))
    assert view.at is not None
    assert view.at.kind == "dense"
    view.retranslate()
    view.show_state(make_shown(layer=0))
    assert view.at.kind == "lstm"
