"""The window: arranges, changes language and theme, asks about unsaved work, cuts nothing off."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QComboBox,
    QLabel,
    QLineEdit,
    QWidget,
)

from engine.errors import FileRefusal
from engine.frame import Divergence
from engine.validate import MISSING
from gui.theme import current
from gui.widgets.number_field import NumberField
from gui.widgets.words import Words
from tests.gui.fakes import make_shown
from tests.gui.window_fakes import EXAMPLES, FakeFiles, Longer

HIDDEN = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
CONTROLS = (QAbstractButton, QAbstractSlider, QComboBox, QLineEdit)


def texts(widget: QWidget) -> dict[int, str]:
    """Give every text of the shell's widgets, by widget."""
    found: dict[int, str] = {}
    for child in widget.findChildren(QWidget):
        if isinstance(child, QLabel | QAbstractButton):
            found[id(child)] = child.text()
    return found


def settle() -> None:
    """Let layouts, and what they cause, come to rest."""
    for _ in range(5):
        QCoreApplication.processEvents()


def shell(made: Any) -> list[QWidget]:
    parts = [made.body.top, made.start_page, made.body.bar]
    return parts + [made.body.parts[name] for name in ("rail", "setup", "transport")]


def controls(part: QWidget) -> Iterator[QWidget]:
    for child in part.findChildren(QWidget):
        if isinstance(child, CONTROLS) and child.isVisible():
            inner = child.parentWidget()
            if isinstance(inner, QComboBox) or child.objectName().startswith("qt_"):
                continue
            if child.metaObject().className() == "QScrollBar":
                continue
            yield child


def cut_off(part: QWidget) -> list[str]:
    """List what has less room than its words need, or hangs over its parent's edge."""
    found = []
    for child in part.findChildren(QWidget):
        if not child.isVisible() or child.window() is not part.window():
            continue
        text = getattr(child, "text", None)
        said = (text() if callable(text) else "") or child.accessibleName()
        name = f"{type(child).__name__} “{said}”"
        if isinstance(child, Words) and child.wordWrap():
            if child.text() and child.heightForWidth(child.width()) > child.height() + 1:
                found.append(f"{name}: {child.height()} high")
        elif (
            isinstance(child, (QLabel, *CONTROLS))
            and child.metaObject().className() != "QScrollBar"
        ):
            need = child.minimumSizeHint()
            if child.width() < need.width() or child.height() < need.height():
                found.append(f"{name}: {child.size().toTuple()} of {need.toTuple()}")
        parent = child.parentWidget()
        scrolled = parent is not None and parent.objectName() == "qt_scrollarea_viewport"
        if scrolled and parent.parentWidget().horizontalScrollBarPolicy() == HIDDEN:
            scrolled = False
        if parent is not None and not scrolled and child.geometry().right() > parent.width():
            found.append(f"{name} hangs over {type(parent).__name__}")
    return found


def test_start_page_trains_the_marked_example_on_enter(window: Any) -> None:
    made = window(replace(make_shown(empty=True), started=False))
    assert made.start_page.isVisible()
    assert not made.body.parts["transport"].isVisible()
    QTest.keyClick(made.start_page.cards[0], Qt.Key.Key_Return)
    assert made.session.calls == [("open", EXAMPLES[0].project), ("play", (True, None))]


def test_arrows_mark_cards(window: Any) -> None:
    made = window(replace(make_shown(empty=True), started=False))
    page = made.start_page
    for key, marked in (("Right", 1), ("Down", 4), ("Left", 3), ("Up", 0), ("Left", 0)):
        QTest.keyClick(page.cards[page.marked], getattr(Qt.Key, f"Key_{key}"))
        assert page.marked == marked
    QTest.mouseClick(page.cards[5], Qt.MouseButton.LeftButton)
    assert made.session.calls[0] == ("open", EXAMPLES[5].project)


def test_a_choice_before_there_is_a_session_is_kept(app: Any) -> None:
    from gui.main_window import MainWindow
    from tests.gui.window_fakes import RecordingSession

    made = MainWindow(EXAMPLES, FakeFiles())
    made.show()
    made.start_page.cards[1].click()
    session = RecordingSession(replace(make_shown(empty=True), started=False))
    made.attach(session)  # type: ignore[arg-type]
    assert session.calls == [("open", EXAMPLES[1].project), ("play", (True, None))]
    made.leave_at_once()
    made.deleteLater()


def test_every_control_has_a_name(window: Any) -> None:
    made = window()
    made.body.parts["setup"].build.layers[0].head.click()
    nameless = [
        f"{type(control).__name__} in {type(part).__name__}"
        for part in shell(made)
        for control in controls(part)
        if not (control.accessibleName() or getattr(control, "text", str)())
    ]
    assert nameless == []


