from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from engine.recording import Trace
from gui.shown import Shown
from gui.theme import current
from gui.views.cell import CellView
from gui.views.cell_face import Grid
from gui.views.cell_facts import largest_changes, spot, sum_facts
from gui.views.cell_gates import lstm_facts, lstm_gradients
from gui.views.cell_output import loss_pieces, output_facts
from gui.views.cell_sheet import Sheet
from gui.widgets import numbers
from gui.widgets.ink import Ink, painting
from tests.gui.fakes import FakeSession, make_shown, moved
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., CellView]
PHASES = ("batch", "forward", "loss", "backward", "update")


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (372, 756)) -> CellView:
        view = CellView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        return view

    return build


def cases() -> list[Any]:
    found = []
    for phase in PHASES:
        found += [
            pytest.param({"kind": "lstm", "phase": phase, "example": 12}, id=f"lstm {phase}"),
            pytest.param({"kind": "rnn", "phase": phase, "unit": 1}, id=f"rnn {phase}"),
            pytest.param(
                {"kind": "dense", "phase": phase, "t": 0, "layer": 1}, id=f"dense {phase}"
            ),
            pytest.param({"kind": "lstm", "phase": phase, "layer": 1}, id=f"output {phase}"),
            pytest.param(
                {"kind": "lstm", "phase": phase, "task": "flag", "layer": 1}, id=f"flag {phase}"
            ),
        ]
    found += [
        pytest.param({"kind": "lstm", "running": True}, id="running"),
        pytest.param({"kind": "lstm", "empty": True}, id="no recording"),
        pytest.param({"kind": "dense", "empty": True}, id="dense, no recording"),
        pytest.param({"kind": "lstm", "t": 0}, id="first step"),
        pytest.param(
            {"kind": "lstm", "steps": 240, "units": 80, "unit": 79, "phase": "loss"}, id="large"
        ),
    ]
    return found


@pytest.mark.parametrize("case", cases())
def test_nothing_is_cut_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any]
) -> None:
    for size in ((372, 756), (372, 576), (480, 900)):
        view = make(make_shown(**case), size)
        found = texts(view.page, monkeypatch)
        assert outside(found, view.page) == []
        assert collisions(found) == []
        assert missing(found) == set()


