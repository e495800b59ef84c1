"""Network view: tiles, curves, boundary and gradient are the Recording's; weights are set by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from msgspec import structs
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.datasets.tables import sniff, suggested
from engine.frame import Divergence
from engine.project import Dense, Network, Project, Training, Xor
from engine.trainer import Trainer
from gui.language import set_language
from gui.session import Session
from gui.shown import Shown
from gui.theme import RESOURCES, current
from gui.views.network import NetworkView
from gui.views.network_facts import gradient_sizes, incoming, largest, plane_of, share_text
from gui.views.network_ink import class_colour, weight_pen
from gui.views.network_layout import curve, ends, height_at
from gui.views.update_facts import Place
from gui.widgets.ink import mixed
from tests.gui.fakes import FakeSession, make_shown, moved
from tests.gui.views.painted import collisions, missing, outside, paint, texts

Make = Callable[..., NetworkView]
XOR = Project(
    data=Xor(),
    network=Network(layers=(Dense(units=4), Dense(units=3))),
    training=Training(loss="bce", batch_size=8, batch="mini"),
)


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Any, size: tuple[int, int] = (1136, 756)) -> NetworkView:
        session = shown if not isinstance(shown, Shown) else FakeSession(shown)
        view = NetworkView(session)  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        QApplication.processEvents()
        return view

    return build


def xor_shown(project: Project = XOR, **more: Any) -> Shown:
    """A moment of a network of two inputs, with its plane computed."""
    shown = make_shown(project=project, **more)
    plane = plane_of(shown)
    assert plane is not None
    trainer = Trainer(project)
    trainer.run(40)
    found = plane.look(trainer)
    return replace(shown, frame=replace(shown.frame, probes={plane: found}))


@pytest.fixture
def live(make: Make, qtbot: QtBot) -> Iterator[tuple[Session, NetworkView, Callable[[], Shown]]]:
    session = Session(XOR)

    def settled() -> Shown:
        qtbot.waitUntil(
            lambda: (
                session.state.frame.answered >= session._sent and session.state.frame.busy is None
            ),
            timeout=8000,
        )
        return session.state

    session.open(XOR)
    settled()
    session.go(iteration=6)
    settled()
    view = make(session)
    session.shown.connect(view.show_state)
    view.page.choice.choose(1, 2, 1)
    yield session, view, settled
    view.close()
    session.close()


def on_curve(view: NetworkView, layer: int, unit: int, below: int, share: float = 0.3) -> QPoint:
    """Give a pixel on a curve."""
    page = view.page
    start, end = ends(page.columns[layer], below, page.columns[layer + 1], unit)
    return curve(start, end).pointAtPercent(share).toPoint()


def signed(value: float, limit: float) -> QColor:
    entry = round(127.5 * (max(-1.0, min(1.0, value / limit)) + 1))
    return QColor.fromRgba(current.theme.map("signed")[entry])


def alike(one: QColor, other: QColor, most: int) -> bool:
    return all(abs(a - b) <= most for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


CASES = [
    {"kind": "lstm"}, {"kind": "gru", "layers": 2}, {"kind": "dense"}, {"kind": "embedding", "task": "text"},
    {"kind": "layer_norm"}, {"kind": "lstm", "both": True}, {"kind": "gru", "units": 80},
    {"kind": "lstm", "running": True}, {"kind": "lstm", "empty": True}, {"kind": "dropout"},
    {"kind": "rnn", "phase": "backward"}, {"kind": "rnn", "phase": "batch"},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_is_cut_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any], language: str
) -> None:
    set_language(language)
    for size in ((700, 480), (1136, 756), (1656, 1000)):
        view = make(make_shown(**case), size)
        if view.page.weights:
            view.page.choice.choose(max(view.page.weights), 0, 0)
        view.page.picture.forget()
        found = texts(view.page, monkeypatch)
        assert outside(found, view.page) == []
        assert collisions(found) == []
        assert missing(found) == set()


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_tiles_have_the_colours_of_what_their_units_output_over_the_plane(
    make: Make, theme: str
) -> None:
    current.set(theme)
    shown = xor_shown()
    view = make(shown)
    image = paint(view.page)
    (found,) = shown.frame.probes.values()
    for layer in (0, 1):
        limit = largest(found[layer])
        n = found[layer].shape[-1]
        for unit, tile in enumerate(view.page.columns[layer + 1].tiles):
            # between the middle grid points; tanh is smooth, so that neighbours are alike
            value = found[layer][unit, n // 2 - 1 : n // 2 + 1, n // 2 - 1 : n // 2 + 1].mean()
            got = image.pixelColor(tile.center().toPoint())
            assert alike(got, signed(float(value), limit), 16), (layer, unit)


def test_the_ground_is_blue_where_the_network_says_one_and_orange_where_it_says_zero(
    make: Make,
) -> None:
    shown = xor_shown()
    view = make(shown)
    image = paint(view.page)
    boundary = view.page.boundary
    assert boundary is not None
    assert boundary.values is not None
    rect = boundary.rect
    for x, y in ((0.03, 0.03), (0.97, 0.03), (0.03, 0.97), (0.97, 0.97)):
        point = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
        said = boundary.values_at(point)
        assert said is not None
        assert alike(image.pixelColor(point.toPoint()), signed(2 * float(said[0]) - 1, 1.0), 24)


def test_tiles_over_time_have_the_colours_of_the_example(make: Make) -> None:
    shown = make_shown("lstm", example=1)
    view = make(shown)
    recording = shown.frame.recording
    assert recording is not None
    image = paint(view.page)
    column = view.page.columns[1]
    steps = int(recording.lengths[1])
    values = recording.layers[0].h[:steps, :, 1].T
    for unit, tile in enumerate(column.tiles):
        for t in (2, steps - 3):
            x = tile.left() + (t + 0.5) / steps * tile.width()
            got = image.pixelColor(QPointF(x, tile.center().y()).toPoint())
            assert alike(got, signed(float(values[unit, t]), largest(values)), 6), (unit, t)


def test_a_weight_is_wide_by_its_size_and_dashed_if_negative(app: Any) -> None:
    large, small, negative = weight_pen(1.0, 1.0), weight_pen(0.1, 1.0), weight_pen(-1.0, 1.0)
    assert large.widthF() > 3 * small.widthF()
    assert large.style() == Qt.PenStyle.SolidLine
    assert negative.style() == Qt.PenStyle.CustomDashLine
    assert large.color().rgb() == current.theme.plus.rgb()
    assert negative.color().rgb() == current.theme.minus.rgb()


def test_of_several_gates_the_curve_is_the_weight_furthest_from_zero() -> None:
    recording = make_shown("lstm").frame.recording
    assert recording is not None
    found = incoming(recording, 0)
    assert found is not None
    whole = recording.parameter("0.weight_ih_l0")
    for unit in range(8):
        four = whole[unit::8, 0]
        place = found.place(unit, 0)
        assert abs(found.values[unit, 0]) == np.abs(four).max()
        assert whole[place.row, place.column] == found.values[unit, 0]


def test_bars_are_the_root_mean_square_and_the_sentence_their_ratio(make: Make) -> None:
    shown = xor_shown()
    view = make(shown)
    recording = shown.frame.recording
    assert recording is not None
    first = np.concatenate(
        [recording.parameter(f"0.{n}", "gradient").ravel() for n in ("weight", "bias")]
    )
    last = np.concatenate(
        [recording.parameter(f"2.{n}", "gradient").ravel() for n in ("weight", "bias")]
    )
    sizes = dict(gradient_sizes(recording))
    assert sizes[0] == pytest.approx(np.sqrt((first.astype(float) ** 2).mean()))
    share = share_text(sizes[0] / float(np.sqrt((last.astype(float) ** 2).mean())))
    wanted = f"Layer 1 gets {share} of the gradient of the output layer"
    assert view.page.picture.sentence() == wanted
    assert wanted in view.summary(shown)


def test_small_shares_are_not_zero(app: Any) -> None:
    set_language("en")
    assert share_text(0.003) == "0.3\N{NO-BREAK SPACE}%"
    assert share_text(0.26) == "26\N{NO-BREAK SPACE}%"
    assert share_text(1e-7).startswith("1e")


def test_a_click_on_a_tile_looks_at_the_unit_and_shows_it_large(make: Make) -> None:
    view = make(xor_shown())
    tile = view.page.columns[2].tiles[1]
    QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=tile.center().toPoint())
    assert view.session.said("look") == [{"layer": 1, "unit": 1}]  # type: ignore[attr-defined]
    boundary = view.page.boundary
    assert boundary is not None
    assert not boundary.output
    assert view.page.values is not None
    np.testing.assert_array_equal(boundary.values[0], view.page.values[2][1])  # type: ignore[index]
    QTest.keyClick(view.page, Qt.Key.Key_Escape)
    assert view.page.large == "output"


def test_arrows_move_among_the_tiles(make: Make) -> None:
    view = make(xor_shown())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(view.page, key)
    assert view.page.spot == (1, 2)
    assert view.session.said("look")[-1] == {"layer": 1, "unit": 2}  # type: ignore[attr-defined]


def test_enter_goes_through_the_weights_that_come_in(make: Make) -> None:
    view = make(xor_shown(layer=1, unit=2))
    seen = []
    for _ in range(5):
        QTest.keyClick(view.page, Qt.Key.Key_Return)
        seen.append(view.page.choice.place)
    assert seen == [Place("1.weight", 2, k % 4) for k in range(5)]
    lstm = make(make_shown("lstm", unit=3))
    rows = []
    for _ in range(4):
        QTest.keyClick(lstm.page, Qt.Key.Key_Return)
        assert lstm.page.choice.place is not None
        rows.append(lstm.page.choice.place.row)
    assert rows == [3, 11, 19, 27]


def test_every_pixel_of_a_curve_finds_its_weight(make: Make) -> None:
    view = make(xor_shown())
    page = view.page
    start, end = ends(page.columns[1], 0, page.columns[2], 2)
    for share in (0.2, 0.5, 0.8):
        point = curve(start, end).pointAtPercent(share)
        assert height_at(start, end, point.x()) == pytest.approx(point.y(), abs=0.1)
    found = page.choice.under(QPointF(on_curve(view, 1, 2, 0, 0.12)))
    assert found == (1, 2, 0)


def test_a_weight_is_dragged_and_one_undo_takes_it_back(live: Any) -> None:
    session, view, settled = live
    page, start = view.page, on_curve(view, 1, 0, 3, 0.1)
    undos = len(session._undo)
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=start)
    place, was, notch = page.choice.place, page.choice.value(), page.choice.notch
    assert place == Place("1.weight", 0, 3)
    for up in (6, 20, 40):
        QTest.mouseMove(page, start - QPoint(0, up))
    assert session.state.frame.project.training.weights == ()
    wanted = page.choice.value()
    assert wanted == pytest.approx(was + 20 * notch)
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 40))
    assert settled().frame.recording.parameter("1.weight")[0, 3] == np.float32(wanted)
    assert len(session._undo) == undos + 1
    session.undo()
    assert settled().frame.recording.parameter("1.weight")[0, 3] == np.float32(was)


def test_a_weight_is_typed(live: Any) -> None:
    _, view, settled = live
    field = view.page.choice.field
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "-1.25")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert settled().frame.recording.parameter("1.weight")[2, 1] == -1.25


def test_notches_of_the_wheel_are_one_step_of_undo(live: Any) -> None:
    session, view, settled = live
    page, at = view.page, view.page.tiles_room().center()
    was, notch, undos = page.choice.value(), page.choice.notch, len(session._undo)
    page.hasFocus = lambda: True  # no window manager gives it offscreen
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    for _ in range(3):
        place = page.mapToGlobal(at)
        QApplication.sendEvent(page, QWheelEvent(at, place, QPoint(), QPoint(0, 120), *none, False))
    page.choice._settle.timeout.emit()
    got = settled().frame.recording.parameter("1.weight")[2, 1]
    assert got == pytest.approx(was + 3 * notch, rel=1e-5)
    assert len(session._undo) == undos + 1


def test_escape_gives_the_drag_up(live: Any) -> None:
    session, view, settled = live
    page, start = view.page, on_curve(view, 1, 0, 3, 0.1)
    undos = len(session._undo)
    QTest.mousePress(page, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(page, start - QPoint(0, 30))
    QTest.keyClick(page, Qt.Key.Key_Escape)
    QTest.mouseRelease(page, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 30))
    assert settled().project.training.weights == ()
    assert len(session._undo) == undos


@pytest.mark.parametrize("state", ["running", "diverged"])
def test_nothing_is_edited_while_time_runs_or_after_divergence(
    make: Make, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    shown = xor_shown(running=state == "running")
    if state == "diverged":
        broken = Divergence(7, "loss", -1, -1, 3, None)
        shown = replace(shown, frame=replace(shown.frame, divergence=broken))
    view = make(shown)
    start = on_curve(view, 1, 0, 3, 0.1)
    QTest.mousePress(view.page, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.page, start - QPoint(0, 30))
    QTest.mouseRelease(view.page, Qt.MouseButton.LeftButton, pos=start - QPoint(0, 30))
    assert view.session.said("change") == []  # type: ignore[attr-defined]
    painted = " ".join(text.text for text in texts(view.page, monkeypatch))
    assert ("Time runs" if state == "running" else "Training diverged") in painted


def test_a_click_on_a_dot_of_the_batch_makes_it_the_example(make: Make) -> None:
    view = make(xor_shown())
    boundary = view.page.boundary
    assert boundary is not None
    number = int(boundary.recording.examples[2])
    point = boundary.point(number).toPoint()
    QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=point)
    (asked,) = view.session.said("look")  # type: ignore[attr-defined]
    chosen = boundary.point(int(boundary.recording.examples[asked["example"]]))
    assert abs(chosen.x() - point.x()) <= 1
    assert abs(chosen.y() - point.y()) <= 1
    assert view.page.crossed is None


def test_a_click_beside_the_data_says_what_the_network_says_there(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(xor_shown())
    boundary = view.page.boundary
    assert boundary is not None
    point = boundary.rect.center()
    QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert view.session.said("look") == []  # type: ignore[attr-defined]
    said = boundary.values_at(boundary.place(*view.page.crossed))  # type: ignore[misc]
    assert said is not None
    painted = {text.text for text in texts(view.page, monkeypatch)}
    assert f"{float(said[0]):.3f}" in painted


def test_over_64_units_a_matrix_stands_for_the_curves(make: Make) -> None:
    view = make(make_shown("gru", units=80))
    assert not view.page.columns[1].tiles
    assert not view.page.as_curves(0)
    rect = view.page.columns[1].rect
    point = QPointF(rect.center().x(), rect.top() + 41.5 / 80 * rect.height()).toPoint()
    QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=point)
    assert view.session.said("look") == [{"layer": 0, "unit": 41}]  # type: ignore[attr-defined]


def test_what_is_not_reached_yet_is_dimmed(make: Make) -> None:
    shown = xor_shown(phase="forward", t=0)
    assert shown.playhead is not None
    first = next(k for k, tick in enumerate(shown.playhead.ticks) if tick.layer == 0)
    view = make(moved(shown, first))
    early = paint(view.page)
    view.show_state(moved(shown, len(shown.playhead.ticks) - 1))
    late = paint(view.page)
    point = view.page.columns[2].tiles[0].center().toPoint()
    assert early.pixelColor(point) != late.pixelColor(point)


def test_without_a_recording_it_says_what_to_press(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = make(make_shown(empty=True))
    painted = " ".join(text.text for text in texts(view.page, monkeypatch))
    assert "Press Space to run the first iteration" in painted
    assert view.page.boundary is None


def test_hidden_it_holds_nothing(make: Make) -> None:
    view = make(make_shown())
    view.hide()
    assert view.page.shown is None
    assert view.page.picture._still is None


def test_a_unit_over_time_is_large_where_there_is_no_plane(make: Make) -> None:
    shown = make_shown("lstm", unit=2, example=1)
    view = make(shown)
    view.page.show_large("unit")
    recording, boundary = shown.frame.recording, view.page.boundary
    assert recording is not None
    assert boundary is not None
    np.testing.assert_array_equal(boundary.series, recording.layers[0].h[:, 2, 1])  # type: ignore[arg-type]


def flowers(inputs: int = 4) -> Project:
    path = RESOURCES / "data" / "iris.csv"
    data = suggested(path, sniff(path))
    data = structs.replace(data, inputs=data.inputs[-inputs:])
    training = Training(loss="cross_entropy", learning_rate=0.05)
    return Project(data=data, network=Network(layers=(Dense(units=5),)), training=training)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_four_inputs_and_three_classes_are_values_of_the_example_and_bars(
    make: Make, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    set_language(language)
    shown = make_shown(project=flowers(), example=1)
    recording = shown.frame.recording
    assert recording is not None
    assert plane_of(shown) is None
    for size in ((700, 480), (1136, 756)):
        view = make(shown, size)
        view.page.picture.forget()
        found = texts(view.page, monkeypatch)
        assert outside(found, view.page) == []
        assert collisions(found) == []
    values = recording.layers[0].y[0, :, 1]
    image = paint(view.page)
    for unit, tile in enumerate(view.page.columns[1].tiles):
        got = image.pixelColor((tile.topLeft() + QPointF(5, 8)).toPoint())
        assert alike(got, signed(float(values[unit]), largest(values)), 6), unit
    boundary = view.page.boundary
    assert boundary is not None
    assert recording.probabilities is not None
    facts = boundary.facts()
    assert [name for name, _, _ in facts] == list(recording.dataset.classes)
    assert [value for _, value, _ in facts] == recording.probabilities[0, :, 1].tolist()
    assert [target for _, _, target in facts].index(True) == int(recording.targets[0, 0, 1])
    view.page.show_large("unit")
    paint(view.page)


def test_three_classes_on_the_plane_have_the_colour_of_the_winner(make: Make) -> None:
    project = flowers(inputs=2)
    shown = xor_shown(project)
    view = make(shown)
    boundary, image = view.page.boundary, paint(view.page)
    assert boundary is not None
    assert boundary.values is not None
    assert boundary.values.shape[0] == 3
    np.testing.assert_allclose(boundary.values.sum(axis=0), 1, rtol=1e-6)
    rect = boundary.rect
    for x, y in ((0.02, 0.02), (0.98, 0.98), (0.02, 0.98)):
        point = QPointF(rect.left() + x * rect.width(), rect.top() + y * rect.height())
        said = boundary.values_at(point)
        assert said is not None
        strength = 0.15 + 0.85 * (float(said.max()) - 1 / 3) * 1.5
        wanted = mixed(class_colour(int(said.argmax())), current.theme.s2, strength)
        assert alike(image.pixelColor(point.toPoint()), wanted, 16)


def test_numbers_that_are_none_are_painted_as_a_warning(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = xor_shown()
    recording = shown.frame.recording
    assert recording is not None
    nothing = np.full_like(recording.before, np.nan)
    broken = replace(recording, before=nothing, gradient=nothing)
    ((plane, found),) = shown.frame.probes.items()
    outputs = tuple(np.full_like(layer, np.nan) for layer in found)
    frame = replace(shown.frame, recording=broken, probes={plane: outputs})
    view = make(replace(shown, frame=frame))
    image = paint(view.page)
    for tile in view.page.columns[1].tiles:
        assert alike(image.pixelColor(tile.center().toPoint()), current.theme.warn, 3)
    view.page.picture.forget()
    found_texts = texts(view.page, monkeypatch)
    assert "NaN" in {text.text for text in found_texts}
    view.page.choice.choose(1, 0, 0)
    assert view.page.choice.why_not() == "This weight is not a number any more."


def test_the_numbers_are_all_weights(make: Make) -> None:
    shown = xor_shown()
    view = make(shown)
    table, recording = view.numbers(shown), shown.frame.recording
    assert table is not None
    assert recording is not None
    rows = list(table.rows)
    assert len(rows) == recording.before.size
    assert ("1.weight", 3, 2, recording.parameter("1.weight")[2, 1]) in rows