def test_a_language_change_sets_every_text(window: Any, app: Any) -> None:
    made = window()
    made.body.parts["setup"].build.layers[0].head.click()
    made.toggle_keys()
    before = {part: texts(part) for part in shell(made)}
    longer = Longer()
    app.installTranslator(longer)
    QCoreApplication.sendEvent(made, QEvent(QEvent.Type.LanguageChange))
    QCoreApplication.processEvents()
    kept = []
    for part, old in before.items():
        new = texts(part)
        for key, text in old.items():
            words = text.strip("0123456789,.−e/ ●■▲◆")
            if words and key in new and not new[key].endswith("~") and "~" not in new[key]:
                kept.append(text)
    app.removeTranslator(longer)
    names = {"한국어", "English"}
    assert [text for text in kept if text not in names] == []


@pytest.mark.parametrize("size", [(1280, 720), (1400, 900), (1024, 768), (900, 600), (1920, 1080)])
def test_nothing_is_cut_off(window: Any, size: tuple[int, int]) -> None:
    made = window(size=size)
    made.show_section(2)
    settle()
    found = [text for part in shell(made) for text in cut_off(part)]
    assert found == []


@pytest.mark.parametrize("size", [(1280, 720), (1400, 900), (900, 600)])
@pytest.mark.parametrize("started", [True, False])
def test_nothing_is_cut_off_in_a_longer_language(
    window: Any, app: Any, size: tuple[int, int], started: bool
) -> None:
    longer = Longer()
    app.installTranslator(longer)
    made = window(replace(make_shown(), started=started), size=size)
    if started:
        made.show_section(2)
        made.body.parts["setup"].build.layers[0].head.click()
        made.body.parts["setup"].data.more.unfold(True)
        made.session.refuse("This cannot be, for a reason that needs many words.", "training.loss")
    settle()
    found = [text for part in shell(made) for text in cut_off(part)]
    app.removeTranslator(longer)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("percent", [80, 100, 150, 200])
def test_text_sizes(window: Any, percent: int) -> None:
    made = window(size=(1280, 720))
    while made.text_size.percent != percent:
        made.text_size.step(1 if percent > made.text_size.percent else -1)
    settle()
    assert current.scale == percent / 100
    assert [text for part in shell(made) for text in cut_off(part)] == []
    made.actions_table.made["usual_size"].trigger()
    assert current.scale == 1


def test_theme_is_chosen_and_remembered(window: Any) -> None:
    from gui.memory import recall

    made = window()
    made.actions_table.made["dark"].trigger()
    assert current.theme.name == "dark"
    assert recall("look/theme", ("dark", "light")) == "dark"
    assert made.actions_table.made["dark"].isChecked()
    assert not made.actions_table.made["light"].isChecked()


def test_language_is_chosen_and_remembered(window: Any) -> None:
    from gui.memory import recall

    made = window()
    made.body.top.switch.click()
    assert recall("look/language", ("ko", "en")) == "ko"
    assert made.body.top.switch.text() == "English"
    made.body.top.switch.click()
    assert made.body.top.switch.text() == "한국어"


def test_closing_asks_about_unsaved_changes_inside_the_window(window: Any, tmp_path: Path) -> None:
    made = window(files=FakeFiles(tmp_path / "a.gatescope"))
    made.session.show(dirty=True)
    assert made.isWindowModified()
    made.close()
    assert made.isVisible()
    assert made.bar.words.text() == "Save changes?"
    cancel = made.bar.buttons[2]
    cancel.click()
    assert made.isVisible()
    assert not made.bar.isVisible()
    made.close()
    made.bar.buttons[0].click()
    session = made.session
    assert session.calls[-1] == ("save", tmp_path / "a.gatescope")
    assert made.isVisible(), "not before the file is written"
    session.show(dirty=False, path=tmp_path / "a.gatescope")
    assert not made.isVisible()
    assert session.closed


def test_a_save_that_fails_keeps_the_window(window: Any, tmp_path: Path) -> None:
    made = window(files=FakeFiles(tmp_path / "a.gatescope"))
    made.session.show(dirty=True)
    made.close()
    made.bar.buttons[0].click()
    made.session.show(refusal=FileRefusal("The disk is full: {file}.", file="a"))
    assert made.isVisible()
    assert made.bar.words.text() == "The disk is full: a."
    made.session.show(dirty=False, path=tmp_path / "a.gatescope", refusal=None)
    assert made.isVisible(), "the user has not asked again"


def test_discarding_closes(window: Any) -> None:
    made = window()
    made.session.show(dirty=True)
    session = made.session
    made.close()
    made.bar.buttons[1].click()
    assert not made.isVisible()
    assert session.closed


def test_opening_asks_before_unsaved_changes_are_lost(window: Any, tmp_path: Path) -> None:
    made = window(files=FakeFiles(tmp_path / "b.gatescope"))
    made.session.show(dirty=True)
    made.actions_table.made["open"].trigger()
    assert made.session.calls == []
    made.bar.buttons[1].click()
    assert made.session.calls == [("open", tmp_path / "b.gatescope")]


def test_a_dropped_project_is_opened(window: Any, tmp_path: Path) -> None:
    made = window()
    for name, taken in (("a.gatescope", True), ("b.json", True), ("c.png", False)):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(tmp_path / name))])
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        made.session.calls.clear()
        made.dropEvent(event)
        assert made.session.calls == ([("open", tmp_path / name)] if taken else [])