def test_large_text_is_not_cut(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    current.set(scale=1.15)
    view = make(make_shown(), (428, 900))
    assert outside(texts(view.page, monkeypatch), view.page) == []


def test_at_720_pixels_all_of_a_cell_is_in_sight(make: Make) -> None:
    view = make(make_shown(), (372, 576))
    assert view.page.height() == 576
    low = make(make_shown(), (372, 400))
    assert low.page.height() > 400


def test_lstm_numbers_are_those_of_the_recording(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(t=9, unit=3, example=12)
    at, recording = spot(shown), shown.frame.recording
    assert at is not None
    assert recording is not None
    facts, made = lstm_facts(at), recording.layers[0]
    for name in ("i", "f", "g", "o", "c", "h", "tanh_c", "z_i", "z_f", "z_g", "z_o"):
        assert getattr(facts, name) == float(getattr(made, name)[9, 3, 12])
    assert facts.c_before == float(made.c[8, 3, 12])
    assert facts.kept + facts.written == pytest.approx(facts.c, abs=1e-6)
    assert facts.o * facts.tanh_c == pytest.approx(facts.h, abs=1e-6)
    view = make(shown)
    painted = {text.text for text in texts(view.page, monkeypatch)}
    sentence = (
        f"Keeps {numbers.percent(facts.f)} of its memory, writes {numbers.decimal(facts.written)}."
    )
    assert sentence in painted
    for value in (facts.i, facts.f, facts.g, facts.o, facts.c, facts.h, facts.kept):
        assert numbers.decimal(value) in painted
    assert f"σ({numbers.decimal(facts.z_i)})" in painted
    assert "unit 4 of 8 · step 10" in painted


def test_the_gradient_is_sent_back_by_the_forget_gate(make: Make) -> None:
    for t in (0, 9, 23):
        shown = make_shown(phase="backward", t=t, unit=3, example=12)
        at, recording = spot(shown), shown.frame.recording
        assert at is not None
        assert recording is not None
        back, facts, made = lstm_gradients(at), lstm_facts(at), recording.layers[0]
        assert back.c_before == pytest.approx(facts.f * float(made.dc[t, 3, 12]))
        through = back.h * facts.o * (1 - facts.tanh_c**2)
        assert back.through_h == pytest.approx(through, rel=1e-3, abs=1e-8)
        view = make(shown)
        assert numbers.percent(facts.f) in view.page.sentence()


@pytest.mark.parametrize(("kind", "layer"), [("rnn", 0), ("lstm", 1), ("dense", 0), ("dense", 2)])
def test_the_parts_sum_to_the_sum(app: Any, kind: str, layer: int) -> None:
    for t in (0, 9) if kind != "dense" else (0,):
        at = spot(make_shown(kind, t=t, layer=layer, phase="forward"))
        assert at is not None
        facts = sum_facts(at)
        total = facts.from_inputs + facts.from_memory + facts.bias
        assert total == pytest.approx(facts.z, abs=1e-5)


def test_an_output_stands_beside_its_target(make: Make) -> None:
    shown = make_shown(layer=1, t=9, example=12)
    at = spot(shown)
    assert at is not None
    said = output_facts(at)
    assert said.term == pytest.approx((said.output - said.target) ** 2, rel=1e-4)
    view = make(shown)
    sentence = view.page.sentence()
    assert (
        sentence
        == f"Says {numbers.decimal(said.output)}, the target is {numbers.decimal(said.target)}."
    )
    late = spot(make_shown(task="flag", layer=1, t=23))
    early = spot(make_shown(task="flag", layer=1, t=9))
    assert late is not None
    assert early is not None
    assert output_facts(late).counted
    assert not output_facts(early).counted
    assert 0 <= output_facts(late).output <= 1


def test_an_error_that_is_not_0_is_not_written_as_a_difference_of_equals(app: Any) -> None:
    at = spot(make_shown(layer=1, t=9, example=12))
    assert at is not None
    said = replace(output_facts(at), loss="mse", chance=False, output=0.9357, target=0.9412)
    written = "".join(str(piece[0]) for piece in loss_pieces(said))
    assert written == "(0.9357 − 0.9412)2 = "
    said = replace(said, output=0.36, target=0.48)
    assert "".join(str(piece[0]) for piece in loss_pieces(said)) == "(0.36 − 0.48)2 = "
    said = replace(said, output=0.36, target=0.36)
    assert "".join(str(piece[0]) for piece in loss_pieces(said)) == "(0.36 − 0.36)2 = "


def test_echo_counts_targets_after_its_delay(app: Any) -> None:
    at = spot(make_shown(task="echo", t=5))
    assert at is not None
    assert not output_facts(at, 0).counted
    assert output_facts(at, 1).counted


def test_the_largest_changes_come_first() -> None:
    shown = make_shown(phase="update")
    recording = shown.frame.recording
    assert recording is not None
    found = largest_changes(recording)
    sizes = [abs(change.after - change.before) for change in found]
    assert len(found) == 8
    assert sizes[0] == pytest.approx(float(np.abs(recording.update).max()), rel=1e-3)
    assert all(a >= b - 1e-7 for a, b in pairwise(sizes))


@pytest.mark.parametrize("phase", ["batch", "update"])
def test_a_cell_that_stays_pinned_shows_the_unit_in_every_phase(make: Make, phase: str) -> None:
    shown = make_shown(phase=phase)
    view = make(shown)
    found = spot(shown)
    assert found is not None
    assert view.page.sentence() == view.page.face.sentence(found)
    assert not view.page.chips()  # nothing can be held where no step is taken


def test_the_summary_reads_out_the_numbers(make: Make) -> None:
    view = make(make_shown(t=9))
    assert view.accessibleName() == "Cell"
    assert view.accessibleDescription().startswith("Keeps ")
    assert ", f 0." in view.accessibleDescription()


def test_nan_and_infinite_values_are_painted(make: Make) -> None:
    shown = make_shown()
    recording = shown.frame.recording
    assert recording is not None
    made = recording.layers[0]
    arrays = {name: np.array(getattr(made, name)) for name in made.names}
    for k, name in enumerate(made.names):
        arrays[name][:] = (np.nan, np.inf, -np.inf)[k % 3]
    broken = replace(
        recording, layers=(Trace("lstm", arrays), recording.layers[1]), loss=np.inf, norm=np.nan,
        terms=np.full_like(recording.terms, np.nan), update=np.full_like(recording.update, np.nan),
    )  # fmt: skip
    for phase in PHASES:
        other = make_shown(phase=phase)
        view = make(replace(other, frame=replace(other.frame, recording=broken)))
        paint(view.page)


@pytest.mark.parametrize("kind", ["lstm", "gru", "rnn", "embedding"])
def test_after_any_steps_the_picture_is_that_of_a_new_view(app: Any, make: Make, kind: str) -> None:
    shown = make_shown(kind, task="text" if kind == "embedding" else "hold", steps=20)
    assert shown.playhead is not None
    view = make(shown)
    count = len(shown.playhead.ticks)
    for tick in (*range(0, count, 7), count - 1, 12, 13):
        for unit in (tick % 2, 5):
            here = replace(moved(shown, tick), unit=unit)
            view.show_state(here)
            app.processEvents()
            assert view.grab().toImage() == make(here).grab().toImage()


def test_while_only_numbers_change_title_and_colour_key_are_left_as_they_are(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(running=True)
    view = make(shown)
    asked: list[tuple[int, ...]] = []
    monkeypatch.setattr(view.page, "update", lambda *area: asked.append(area))
    view.show_state(replace(shown))
    view.show_state(replace(shown, unit=3))
    view.show_state(replace(shown, unit=3))
    view.page.restyle()
    numbers_alone = (0, 44, 372, 756 - 44 - 62)
    assert asked == [numbers_alone, (), numbers_alone, ()]
    stopped = make_shown(t=3)
    assert stopped.playhead is not None
    for tick in (stopped.playhead.index, stopped.playhead.index + 2):
        view.show_state(moved(stopped, tick))
    assert asked[4:] == [(), ()]  # the step stands in the title


def test_wires_end_at_the_nodes_which_stay(make: Make) -> None:
    """A thick wire in a node's middle would be painted over its sign, which lies below."""
    page = make(make_shown("lstm", t=9)).page
    image, bare = page.grab().toImage(), QPixmap(page.size())
    bare.fill(current.theme.s1)
    with painting(bare) as painter:
        sheet = Sheet(Ink(painter), page.width(), page.height())
        page.face.still(sheet, page._room(), page.at)
    still, grid = bare.toImage(), Grid(sheet, page._room(), page.at)
    for x, y in ((88, 50), (175, 50), (175, 134), (298, 134)):
        for dx in range(-9, 10):
            for dy in (-5, 0, 5):
                place = round(grid.x(x)) + dx, round(grid.y(y)) + dy
                assert image.pixelColor(*place) == still.pixelColor(*place)
