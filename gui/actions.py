"""Actions: one table of what can be done; menus, shortcuts and the keys page are made from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from msgspec import structs
from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QWidget

from engine.commands import Restart
from engine.errors import QT_TRANSLATE_NOOP
from gui.memory import BUDGETS
from gui.widgets.icon import menu_icon

if TYPE_CHECKING:
    from engine.project import Project
    from gui.main_window import MainWindow
    from gui.shown import Shown

Deed = Callable[["MainWindow"], None]
Reason = Callable[["Shown"], str]

NOT_STARTED = QT_TRANSLATE_NOOP("Action", "Open a project first.")
NOTHING_RECORDED = QT_TRANSLATE_NOOP(
    "Action", "Nothing is recorded yet: press Space to run the first iteration."
)
NOTHING_TO_UNDO = QT_TRANSLATE_NOOP("Action", "Nothing to undo.")
NOTHING_TO_REDO = QT_TRANSLATE_NOOP("Action", "Nothing to redo.")
AT_THE_START = QT_TRANSLATE_NOOP("Action", "This is the start.")
NO_SEED = QT_TRANSLATE_NOOP("Action", "These data are always the same: they have no seed.")
ONE_BRANCH = QT_TRANSLATE_NOOP(
    "Action", "There is one branch so far: a change at a past iteration begins another."
)
NO_CLASSES = QT_TRANSLATE_NOOP("Action", "There are no classes here: the output is a number.")
NOTHING_TO_HOLD = QT_TRANSLATE_NOOP("Action", "Stop time at an iteration first.")


def always(shown: Shown) -> str:
    """Have no reason against it."""
    return ""


def started(shown: Shown) -> str:
    """Say why not while no project is open."""
    return "" if shown.started else NOT_STARTED


def recorded(shown: Shown) -> str:
    """Say why not while nothing is recorded."""
    if not shown.started:
        return NOT_STARTED
    return "" if shown.playhead is not None else NOTHING_RECORDED


def past(shown: Shown) -> str:
    """Say why not at the start of training."""
    if not shown.started:
        return NOT_STARTED
    return "" if shown.frame.iteration > shown.frame.oldest else AT_THE_START


def undoable(shown: Shown) -> str:
    """Say why not while there is nothing to undo."""
    return "" if shown.can_undo else NOTHING_TO_UNDO


def redoable(shown: Shown) -> str:
    """Say why not while there is nothing to redo."""
    return "" if shown.can_redo else NOTHING_TO_REDO


def reseedable(shown: Shown) -> str:
    """Say why not where the data have no seed."""
    if not shown.started:
        return NOT_STARTED
    return "" if hasattr(shown.project.data, "seed") else NO_SEED


def branched(shown: Shown) -> str:
    """Say why not while there is one branch."""
    if not shown.started:
        return NOT_STARTED
    return "" if len(shown.frame.lines) > 1 else ONE_BRANCH


def with_classes(shown: Shown) -> str:
    """Say why not where the output is a number."""
    if not shown.started:
        return NOT_STARTED
    return NO_CLASSES if shown.frame.dataset.task == "regression" else ""


def holdable(shown: Shown) -> str:
    """Say why not while there is no Recording of a stopped iteration."""
    if not shown.started:
        return NOT_STARTED
    return "" if shown.playhead is not None and not shown.frame.running else NOTHING_TO_HOLD


@dataclass(frozen=True)
class Entry:
    """One thing that can be done.

    Attributes
    ----------
    id : str
        Its name in code and settings.
    text : str
        What it does; English, translated in context "Action".
    keys : tuple of str
        Shortcuts; the first is shown.
    group : str
        Heading on the keys page.
    do : callable
        Gets the window.
    reason : callable
        Gets what is shown and says why it cannot be done, or nothing.
    menu : str
        Menu that it stands in, or empty.
    icon : str
        Icon in the menu, or empty.
    choice : str
        Set of entries of which one is chosen (``theme``, ``language``), or empty.
    """

    id: str
    text: str
    keys: tuple[str, ...]
    group: str
    do: Deed
    reason: Reason = always
    menu: str = ""
    icon: str = ""
    choice: str = ""


FILE = QT_TRANSLATE_NOOP("Action", "File")
EDIT = QT_TRANSLATE_NOOP("Action", "Edit")
VIEW = QT_TRANSLATE_NOOP("Action", "View")
HELP = QT_TRANSLATE_NOOP("Action", "Help")
TRAIN = QT_TRANSLATE_NOOP("Action", "Training")
STEP = QT_TRANSLATE_NOOP("Action", "Stepping")
SPEED = QT_TRANSLATE_NOOP("Action", "Speed")
WINDOW = QT_TRANSLATE_NOOP("Action", "Window")

MEMORY = QT_TRANSLATE_NOOP("Action", "Memory for going back")

MENUS = (FILE, EDIT, TRAIN, VIEW, MEMORY, HELP)
GROUPS = (STEP, TRAIN, SPEED, WINDOW, FILE, EDIT)


def _move(size: str, way: int) -> Deed:
    return lambda window: window.session.move(size, way)  # type: ignore[arg-type]


def _speed(k: int) -> Deed:
    return lambda window: window.session.play(speed=k)


def _unit(way: int) -> Deed:
    return lambda window: window.session.look(unit=max(0, window.session.state.unit + way))


def _layer(way: int) -> Deed:
    return lambda window: window.session.look(layer=max(0, window.session.state.layer + way))


def _restart(weights: int, data: int) -> Deed:
    def do(window: MainWindow) -> None:
        window.session.ask(Restart(reseeded(window.session.state.project, weights, data), 0))

    return do


def reseeded(project: Project, weights: int, data: int) -> Project:
    """Give a project with other seeds.

    Parameters
    ----------
    project : Project
        As it is.
    weights, data : int
        What is added to the seed of the weights, and to that of the data.

    Returns
    -------
    Project
        The same in all else.
    """
    training = structs.replace(project.training, seed=project.training.seed + weights)
    made = structs.replace(project, training=training)
    if data:
        seed = getattr(made.data, "seed", 0) + data
        made = structs.replace(made, data=structs.replace(made.data, seed=seed))
    return made


def _memory(size: int) -> Deed:
    return lambda window: window.choose_memory(size)


def _paste(window: MainWindow) -> None:
    window.documents.paste_data(QGuiApplication.clipboard().text())


def _play(window: MainWindow) -> None:
    window.session.play()


def _to_start(window: MainWindow) -> None:
    window.session.go(iteration=window.session.state.frame.oldest)


def _example(way: int) -> Deed:
    def look(window: MainWindow) -> None:
        shown = window.session.state
        recording = shown.frame.recording
        if recording is not None:
            wanted = min(max(0, shown.example + way), recording.batch - 1)
            window.session.look(example=wanted)

    return look


def _turn_gradients(window: MainWindow) -> None:
    timeline: Any = window.body.parts["timeline"]
    timeline.turn_gradients()


def _to_latest(window: MainWindow) -> None:
    window.session.go(iteration=window.session.state.frame.latest)


TABLE = (
    Entry("step_on", QT_TRANSLATE_NOOP("Action", "One time step on"), ("Right",), STEP,
          _move("time_step", 1), recorded),
    Entry("step_back", QT_TRANSLATE_NOOP("Action", "One time step back"), ("Left",), STEP,
          _move("time_step", -1), recorded),
    Entry("tick_on", QT_TRANSLATE_NOOP("Action", "One layer of one step on"), ("Ctrl+Right",), STEP,
          _move("tick", 1), recorded),
    Entry("tick_back", QT_TRANSLATE_NOOP("Action", "One layer of one step back"), ("Ctrl+Left",), STEP,
          _move("tick", -1), recorded),
    Entry("phase_on", QT_TRANSLATE_NOOP("Action", "Next phase"), ("Shift+Right",), STEP,
          _move("phase", 1), recorded),
    Entry("phase_back", QT_TRANSLATE_NOOP("Action", "Previous phase"), ("Shift+Left",), STEP,
          _move("phase", -1), recorded),
    Entry("unit_up", QT_TRANSLATE_NOOP("Action", "Unit above"), ("Up",), STEP, _unit(-1), recorded),
    Entry("unit_down", QT_TRANSLATE_NOOP("Action", "Unit below"), ("Down",), STEP, _unit(1), recorded),
    Entry("layer_up", QT_TRANSLATE_NOOP("Action", "Layer nearer to the input"), ("Shift+Up",), STEP,
          _layer(-1), recorded),
    Entry("layer_down", QT_TRANSLATE_NOOP("Action", "Layer nearer to the output"), ("Shift+Down",), STEP,
          _layer(1), recorded),
    Entry("example_on", QT_TRANSLATE_NOOP("Action", "Next example of the batch"), ("]",), STEP,
          _example(1), recorded),
    Entry("example_back", QT_TRANSLATE_NOOP("Action", "Example of the batch before"), ("[",), STEP,
          _example(-1), recorded),
    Entry("play", QT_TRANSLATE_NOOP("Action", "Play or pause"), ("Space",), TRAIN, _play, started),
    Entry("iteration_on", QT_TRANSLATE_NOOP("Action", "One iteration on"), ("PgDown", "N"), TRAIN,
          _move("iteration", 1), started),
    Entry("iteration_back", QT_TRANSLATE_NOOP("Action", "One iteration back"), ("PgUp", "P"), TRAIN,
          _move("iteration", -1), past),
    Entry("epoch_on", QT_TRANSLATE_NOOP("Action", "One epoch on"), ("Shift+PgDown",), TRAIN,
          _move("epoch", 1), started),
    Entry("epoch_back", QT_TRANSLATE_NOOP("Action", "One epoch back"), ("Shift+PgUp",), TRAIN,
          _move("epoch", -1), past),
    Entry("to_start", QT_TRANSLATE_NOOP("Action", "To the start"), ("Home",), TRAIN, _to_start, past),
    Entry("to_latest", QT_TRANSLATE_NOOP("Action", "To the latest iteration"), ("End",), TRAIN,
          _to_latest, started),
    Entry("until", QT_TRANSLATE_NOOP("Action", "Run until…"), ("U",), TRAIN,
          lambda window: window.open_until(), started, menu=TRAIN, icon="flag"),
    Entry("branches", QT_TRANSLATE_NOOP("Action", "Branches…"), ("Ctrl+B",), TRAIN,
          lambda window: window.open_branches(), branched, menu=TRAIN, icon="git-branch"),
    Entry("bookmarks", QT_TRANSLATE_NOOP("Action", "Bookmarks…"), ("Ctrl+D",), TRAIN,
          lambda window: window.open_bookmarks(), started, menu=TRAIN, icon="bookmark"),
    Entry("go_on", QT_TRANSLATE_NOOP("Action", "Let it go on by itself…"), ("G",), TRAIN,
          lambda window: window.open_go_on(), started, menu=TRAIN, icon="repeat"),
    Entry("hold", QT_TRANSLATE_NOOP("Action", "Hold a gate or a state…"), ("H",), TRAIN,
          lambda window: window.open_holding(), holdable, menu=TRAIN, icon="lock"),
    Entry("restart", QT_TRANSLATE_NOOP("Action", "Start again"), ("Ctrl+Shift+R",), TRAIN,
          _restart(0, 0), started, menu=TRAIN, icon="rotate-ccw"),
    Entry("restart_weights", QT_TRANSLATE_NOOP("Action", "Start again with other weights"), (), TRAIN,
          _restart(1, 0), started, menu=TRAIN),
    Entry("restart_data", QT_TRANSLATE_NOOP("Action", "Start again with other weights and data"), (), TRAIN,
          _restart(1, 1), reseedable, menu=TRAIN),
    *(Entry(f"memory_{size}", f"{size} MB", (), TRAIN, _memory(size), menu=MEMORY, choice="memory")
      for size in BUDGETS),
    Entry("speed_1", QT_TRANSLATE_NOOP("Action", "1 step a second"), ("1",), SPEED, _speed(0), started),
    Entry("speed_2", QT_TRANSLATE_NOOP("Action", "5 steps a second"), ("2",), SPEED, _speed(1), started),
    Entry("speed_3", QT_TRANSLATE_NOOP("Action", "1 iteration a second"), ("3",), SPEED, _speed(2), started),
    Entry("speed_4", QT_TRANSLATE_NOOP("Action", "30 iterations a second"), ("4",), SPEED, _speed(3), started),
    Entry("speed_5", QT_TRANSLATE_NOOP("Action", "Full speed"), ("5",), SPEED, _speed(4), started),
    Entry("new", QT_TRANSLATE_NOOP("Action", "New"), ("Ctrl+N",), FILE,
          lambda window: window.documents.new(), menu=FILE, icon="file-plus"),
    Entry("open", QT_TRANSLATE_NOOP("Action", "Open…"), ("Ctrl+O",), FILE,
          lambda window: window.documents.open(), menu=FILE, icon="folder-open"),
    Entry("open_data", QT_TRANSLATE_NOOP("Action", "Open data…"), ("Ctrl+Shift+O",), FILE,
          lambda window: window.documents.open_data(), menu=FILE),
    Entry("all_data", QT_TRANSLATE_NOOP("Action", "All data"), (), FILE,
          lambda window: window.documents.all_data(), menu=FILE, icon="database"),
    Entry("paste_data", QT_TRANSLATE_NOOP("Action", "Paste data"), ("Ctrl+V",), FILE,
          _paste, menu=FILE),
    Entry("save", QT_TRANSLATE_NOOP("Action", "Save"), ("Ctrl+S",), FILE,
          lambda window: window.documents.save(), started, menu=FILE, icon="save"),
    Entry("save_as", QT_TRANSLATE_NOOP("Action", "Save as…"), ("Ctrl+Shift+S",), FILE,
          lambda window: window.documents.save_as(), started, menu=FILE),
    Entry("quit", QT_TRANSLATE_NOOP("Action", "Quit"), ("Ctrl+Q",), FILE,
          lambda window: window.leave(), menu=FILE, icon="log-out"),
    Entry("undo", QT_TRANSLATE_NOOP("Action", "Undo"), ("Ctrl+Z",), EDIT,
          lambda window: window.session.undo(-1), undoable, menu=EDIT, icon="undo-2"),
    Entry("redo", QT_TRANSLATE_NOOP("Action", "Redo"), ("Ctrl+Shift+Z",), EDIT,
          lambda window: window.session.undo(1), redoable, menu=EDIT, icon="redo-2"),
    Entry("light", QT_TRANSLATE_NOOP("Action", "Light"), (), WINDOW,
          lambda window: window.choose_theme("light"), menu=VIEW, choice="theme"),
    Entry("dark", QT_TRANSLATE_NOOP("Action", "Dark"), (), WINDOW,
          lambda window: window.choose_theme("dark"), menu=VIEW, choice="theme"),
    Entry("korean", "한국어", (), WINDOW,
          lambda window: window.choose_language("ko"), menu=VIEW, choice="language"),
    Entry("english", "English", (), WINDOW,
          lambda window: window.choose_language("en"), menu=VIEW, choice="language"),
    Entry("larger", QT_TRANSLATE_NOOP("Action", "Larger text"), ("Ctrl++", "Ctrl+="), WINDOW,
          lambda window: window.text_size.step(1), menu=VIEW, icon="plus"),
    Entry("smaller", QT_TRANSLATE_NOOP("Action", "Smaller text"), ("Ctrl+-",), WINDOW,
          lambda window: window.text_size.step(-1), menu=VIEW, icon="minus"),
    Entry("usual_size", QT_TRANSLATE_NOOP("Action", "Usual text size"), ("Ctrl+0",), WINDOW,
          lambda window: window.text_size.reset(), menu=VIEW),
    Entry("data", QT_TRANSLATE_NOOP("Action", "Data settings"), ("Ctrl+1",), WINDOW,
          lambda window: window.show_section(1), started),
    Entry("network", QT_TRANSLATE_NOOP("Action", "Network settings"), ("Ctrl+2",), WINDOW,
          lambda window: window.show_section(2), started),
    Entry("training", QT_TRANSLATE_NOOP("Action", "Training settings"), ("Ctrl+3",), WINDOW,
          lambda window: window.show_section(3), started),
    Entry("view_timeline", QT_TRANSLATE_NOOP("Action", "Timeline"), ("F2",), WINDOW,
          lambda window: window.show_view("timeline"), started, menu=VIEW),
    Entry("view_microscope", QT_TRANSLATE_NOOP("Action", "Microscope"), ("F3",), WINDOW,
          lambda window: window.show_view("microscope"), started, menu=VIEW),
    Entry("view_network", QT_TRANSLATE_NOOP("Action", "Network"), ("F4",), WINDOW,
          lambda window: window.show_view("network"), started, menu=VIEW),
    Entry("view_loss", QT_TRANSLATE_NOOP("Action", "Loss"), ("F7",), WINDOW,
          lambda window: window.show_view("loss"), started, menu=VIEW),
    Entry("view_confusion", QT_TRANSLATE_NOOP("Action", "Confusion"), ("F8",), WINDOW,
          lambda window: window.show_view("confusion"), with_classes, menu=VIEW),
    Entry("view_landscape", QT_TRANSLATE_NOOP("Action", "Loss along the update"), ("Shift+F7",), WINDOW,
          lambda window: window.show_view("landscape"), started, menu=VIEW),
    Entry("view_softmax", QT_TRANSLATE_NOOP("Action", "Prediction"), ("Shift+F8",), WINDOW,
          lambda window: window.show_view("softmax"), with_classes, menu=VIEW),
    Entry("gradients", QT_TRANSLATE_NOOP("Action", "Values or gradients in the timeline"), ("Ctrl+G",), WINDOW,
          _turn_gradients, recorded, menu=VIEW),
    Entry("numbers", QT_TRANSLATE_NOOP("Action", "Numbers"), ("Ctrl+T",), WINDOW,
          lambda window: window.toggle_numbers(), started, menu=VIEW),
    Entry("next_workspace", QT_TRANSLATE_NOOP("Action", "Next workspace"), ("Ctrl+Tab",), WINDOW,
          lambda window: window.next_workspace(1), started),
    Entry("workspace_before", QT_TRANSLATE_NOOP("Action", "Workspace before"), ("Ctrl+Shift+Tab",), WINDOW,
          lambda window: window.next_workspace(-1), started),
    Entry("timeline", QT_TRANSLATE_NOOP("Action", "Back to the timeline"), ("Esc",), WINDOW,
          lambda window: window.focus_timeline()),
    Entry("menu", QT_TRANSLATE_NOOP("Action", "Menu"), ("F10",), WINDOW,
          lambda window: window.open_menu()),
    Entry("explain", QT_TRANSLATE_NOOP("Action", "Explain what has the focus"), ("F1",), WINDOW,
          lambda window: window.explain(), menu=HELP, icon="info"),
    Entry("glossary", QT_TRANSLATE_NOOP("Action", "Glossary"), (), WINDOW,
          lambda window: window.open_glossary(), menu=HELP),
    Entry("keys", QT_TRANSLATE_NOOP("Action", "Keys"), ("?",), WINDOW,
          lambda window: window.toggle_keys(), menu=HELP, icon="keyboard"),
)  # fmt: skip


def said(text: str) -> str:
    """Give a text of the table in the language of the window."""
    return QCoreApplication.translate("Action", text)


def text_of(entry: Entry) -> str:
    """Give what an entry does, in the language of the window."""
    return said(entry.text)


class Actions(QObject):
    """The table as QActions of a window.

    Parameters
    ----------
    window : MainWindow
        What they act on.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.window = window
        self.made: dict[str, QAction] = {}
        self._reasons: dict[str, str] = {}
        for entry in TABLE:
            action = QAction(self)
            action.setShortcuts([QKeySequence(key) for key in entry.keys])
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
            action.setCheckable(bool(entry.choice))
            action.triggered.connect(self._deed(entry))
            self.made[entry.id] = action
        self.retranslate()

    def attach(self, widget: QWidget) -> None:
        """Let a widget answer all shortcuts."""
        widget.addActions(list(self.made.values()))

    def _deed(self, entry: Entry) -> Callable[[], None]:
        def do() -> None:
            if self.window.ready:
                entry.do(self.window)

        return do

    def show_state(self, shown: Shown) -> None:
        """Enable what can be done, and tell of the rest why not."""
        for entry in TABLE:
            reason = entry.reason(shown)
            action = self.made[entry.id]
            if self._reasons.get(entry.id) != reason:
                self._reasons[entry.id] = reason
                action.setEnabled(not reason)
                action.setToolTip(said(reason) if reason else "")

    def refused(self, keys: QKeySequence) -> str:
        """Say why what a key does cannot be done now; empty where it can, or where the key does nothing."""
        for entry in TABLE:
            action = self.made[entry.id]
            if not action.isEnabled() and keys in action.shortcuts():
                return said(self._reasons.get(entry.id, ""))
        return ""

    def show_choice(self, choice: str, chosen: str) -> None:
        """Mark one of a set of entries."""
        for entry in TABLE:
            if entry.choice == choice:
                self.made[entry.id].setChecked(entry.id == chosen)

    def retranslate(self) -> None:
        """Set all texts."""
        self._reasons.clear()
        for entry in TABLE:
            self.made[entry.id].setText(text_of(entry))

    def restyle(self) -> None:
        """Tint the icons in the colours of the theme."""
        for entry in TABLE:
            if entry.icon:
                self.made[entry.id].setIcon(menu_icon(entry.icon))