def test_divergence_is_shown_over_the_middle_and_the_timeline_stays(window: Any) -> None:
    made = window()
    state = made.session.state
    broken = Divergence(
        iteration=136, array="loss", layer=-1, t=-1, back_to=120, learning_rate=0.05
    )
    made.session.show(frame=replace(state.frame, divergence=broken))
    parts = made.body.parts
    assert parts["diverged"].isVisible()
    assert not parts["timeline"].isVisible()
    made.body.workspaces.segments["timeline"].click()
    assert parts["timeline"].isVisible()
    assert not parts["diverged"].isVisible()
    made.session.show(frame=state.frame)
    assert made.body.workspaces.segments["happened"].isHidden()


def test_a_fault_is_told_and_its_report_can_be_copied(window: Any, app: Any) -> None:
    made = window()
    made.session.show(notice="Traceback\n  boom")
    assert made.bar.isVisible()
    made.bar.buttons[0].click()
    assert app.clipboard().text() == "Traceback\n  boom"
    made.session.show()
    assert not made.bar.isVisible(), "told once"


def test_keys_reach_the_table(window: Any) -> None:
    made = window()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    QTest.keyClick(made, Qt.Key.Key_Right)
    assert made.session.calls[-1] == ("move", ("time_step", 1))
    QTest.keyClick(made, Qt.Key.Key_Space)
    assert made.session.calls[-1] == ("play", (None, None))
    made.session.calls.clear()
    field = made.body.parts["transport"].stepping.counter
    field.setFocus()
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_1, Qt.Key.Key_N):
        QTest.keyClick(field, key)
    assert made.session.calls == [], "in a text they edit"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.hasFocus()


def test_what_the_bar_says_follows_the_language(window: Any) -> None:
    made = window()
    made.session.refuse(MISSING, "view.clamps[0].value")
    english = made.bar.words.text()
    made.choose_language("ko")
    assert made.bar.words.text() not in ("", english)
    made.choose_language("en")
    assert made.bar.words.text() == english


def test_undo_after_a_typed_setting_is_that_of_the_project(window: Any) -> None:
    made = window()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    field = next(f for f in made.findChildren(NumberField) if f.isVisibleTo(made) and f.isEnabled())
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "3")
    QTest.keyClick(field, Qt.Key.Key_Return)
    made.session.show(can_undo=True)
    made.session.calls.clear()
    QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert ("undo", -1) in made.session.calls


def test_a_key_that_can_do_nothing_says_why(window: Any) -> None:
    made = window()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    QTest.keyClick(made, Qt.Key.Key_F8)  # the output is a number
    assert made.bar.isVisible()
    assert "classes" in made.bar.words.text()
    made.bar.leaving.timeout.emit()
    assert not made.bar.isVisible()


def test_a_brief_message_takes_no_other_one_away(window: Any) -> None:
    made = window()
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    made.session.refuse("This cannot be read.", "file")
    told = made.bar.words.text()
    assert told
    QTest.keyClick(made, Qt.Key.Key_F8)
    assert made.bar.words.text() == told
    assert not made.bar.leaving.isActive()


def test_the_title_names_the_file(window: Any, tmp_path: Path) -> None:
    made = window()
    made.session.show(path=tmp_path / "mine.gatescope", dirty=True)
    assert made.windowTitle() == "mine.gatescope[*] – Gatescope"
    assert made.body.top.project == "mine"


def test_a_section_is_opened_with_the_focus_in_it(window: Any) -> None:
    made = window(size=(1280, 720))
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    setup = made.body.parts["setup"]
    assert not setup.isVisible()
    made.actions_table.made["network"].trigger()
    settle()
    assert setup.isVisible()
    assert setup.build.layers[0].head.hasFocus()
    made.actions_table.made["timeline"].trigger()
    assert not setup.isVisible(), "Escape closes what lies over the timeline"


def test_tab_goes_through_the_rows_from_input_to_output(window: Any) -> None:
    made = window(make_shown(layers=2))
    made.activateWindow()
    QTest.qWaitForWindowActive(made)
    build = made.body.parts["setup"].build
    heads = [row.head for row in (*build.layers, build.output)]
    heads[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen = []
    for _ in range(20):
        QTest.keyClick(made.focusWidget(), Qt.Key.Key_Tab)
        seen.append(made.focusWidget())
    assert [head for head in seen if head in heads] == heads[1:]


EARLY = """
import sys
from gui.app import make_application, open_window
app = make_application("en", "light")
seen = []
def make():
    seen.append(sorted({"numpy", "pyqtgraph"} & set(sys.modules)))
    from engine.project import Project
    from gui.session import Session
    return Session(Project())
window = open_window(make)
while not window.ready:
    app.processEvents()
window.leave_at_once()
print(seen)
"""


def test_the_window_is_seen_before_numpy_and_pyqtgraph_are_imported() -> None:
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", EARLY], cwd=root, capture_output=True, text=True, timeout=30
    )
    assert done.stdout.strip() == "[[]]", done.stderr
