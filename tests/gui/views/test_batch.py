"""Batch view: the count is exact in every regime, blocks and rows are those of the Recording."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.project import RNN, Characters, Echo, Hold, Network, Project, Training, Xor
from engine.trainer import Trainer
from gui.language import set_language
from gui.session import Session
from gui.shown import Shown
from gui.theme import current
from gui.views.batch import BatchView
from gui.views.batch_blocks import MOST, Blocks, used_colour
from gui.views.batch_facts import LEFT_OUT, LIT, USED, WAITING, Orders, facts
from gui.views.batch_strips import Strips, furthest
from tests.gui.fakes import FakeSession, make_shown
from tests.gui.views.painted import Text, collisions, missing, outside, paint, texts

Make = Callable[..., BatchView]
Run = Callable[[Project, int], Shown]


@pytest.fixture
def make(app: Any, qtbot: QtBot) -> Make:
    def build(shown: Shown, size: tuple[int, int] = (372, 700)) -> BatchView:
        view = BatchView(FakeSession(shown))  # type: ignore[arg-type]
        qtbot.addWidget(view)
        view.resize(*size)
        view.show()
        QApplication.processEvents()
        return view

    return build


@pytest.fixture
def run(app: Any, qtbot: QtBot) -> Iterator[Run]:
    made: list[Session] = []

    def build(project: Project, iteration: int) -> Shown:
        session = Session(project)
        made.append(session)
        session.open(project)
        session.go(iteration=iteration)
        qtbot.waitUntil(
            lambda: (
                session.state.frame.answered >= session._sent and session.state.frame.busy is None
            ),
            timeout=8000,
        )
        return session.state

    yield build
    for session in made:
        session.close()


def project(examples: int = 20, length: int = 6, **training: Any) -> Project:
    return Project(
        data=Hold(length=length, examples=examples, validation=4),
        network=Network(layers=(RNN(units=2),)),
        training=Training(**training),
    )


def seen(view: BatchView, monkeypatch: pytest.MonkeyPatch) -> list[Text]:
    """List what is painted; the row looked at covers what was painted of it before."""
    view.page._still = view.page._rows = None
    found = texts(view.page, monkeypatch)
    example = view.page.shown.example if view.page.shown is not None else -1
    here = [text for text in found if view.page._row_at(text.rect.center()) == example >= 0]
    covered = here[: len(here) // 2]
    return [text for text in found if not any(text is one for one in covered)]


SENTENCES = [
    (project(batch_size=5), 7,
     "20 examples, 5 at a time: 4 iterations make an epoch; this is iteration 3 of epoch 2."),
    (project(batch_size=6), 8,
     "20 examples, 6 at a time: 4 iterations make an epoch; this is iteration 4 of epoch 2."
     " The last batch of an epoch has 2."),
    (project(batch_size=6, drop_last=True), 8,
     "20 examples, 6 at a time, the last 2 left out: 3 iterations make an epoch;"
     " this is iteration 2 of epoch 3."),
    (project(batch="full"), 3,
     "All 20 examples at once: 1 iteration makes an epoch; this is epoch 3."),
    (project(batch="one"), 23,
     "20 examples, one at a time: 20 iterations make an epoch; this is iteration 3 of epoch 2."),
    (project(batch_size=10, truncate=4), 7,
     "20 examples, 10 at a time, in 2 parts of up to 4 time steps: 4 iterations make an epoch;"
     " this is iteration 3 of epoch 2."),
    (project(batch_size=10), 0,
     "20 examples, 10 at a time: 2 iterations make an epoch; none has run yet."),
]  # fmt: skip


@pytest.mark.parametrize(("which", "iteration", "wanted"), SENTENCES)
def test_the_count_is_exact_in_every_regime(
    make: Make, run: Run, which: Project, iteration: int, wanted: str
) -> None:
    view = make(run(which, iteration))
    assert view.page.summary().startswith(wanted)
    assert " ".join(view.page.lines) == wanted


def test_a_batch_size_changed_within_an_epoch_is_said(run: Run, make: Make, qtbot: QtBot) -> None:
    session = Session(project(batch_size=5))

    def settled() -> bool:
        return session.state.frame.answered >= session._sent and session.state.frame.busy is None

    try:
        session.open(project(batch_size=5))
        session.go(iteration=1)
        qtbot.waitUntil(settled, timeout=8000)
        session.change("training.batch_size", 3)
        session.go(iteration=3)
        qtbot.waitUntil(settled, timeout=8000)
        view = make(session.state)
        # 5, then 15 by three: five more
        assert "this epoch has 6 iterations" in view.page.summary()
        assert "this is iteration 3 of epoch 1" in view.page.summary()
        found = view.page.found
        assert found is not None
        assert int((found.states == LIT).sum()) == 3
        assert int((found.states == USED).sum()) == 8
    finally:
        session.close()


@pytest.mark.parametrize(
    "training",
    [{"batch_size": 6}, {"batch_size": 6, "drop_last": True}, {"batch_size": 10, "truncate": 4},
     {"batch_size": 5, "shuffle": False}],
)  # fmt: skip
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_a_block_is_lit_when_its_example_was_used(
    make: Make, run: Run, training: dict[str, Any], theme: str
) -> None:
    current.set(theme)
    which, iterations = project(**training), 7
    trainer, seen, batch, epoch = Trainer(which), set(), set(), 0
    for _ in range(iterations):
        recording = trainer.record()
        seen = set() if recording.epoch != epoch else seen | batch
        batch, epoch = set(recording.examples.tolist()), recording.epoch
    seen -= batch
    view = make(run(which, iterations))
    page, image = view.page, paint(view.page)
    assert page.blocks is not None
    looked_at = int(recording.examples[0])
    for example in range(20):
        rect = page.blocks.rect(example, 20, page.tops["blocks"])
        got = image.pixelColor(rect.center().toPoint())
        left_out = page.found is not None and page.found.states[example] == LEFT_OUT
        wanted = current.theme.s3
        if example in batch:
            wanted = current.theme.t1
        elif example in seen:
            wanted = used_colour(current.theme)
        elif left_out:
            wanted = current.theme.s1
        assert near(got, wanted), (example, looked_at)
    assert page.found is not None
    dropped = 2 if training.get("drop_last") else 0
    assert int((page.found.states == LEFT_OUT).sum()) == dropped


def near(one: QColor, other: QColor) -> bool:
    return all(abs(a - b) <= 2 for a, b in zip(one.getRgb(), other.getRgb(), strict=True))


def test_while_time_runs_the_blocks_follow_from_the_count(run: Run) -> None:
    shown = run(project(batch_size=6), 7)
    stopped = facts(shown.frame, Orders())
    running = facts(replace(shown.frame, running=True), Orders())
    assert running.recording is None
    assert running.states.tolist() == stopped.states.tolist()


def test_blocks_stand_for_several_where_there_are_very_many() -> None:
    few, many = Blocks(MOST, 332), Blocks(2 * MOST + 1, 332)
    assert few.each == 1
    assert many.each == 3
    assert many.count == 1334
    assert many.block(3) == 1
    states = np.zeros(2 * MOST + 1, np.uint8)
    states[[0, 1, 3]] = LIT
    found: Any = type("Found", (), {"states": states})
    assert many.shares(found, LIT)[:3].tolist() == pytest.approx([2 / 3, 1 / 3, 0])
    assert many.shares(found, WAITING)[-1] == 1
    for blocks in (few, many):
        assert blocks.height <= 170
        assert blocks.at(blocks.rect(7, 20, 100).center(), 20, 100) == 7 * blocks.each
        assert blocks.at(QPointF(19, 100), 20, 100) == -1
        last = blocks.rect(blocks.count - 1, 20, 100).center()
        assert blocks.at(last + QPointF(0, 40), 20, 100) == -1


def test_the_examples_are_listed_in_their_order(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(phase="batch", iterations=20)
    view = make(shown, (372, 1400))
    recording = shown.frame.recording
    assert recording is not None
    rows = {}
    for text in seen(view, monkeypatch):
        k = view.page._row_at(text.rect.center())
        if k >= 0:
            rows[k] = text.text
    assert [int(rows[k].replace(",", "")) - 1 for k in sorted(rows)] == recording.examples.tolist()
    table = view.numbers(shown)
    assert table is not None
    assert [row[1] for row in table.rows] == [n + 1 for n in recording.examples.tolist()]


def test_letters_and_numbers_are_those_of_the_data(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown("rnn", phase="batch", task="text", iterations=3)
    view = make(shown, (560, 1400))
    recording, page = shown.frame.recording, view.page
    assert recording is not None
    signs: dict[int, list[tuple[float, str]]] = {}
    for text in seen(view, monkeypatch):
        if page._row_at(text.rect.center()) >= 0:
            signs.setdefault(page._row_at(text.rect.center()), []).append(
                (text.rect.left(), text.text)
            )
    number = int(recording.examples[2])
    symbols = shown.frame.dataset.symbols
    wanted = [symbols[int(v)] for v in shown.frame.dataset.training.inputs[:, 0, number]]
    got = [text for _, text in sorted(signs[2])][1:]
    assert len(got) == len(wanted)
    assert [a for a, b in zip(got, wanted, strict=True) if b.strip()] == [
        b for b in wanted if b.strip()
    ]
    shown = make_shown("dense", phase="batch", iterations=3)
    view = make(shown, (372, 1400))
    found = {text.text for text in seen(view, monkeypatch)}
    assert shown.frame.recording is not None
    values = shown.frame.recording.inputs[0, :, 4]
    assert {f"{v:.2f}".replace("-", "\N{MINUS SIGN}") for v in values.tolist()} <= found


def test_padding_is_hatched_and_its_length_is_written(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown("rnn", phase="batch", task="ended", iterations=3, example=0)
    view = make(shown, (372, 1400))
    page, recording = view.page, shown.frame.recording
    assert recording is not None
    painted: dict[int, tuple[QRectF, int]] = {}
    real = Strips.paint

    def spy(strips: Strips, ink: Any, rect: QRectF, example: int, part: Any = None) -> None:
        painted[example] = (QRectF(rect), int(strips.dataset.training.lengths[example]))
        real(strips, ink, rect, example, part)

    monkeypatch.setattr(Strips, "paint", spy)
    page.restyle()
    page._rows = None
    image = paint(page)
    edge = current.theme.edge
    for k, number in enumerate(recording.examples.tolist()[:12]):
        rect, length = painted[number]
        hatched = []
        for t in range(recording.steps):
            x = round(rect.left() + (t + 0.5) * rect.width() / recording.steps)
            column = [
                image.pixelColor(x, round(page.row(k).top()) + y)
                for y in range(5, round(rect.height()) - 2)
            ]
            hatched.append(any(near(colour, edge) for colour in column))
        assert not any(hatched[:length]), number
        assert all(hatched[length + 1 :]), number


def test_a_click_on_a_row_or_on_a_lit_block_looks_at_the_example(make: Make) -> None:
    shown = make_shown(phase="batch", iterations=20)
    view = make(shown, (372, 1400))
    page, recording = view.page, shown.frame.recording
    assert recording is not None
    assert page.blocks is not None
    session: Any = view.session
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=page.row(7).center().toPoint())
    assert session.said("look") == [{"example": 7}]
    lit = page.blocks.rect(int(recording.examples[11]), 20, page.tops["blocks"])
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=lit.center().toPoint())
    assert session.said("look")[-1] == {"example": 11}
    other = next(n for n in range(192) if n not in set(recording.examples.tolist()))
    dim = page.blocks.rect(other, 20, page.tops["blocks"])
    QTest.mouseClick(page, Qt.MouseButton.LeftButton, pos=dim.center().toPoint())
    assert len(session.said("look")) == 2


def test_keys_choose_an_example_and_bring_it_into_sight(make: Make) -> None:
    view = make(make_shown(phase="batch", iterations=20, example=3))
    session: Any = view.session
    for key in (
        Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End,
    ):  # fmt: skip
        QTest.keyClick(view.page, key)
    assert [call["example"] for call in session.said("look")] == [4, 2, 13, 0, 0, 31]
    bar = view.scroller.verticalScrollBar()
    assert bar.value() + view.scroller.viewport().height() >= view.page.row(31).bottom()


def test_what_a_block_is_stands_below_when_the_mouse_is_over_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = make_shown(phase="batch", iterations=20)
    view = make(shown, (372, 1400))
    page, recording = view.page, shown.frame.recording
    assert recording is not None
    assert page.blocks is not None
    number = int(recording.examples[4])
    at = page.blocks.rect(number, 20, page.tops["blocks"]).center().toPoint()
    QTest.mouseMove(page, at)
    QApplication.processEvents()
    page.hovered = page._block_at(QPointF(at))
    assert f"Example {number + 1}: in this batch" in {text.text for text in seen(view, monkeypatch)}


def test_there_is_no_list_where_there_is_no_batch(make: Make) -> None:
    empty = make(make_shown(phase="batch", empty=True))
    assert "Press Space to run the first iteration." in empty.page.summary()
    running = make(make_shown(phase="batch", running=True))
    assert "pause to see the examples" in running.page.summary()
    shown = make_shown(phase="batch", iterations=20)
    assert shown.frame.recording is not None
    written = replace(shown.frame.recording, generated=4, followed=True)
    alone = make(replace(shown, frame=replace(shown.frame, recording=written)))
    assert "What the network writes itself" in alone.page.summary()
    for view in (empty, running, alone):
        assert view.page.recording is None
        assert view.numbers(view.state) is None  # type: ignore[arg-type]
        QTest.mouseClick(view.page, Qt.MouseButton.LeftButton, pos=QPoint(60, 400))
        QTest.keyClick(view.page, Qt.Key.Key_Down)
        assert view.session.calls == []  # type: ignore[attr-defined]


def test_another_example_leaves_the_still_part_as_it_is(make: Make) -> None:
    shown = make_shown(phase="batch", iterations=20)
    view = make(shown)
    paint(view.page)
    before = view.page._still
    view.show_state(replace(shown, example=5))
    image = paint(view.page)
    assert view.page._still is before
    top = view.page.row(5).top()
    edge = [image.pixelColor(100, round(top) + y) for y in range(0, 4)]
    assert any(near(colour, current.theme.t1) for colour in edge)


CASES: list[dict[str, Any]] = [
    {}, {"task": "ended", "kind": "rnn"}, {"task": "text", "kind": "rnn"}, {"kind": "dense"}, {"task": "flag"},
    {"running": True}, {"empty": True}, {"kind": "embedding", "task": "text"}, {"steps": 180},
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("language", ["en", "ko"])
def test_nothing_is_cut_or_lies_on_another(
    make: Make, monkeypatch: pytest.MonkeyPatch, case: dict[str, Any], language: str
) -> None:
    set_language(language)
    for wide in (320, 372, 560):
        view = make(make_shown(phase="batch", iterations=3, **case), (wide, 1400))
        found = seen(view, monkeypatch)
        assert outside(found, view.page) == []
        assert collisions(found) == []
        assert missing(found) == set()


def test_a_hidden_view_holds_nothing(make: Make) -> None:
    view = make(make_shown(phase="batch", iterations=20))
    view.hide()
    assert view.state is None
    assert view.page.shown is None
    assert view.page.found is None


def test_every_kind_of_input_has_its_picture() -> None:
    for data, wanted in (
        (Hold(length=5, examples=8), "curve"), (Echo(length=5, examples=8), "curve"), (Xor(), "numbers"),
        (Characters(length=8), "letters"),
    ):  # fmt: skip
        loss = {"curve": "mse", "numbers": "bce", "letters": "cross_entropy"}[wanted]
        if isinstance(data, Echo):
            loss = "bce"
        training = Training(loss=loss)  # type: ignore[arg-type]
        network = Network(layers=(RNN(units=2),))
        strips = Strips(Trainer(Project(data=data, network=network, training=training)).dataset)
        assert strips.kind == wanted


def test_a_short_curve_loses_no_spike() -> None:
    values = np.array([0.1, 0.9, 0.2, -0.1, -0.8, 0.3, 0.0])
    assert furthest(values, 3).tolist() == [0.9, -0.8, 0.0]
    assert furthest(values, 1).tolist() == values.tolist()
