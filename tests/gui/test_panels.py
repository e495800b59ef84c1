"""Panels send addresses and values to the session, and show what it answers."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from engine.address import value_at
from engine.project import DATA, LSTM, Dense, Network, Project, Training
from gui.panels.data import TILES
from gui.widgets.choice import ChoiceRow
from gui.widgets.number_field import NumberField
from gui.widgets.row import Row
from gui.widgets.settings import titled_fields
from gui.widgets.slider import SliderRow
from tests.gui.fakes import make_shown


def row(panel: Any, address: str) -> Any:
    return next(row for row in panel.rows if row.address == address)


def project_of(made: Any, **parts: Any) -> None:
    made.session.show(project=msgspec.structs.replace(made.session.state.project, **parts))


def type_into(field: NumberField, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def drag(widget: QWidget, *shares: float) -> None:
    """Press at the first share of the width, move over the others, let go at the last."""

    def send(kind: QEvent.Type, share: float, buttons: Qt.MouseButton) -> None:
        at = QPointF(share * widget.width(), widget.height() / 2)
        event = QMouseEvent(
            kind,
            at,
            widget.mapToGlobal(at),
            Qt.MouseButton.LeftButton,
            buttons,
            Qt.KeyboardModifier(0),
        )
        QApplication.sendEvent(widget, event)

    send(QEvent.Type.MouseButtonPress, shares[0], Qt.MouseButton.LeftButton)
    for share in shares[1:]:
        send(QEvent.Type.MouseMove, share, Qt.MouseButton.LeftButton)
    send(QEvent.Type.MouseButtonRelease, shares[-1], Qt.MouseButton.NoButton)


@pytest.mark.parametrize("kind", TILES)
def test_a_picture_asks_for_its_kind_and_shows_its_settings(window: Any, kind: str) -> None:
    made = window()
    data = made.body.parts["setup"].data
    data.tiles[kind].click()
    if kind != "hold":
        assert made.session.calls == [("change", ("data", DATA[kind](), True))]
    project_of(made, data=DATA[kind]())
    assert data.tiles[kind].isChecked()
    shown = {row.address for row in data.rows}
    assert shown == {f"data.{name}" for name in titled_fields(DATA[kind])}
    assert all(row.setting.explanation for row in data.rows)


def test_a_drag_is_final_only_when_it_ends(window: Any) -> None:
    made = window()
    drag(row(made.body.parts["setup"].data, "data.length").track, 0.3, 0.5, 0.6)
    calls = [arguments for name, arguments in made.session.calls if name == "change"]
    assert {address for address, _, _ in calls} == {"data.length"}
    assert [final for _, _, final in calls] == [False] * (len(calls) - 1) + [True]
    assert all(isinstance(value, int) for _, value, _ in calls)


def test_a_control_that_is_held_is_left_alone(window: Any) -> None:
    made = window()
    length = row(made.body.parts["setup"].data, "data.length")
    length.track.setSliderDown(True)
    project_of(made, data=DATA["hold"](length=77))
    assert length.value != 77
    length.track.setSliderDown(False)
    made.session.show()
    assert length.value == 77
    made.session.calls.clear()
    project_of(made, data=DATA["hold"](length=33))
    assert made.session.calls == [], "showing must not ask"


def test_a_typed_number_is_sent_once(window: Any) -> None:
    made = window()
    rate = row(made.body.parts["setup"].training, "training.learning_rate")
    type_into(rate.field, "2.2")
    assert made.session.calls == [("change", ("training.learning_rate", 2.2, True))]
    type_into(rate.field, "1e-3")
    assert made.session.calls[-1] == ("change", ("training.learning_rate", 0.001, True))


@pytest.mark.parametrize("text", ["-1", "1e9", "abc", "", "nan", "1e999", "٣"])
def test_a_number_that_cannot_be_is_refused_in_a_sentence(window: Any, text: str) -> None:
    made = window()
    rate = row(made.body.parts["setup"].training, "training.learning_rate")
    rate.field.setFocus()
    rate.field.setText(text)
    rate.field.setModified(True)
    rate.field.commit()
    if text == "٣":  # Python reads it as 3, and so may we
        assert made.session.calls
        return
    assert made.session.calls == []
    assert rate.error.isVisible()
    assert rate.error.text().startswith("Type a number")
    made.session.show()
    assert rate.field.text() == text, "what was typed stays, to be mended"
    QTest.keyClick(rate.field, Qt.Key.Key_Escape)
    assert not rate.error.isVisible()
    assert rate.field.text() == "0.015"


def test_a_refusal_stands_at_its_control(window: Any) -> None:
    made = window()
    training = made.body.parts["setup"].training
    loss = row(training, "training.loss")
    made.session.refuse("“{loss}” does not fit.", "training.loss", loss="bce")
    assert loss.error.text() == "“bce” does not fit."
    assert loss.combo.bad
    assert not made.bar.isVisible()
    made.session.show(refusal=None)
    assert not loss.error.isVisible()
    made.session.refuse("Too many.", "network.layers[0].units")
    assert made.body.parts["setup"].build.layers[0].error.text() == "Too many."
    made.session.refuse("No such file.", "")
    assert made.bar.isVisible()
    assert made.bar.words.text() == "No such file."


def test_a_refusal_of_a_folded_setting_unfolds_it(window: Any) -> None:
    made = window()
    data = made.body.parts["setup"].data
    assert not row(data, "data.noise").isVisible()
    made.session.refuse("Too noisy.", "data.noise")
    assert row(data, "data.noise").error.isVisible()


def test_choices_send_their_keys(window: Any) -> None:
    made = window()
    training = made.body.parts["setup"].training
    loss = row(training, "training.loss")
    loss.combo.activated.emit(loss.choices.index("huber"))
    assert made.session.calls[-1] == ("change", ("training.loss", "huber", True))
    optimizer = training.optimizer.row
    optimizer.combo.activated.emit(optimizer.choices.index("momentum"))
    _, (address, value, final) = made.session.calls[-1]
    assert (address, type(value).__name__, final) == ("training.optimizer", "Momentum", True)
    project_of(made, training=Training(optimizer=value))
    momentum = row(training, "training.optimizer.momentum")
    type_into(momentum.field, "0.5")
    assert made.session.calls[-1] == ("change", ("training.optimizer.momentum", 0.5, True))


@pytest.mark.parametrize(
    ("batch", "words", "epoch"),
    [
        ("full", "all 192 examples per update", "1 iteration = 1 epoch"),
        ("mini", "32 of 192 examples per update", "6 iterations = 1 epoch"),
        ("one", "1 of 192 examples per update", "192 iterations = 1 epoch"),
    ],
)
def test_the_batch_is_said_and_lit(window: Any, batch: Any, words: str, epoch: str) -> None:
    made = window()
    training = made.body.parts["setup"].training
    segments = row(training, "training.batch").segments
    segments.segments[batch].click()
    assert made.session.calls[-1] == ("change", ("training.batch", batch, True))
    project_of(made, training=Training(batch=batch))
    assert training.dots.update_words.text() == words
    assert training.dots.epoch_words.text() == epoch
    dots, first, last = training.dots.grid.lit()
    assert (dots, last - first) == (192, {"full": 192, "mini": 32, "one": 1}[batch])


def test_dots_stay_within_their_grid(window: Any) -> None:
    grid = window().body.parts["setup"].training.dots.grid
    for examples in (1, 5, 31, 32, 33, 192, 193, 8192, 100_000):
        for batch in {1, min(7, examples), examples // 2 or 1, examples}:
            for number in range(0, -(-examples // batch), max(1, examples // batch // 5)):
                grid.show_batch(examples, batch, number)
                dots, first, last = grid.lit()
                assert 0 <= first < last <= dots


def test_layers_are_added_moved_removed_and_sized(window: Any) -> None:
    made = window(make_shown(layers=2))
    build = made.body.parts["setup"].build
    first, second = made.session.state.project.network.layers
    build.entries["dense"].trigger()
    assert made.session.calls[-1] == ("change", ("network.layers", (first, second, Dense()), True))
    build.layers[0].stepper.more.click()
    assert made.session.calls[-1] == ("change", ("network.layers[0].units", first.units + 1, True))
    build.layers[0].head.click()
    assert ("look", {"layer": 0}) in made.session.calls
    assert row(build, "network.layers[0].forget_bias").isVisible()
    build.layers[0].down.click()
    assert made.session.calls[-1] == ("change", ("network.layers", (second, first), True))
    made.session.show()
    build.layers[1].remove.click()
    assert made.session.calls[-1] == ("change", ("network.layers", (first,), True))


def test_a_layer_is_dragged_to_another_place(window: Any) -> None:
    made = window()
    project_of(made, network=Network(layers=(LSTM(units=2), LSTM(units=3), Dense(units=4))))
    QApplication.processEvents()
    build = made.body.parts["setup"].build
    build.layers[0].pulled.emit(400)
    build.layers[0].let_go.emit()
    units = [layer.units for layer in made.session.calls[-1][1][1]]
    assert units == [3, 4, 2]


def test_weights_are_counted(window: Any) -> None:
    made = window()
    build = made.body.parts["setup"].build
    assert build.remark.text() == "361 weights"
    assert [build.layers[0].head.weights, build.output.head.weights] == [352, 9]


def test_the_transport_asks(window: Any) -> None:
    made = window(make_shown(phase="forward", t=9))
    transport = made.body.parts["transport"]
    playhead = made.session.state.playhead
    for button, call in (
        (transport.start, ("go", 0)),
        (transport.back, ("move", ("iteration", -1))),
        (transport.play, ("play", (None, None))),
        (transport.on, ("move", ("iteration", 1))),
        (transport.stepping.back, ("move", ("time_step", -1))),
        (transport.stepping.on, ("move", ("time_step", 1))),
        (transport.phases.buttons["backward"], ("go", playhead.first("backward"))),
    ):
        button.click()
        assert made.session.calls[-1] == call
    made.session.show(playhead=playhead)
    type_into(transport.stepping.counter, "3")
    assert made.session.calls[-1] == ("go", playhead.at("forward", 2))


def test_a_step_that_there_is_not_is_taken_to_the_nearest(window: Any) -> None:
    made = window(make_shown(phase="forward", t=9))
    counter = made.body.parts["transport"].stepping.counter
    playhead = made.session.state.playhead
    QTest.mouseClick(counter, Qt.MouseButton.LeftButton)
    for typed, t in (("99", 23), ("0", 0)):
        counter.selectAll()
        QTest.keyClicks(counter, typed)
        QTest.keyClick(counter, Qt.Key.Key_Return)
        assert made.session.calls[-1] == ("go", playhead.at("forward", t))
    counter.selectAll()
    QTest.keyClicks(counter, "ab")
    QTest.keyClick(counter, Qt.Key.Key_Return)
    assert (counter.text(), counter.bad) == ("1", False)


def test_the_first_click_marks_a_number_and_the_next_puts_the_cursor(window: Any) -> None:
    made = window(make_shown(phase="forward", t=9))
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    counter = made.body.parts["transport"].stepping.counter
    QTest.mouseClick(counter, Qt.MouseButton.LeftButton)
    assert counter.selectedText() == "10"
    QTest.mouseClick(counter, Qt.MouseButton.LeftButton)
    assert counter.selectedText() == ""


def test_the_present_phase_is_counted(window: Any) -> None:
    made = window(make_shown(phase="forward", t=9))
    transport = made.body.parts["transport"]
    assert transport.phases.buttons["forward"].isChecked()
    assert transport.phases.buttons["forward"].counter == "10/24"
    assert transport.stepping.counter.text() == "10"
    made.session.state = make_shown(empty=True)
    made.session.show()
    assert not transport.phases.buttons["forward"].isEnabled()
    assert "Space" in transport.phases.buttons["forward"].toolTip()


def test_without_time_layers_are_counted(window: Any) -> None:
    made = window(make_shown("dense", phase="forward", t=0))
    stepping = made.body.parts["transport"].stepping
    assert stepping.title == "Step by layer"
    assert stepping.place(made.session.state)[1] == stepping.layers(made.session.state)


def test_the_scrubber_goes_within_what_there_is(window: Any) -> None:
    made = window()
    scrubber = made.body.parts["transport"].scrubber
    drag(scrubber, 0.5, 2.0)
    assert made.session.calls[-1] == ("go", 2400)
    drag(scrubber, 0.5, -1.0)
    assert made.session.calls[-1] == ("go", 0)
    scrubber.edit()
    type_into(scrubber.editor, "1,000")
    assert made.session.calls[-1] == ("go", 1000)
    assert not scrubber.editor.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape])
def test_after_typing_an_iteration_no_other_control_has_the_focus(window: Any, key: Qt.Key) -> None:
    made = window()
    QTest.qWaitForWindowActive(made)
    scrubber = made.body.parts["transport"].scrubber
    scrubber.edit()
    assert scrubber.editor.hasFocus()
    QTest.keyClicks(scrubber.editor, "1000")
    QTest.keyClick(scrubber.editor, key)
    assert not scrubber.editor.isVisible()
    assert made.focusWidget() is None or not made.focusWidget().hasFocus()


def test_speeds_are_named(window: Any) -> None:
    made = window()
    speed = made.body.parts["transport"].speed
    drag(speed.track, 0.0)
    assert made.session.calls[-1] == ("play", (None, 0))
    assert speed.names[speed.speed] == "1 step/s"


def test_rows_show_what_the_project_says(window: Any) -> None:
    made = window()
    project = Project(training=Training(learning_rate=0.5, clip=3.0, seed=7, loss="mse"))
    made.session.show(project=project)
    for section in made.body.parts["setup"].sections:
        for one in section.rows:
            assert isinstance(one, Row)
            value = value_at(project, one.address)
            if isinstance(one, SliderRow):
                assert one.value == value
            elif isinstance(one, ChoiceRow) and isinstance(value, str):
                assert one.choices[one.combo.currentIndex()] == value


def test_a_click_beside_the_page_closes_it(window: Any) -> None:
    made = window()
    made.toggle_keys()
    QTest.mouseClick(made.keys_page, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not made.keys_page.isVisible()
