"""Main window: shows each moment in every part that is seen; decides nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from engine.commands import Allow, Pause
from gui.actions import Actions
from gui.body import WORKSPACES, Body
from gui.collector import Collector
from gui.documents import SUFFIXES, Documents
from gui.faults import Faults
from gui.files_port import Dialogs, Files
from gui.language import language, set_language
from gui.memory import (
    MEGABYTE,
    USUAL_BUDGET,
    TextSize,
    recall_budget,
    recall_geometry,
    remember,
)
from gui.menus import MainMenu
from gui.panels.naming import project_name
from gui.panels.start import Example, StartPage
from gui.telling import Telling
from gui.theme import current, px
from gui.turns import Turns
from gui.views.view import View
from gui.widgets.popover import Popover
from gui.widgets.scroll import Scroll
from gui.zones import LEAST

if TYPE_CHECKING:
    from engine.probes import Probe
    from engine.project import Project
    from gui.panels.cards import Cards
    from gui.panels.glossary import GlossaryPage, TermCard
    from gui.panels.keys import KeysPage
    from gui.panels.setup import Setup
    from gui.session import Session
    from gui.shown import Shown
    from gui.views.table_sheet import TableSheet

USUAL_SIZE = QSize(1400, 900)
FRAME = QSize(16, 48)
"""Room for what the desktop puts around a window."""
AROUND = "around"
"""What surrounds the parts, as one that takes its turn: mode, bars, actions, title, and `STILL`."""
STILL = ("setup", "rail")
"""Parts that time does not change."""


class Shows(Protocol):
    """What every part of the window can do."""

    def show_state(self, shown: Shown) -> None:
        """Show a moment."""


class MainWindow(QWidget):
    """The window: first without a session, so that it is seen at once; then with one.

    Parameters
    ----------
    examples : sequence of Example
        Cards of the start page.
    files : Files or None
        Asks the user for files; Qt's dialogs unless given.
    source : Path, Project or None
        What is opened as soon as there is a session.
    """

    documents: Documents
    text_size: TextSize
    painted = Signal()
    """The window has been seen for the first time."""

    def __init__(
        self,
        examples: Sequence[Example] = (),
        files: Files | None = None,
        source: Path | Project | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setAcceptDrops(True)
        self._session: Session | None = None
        self._waiting: Callable[[], None] | None = None
        self._leaving = False
        self._seen = False
        self._spent = 0.0
        self._probes: tuple[Probe, ...] = ()
        self.keys_page: KeysPage | None = None
        self.glossary: GlossaryPage | None = None
        self.term_card: TermCard | None = None
        self.table: TableSheet | None = None
        self.cards: Cards | None = None
        self.turns = Turns(self._show_late, self)
        self.text_size = TextSize()
        self.start_page = StartPage(examples)
        self.start_page.chosen.connect(self._start_chosen)
        self.body = Body(self.start_page)
        self.bar = self.body.bar
        self.telling = Telling(self.bar)
        self.area = Scroll(self)
        self.area.setWidget(self.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.actions_table = Actions(self)
        self.actions_table.attach(self)
        self.menu = MainMenu(self.actions_table, self)
        self.documents = Documents(self, files or Dialogs(self))
        self.collector = Collector(self)
        self.faults = Faults(self)
        self.faults.happened.connect(self.telling.tell_fault)
        self.body.top.menu_asked.connect(self.open_menu)
        self.body.top.cancel_asked.connect(self.cancel_replay)
        self.body.top.language_asked.connect(self.choose_language)
        self.body.arranged.connect(self._arranged)
        self.body.explained.connect(self.explain)
        self.body.tabled.connect(self.show_table)
        current.changed.connect(self._restyled)
        if source is not None:
            self.start_page.hide()
            self.body.started = True
            self._waiting = lambda: self.session.open(source)
        self._restyled()
        self._retranslate()
        self.resize(USUAL_SIZE.boundedTo(self.screen().availableSize() - FRAME))
        geometry = recall_geometry()
        if geometry is not None:
            self.restoreGeometry(geometry)
        self.start_page.focus()

    # session

    @property
    def ready(self) -> bool:
        """Whether there is a session."""
        return self._session is not None

    @property
    def session(self) -> Session:
        """The session; there is none before `attach`."""
        assert self._session is not None, "no session yet"
        return self._session

    def attach(self, session: Session) -> None:
        """Make panels and views for a session, and show it from now on.

        Parameters
        ----------
        session : Session
            Closed together with the window.
        """
        # Not before the first paint: these bring NumPy and pyqtgraph.
        from gui.panels.cards import Cards
        from gui.parts import Parts

        self._session = session
        self.body.fill(Parts(session, self.body))
        self.cards = Cards(session, self.body)
        setup = cast("Setup", self.body.parts["setup"])
        setup.data.asked.connect(self.documents.ask_data)
        setup.explained.connect(self.explain)
        if recall_budget() != USUAL_BUDGET:
            session.ask(Allow(recall_budget() * MEGABYTE))
        session.shown.connect(self.show_state)
        if self._waiting is not None:
            waiting, self._waiting = self._waiting, None
            waiting()
            self._focus_home()
        else:
            self.show_state(session.state)

    def start(self, project: Project, *, play: bool) -> None:
        """Open an example or a new project; from the start page it trains at once."""
        self.session.open(project)
        if play:
            self.session.play(True)

    def _start_chosen(self, project: Project) -> None:
        def begin() -> None:
            self.start(project, play=True)
            self.focus_timeline()

        if self.ready:
            begin()
        else:
            self._waiting = begin

    # showing

    def show_state(self, shown: Shown) -> None:
        """Show a moment in every part that is seen, and while time runs in those whose turn it is."""
        began = time.thread_time()
        parts = self.body.parts.items()
        seen = [n for n, part in parts if n not in STILL and part.isVisibleTo(self.body)]
        self._show_in(self.turns.take((AROUND, *seen), shown), shown)
        self._spent += time.thread_time() - began

    def _show_in(self, names: Collection[str], shown: Shown) -> None:
        if AROUND in names:
            self._show_around(shown)
            names = (*names, *STILL)
        for name in names:
            part = self.body.parts.get(name)
            if part is not None and part.isVisibleTo(self.body) and hasattr(part, "show_state"):
                cast("Shows", part).show_state(shown)
        if AROUND in names:
            self._watch_probes(shown)

    def _show_late(self, names: Collection[str]) -> None:
        """Show the last moment to those whose turn did not come."""
        if self._session is not None:
            self._show_in(names, self._session.state)

    def _show_around(self, shown: Shown) -> None:
        """Show what surrounds the parts: mode, bars, actions, title."""
        opening = self._waiting is not None or (self.body.started and not shown.started)
        waits = opening and shown.refusal is None and not shown.notice
        self.body.show_mode(
            started=shown.started or waits,
            diverged=shown.frame.divergence is not None,
            timeless=shown.started and shown.frame.dataset.steps == 1,
        )
        self.body.top.show_state(shown)
        self.body.lenses.show_state(shown)
        self.actions_table.show_state(shown)
        self.collector.show_running(shown.playing or shown.frame.running)
        self._show_title(shown)
        setup = self.body.parts.get("setup")
        self.telling.show_state(
            shown,
            setup_seen=setup is not None and setup.isVisible(),
            told_at=self.cards.told_at if self.cards is not None else (),
        )
        if self.table is not None and self.table.isVisible():
            self.table.show_state(shown)
        self.menu.show_memory(shown.frame.kept)
        self.documents.show_state(shown)

    def probed(self) -> bool:
        """Tell whether all is there that the parts that are seen want to know beside the Recording."""
        state = self.session.state
        return all(probe in state.frame.probes for probe in self._probes_of(state))

    def _probes_of(self, shown: Shown) -> tuple[Probe, ...]:
        views = [part for part in self.body.visible_parts() if isinstance(part, View)]
        return tuple(dict.fromkeys(probe for view in views for probe in view.probes(shown)))

    def _watch_probes(self, shown: Shown) -> None:
        """Ask for what the parts that are seen want to know beside the Recording."""
        probes = self._probes_of(shown)
        if probes != self._probes:
            self._probes = probes
            self.session.watch(probes=probes)

    def _arranged(self) -> None:
        """Show the moment in parts that have just appeared."""
        if self._session is not None and self.body.started:
            state = self._session.state
            for part in self.body.visible_parts():
                if hasattr(part, "show_state"):
                    cast("Shows", part).show_state(state)
            self._watch_probes(state)

    def _show_title(self, shown: Shown) -> None:
        name = shown.path.name if shown.path else project_name(shown.project)
        title = f"{name}[*] – Gatescope" if shown.started else "Gatescope"
        if title != self.windowTitle():
            self.setWindowTitle(title)
        if shown.dirty != self.isWindowModified():
            self.setWindowModified(shown.dirty)

    # what actions call

    def choose_theme(self, name: str) -> None:
        """Change the theme, and remember it."""
        remember("look/theme", name)
        current.set(name)

    def choose_language(self, code: str) -> None:
        """Change the language, and remember it."""
        remember("look/language", code)
        set_language(code)

    def show_section(self, number: int) -> None:
        """Show a section of the setup."""
        self.body.open_section(number)

    def show_view(self, name: str) -> None:
        """Bring a workspace or a view into sight."""
        self.body.show_view(name)

    def toggle_numbers(self) -> None:
        """Show the timeline as numbers, or as the picture again."""
        numbers = self.body.parts.get("numbers")
        seen = numbers is not None and numbers.isVisible()
        self.show_view("timeline" if seen else "numbers")
        self.body.parts[self.body.face].setFocus(Qt.FocusReason.OtherFocusReason)

    def open_glossary(self) -> None:
        """Open the page with the words of the field."""
        from gui.panels.glossary import GlossaryPage

        if self.glossary is None:
            self.glossary = GlossaryPage(self)
        self.glossary.open_sheet()

    def show_table(self, view: View) -> None:
        """Show the numbers of a view as a table over the window."""
        from gui.views.table_sheet import TableSheet

        if self.table is None:
            self.table = TableSheet(self)
        self.table.open_for(view, self.session.state)

    def explain(self, widget: QWidget | None = None) -> None:
        """Open a card with the words that belong to a widget; None: to what has the focus."""
        from gui.panels.glossary import TermCard

        if self.term_card is None:
            self.term_card = TermCard(self)
            self.term_card.all_wanted.connect(self.open_glossary)
        self.term_card.explain(widget or QApplication.focusWidget() or self.body)

    def next_workspace(self, way: int) -> None:
        """Show the next workspace, or the one before."""
        here = self.body.workspace
        at = WORKSPACES.index(here) if here in WORKSPACES else 0
        self.body.show_workspace(WORKSPACES[(at + way) % len(WORKSPACES)])

    def focus_timeline(self) -> None:
        """Close what lies over the timeline, one thing at a time; then give it the focus."""
        if self.keys_page is not None and self.keys_page.isVisible():
            self.keys_page.close_page()
            return
        if self.ready and self.session.state.frame.busy is not None:
            self.cancel_replay()
        elif self.bar.isVisible():
            self.bar.dismiss()
        elif not self._close_card() and not self.body.close_setup():
            self._focus_home()

    def _close_card(self) -> bool:
        """Close the card that is open over the window; tell whether one was."""
        cards = [card for card in self.findChildren(Popover) if card.isVisible()]
        for card in cards:
            card.close_card()
        return bool(cards)

    def open_menu(self) -> None:
        """Open the menu below its button."""
        button = self.body.top.menu
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        self.menu.setActiveAction(self.menu.actions()[0])

    def choose_memory(self, megabytes: int) -> None:
        """Change how much the checkpoints may take, and remember it."""
        remember("time/memory", megabytes)
        self.session.ask(Allow(megabytes * MEGABYTE))
        self.actions_table.show_choice("memory", f"memory_{megabytes}")

    def open_until(self) -> None:
        """Open the card in which a condition is typed."""
        assert self.cards is not None
        self.cards.open_until()

    def open_branches(self) -> None:
        """Open the tree of branches."""
        assert self.cards is not None
        self.cards.open_branches()

    def cancel_replay(self) -> None:
        """End a replay under way: it stays at the iteration that it has come to."""
        self.session.ask(Pause())

    def open_bookmarks(self) -> None:
        """Open the bookmarks."""
        assert self.cards is not None
        self.cards.open_bookmarks()

    def open_go_on(self) -> None:
        """Open the card in which the network goes on by itself."""
        assert self.cards is not None
        self.cards.open_go_on()

    def open_holding(self) -> None:
        """Open the card in which a gate or a state is held."""
        assert self.cards is not None
        self.cards.open_holding()

    def toggle_keys(self) -> None:
        """Show or close the keys page."""
        from gui.panels.keys import KeysPage

        if self.keys_page is None:
            self.keys_page = KeysPage(self)
            self.keys_page.closed.connect(self._keys_closed)
        if self.keys_page.isVisible():
            self.keys_page.close_page()
        else:
            self.keys_page.open_page()

    def _keys_closed(self) -> None:
        if self.body.started:
            self.focus_timeline()
        else:
            self.start_page.focus()

    def leave(self) -> None:
        """Close the window."""
        self.close()

    # events

    def _focus_home(self) -> None:
        """Focus what a newcomer means: else Qt takes the first control, the menu, and Space opens it."""
        if not self.body.started:
            self.start_page.focus()
        else:
            (self.body.home or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Measure painting: all parts are painted while this event is handled."""
        if event.type() == QEvent.Type.WindowActivate and self.focusWidget() is None:
            self._focus_home()
        if event.type() != QEvent.Type.UpdateRequest:
            return super().event(event)
        began = time.thread_time()
        done = super().event(event)
        spent = self._spent + time.thread_time() - began
        self._spent = 0.0
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self._announce)  # not if it has been deleted by then
        if self._session is not None and self._session.state.frame.running:
            parts = self.body.parts
            traced = any(part.isVisible() for part in parts.values() if isinstance(part, View))
            self._session.watch(trace=traced, cost=spent)
        return done

    def _announce(self) -> None:
        self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Say why a key does nothing now: Qt drops the shortcut of what cannot be done."""
        reason = self.actions_table.refused(QKeySequence(event.keyCombination()))
        if reason and not event.isAutoRepeat():
            self.bar.show_message(reason, brief=True)
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.actions_table.retranslate()
        self.menu.retranslate()
        self.body.top.show_language(language())
        self.actions_table.show_choice("language", "korean" if language() == "ko" else "english")
        self.actions_table.show_choice("memory", f"memory_{recall_budget()}")
        self.telling.forget()
        if self._session is not None:
            self._show_around(self._session.state)

    def _restyled(self) -> None:
        self.actions_table.restyle()
        self.actions_table.show_choice("theme", current.theme.name)
        if self.keys_page is not None:
            self.keys_page.setGeometry(self.rect())

    def minimumSizeHint(self) -> QSize:
        """Be usable in small windows; what does not fit is scrolled to."""
        return QSize(min(px(LEAST[0]), 480), min(px(LEAST[1]), 360))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Follow the width with the text size."""
        self.text_size.fit(self.width())
        if self.keys_page is not None:
            self.keys_page.setGeometry(self.rect())
        super().resizeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files of projects."""
        if self._dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a file that is dropped."""
        path = self._dropped(event)
        if path is not None and self.ready:
            event.acceptProposedAction()
            self.documents.open_file(path)

    @staticmethod
    def _dropped(event: QDropEvent) -> Path | None:
        for url in event.mimeData().urls():
            path = Path(url.toLocalFile())
            if url.isLocalFile() and path.suffix.lower() in SUFFIXES:
                return path
        return None

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved changes inside the window; then stop the engine."""
        if self._session is not None and self._session.state.dirty and not self._leaving:
            event.ignore()
            self.documents.unless_unsaved(self.leave_at_once)
            return
        remember("window/geometry", self.saveGeometry())
        if self._session is not None:
            self._session.shown.disconnect(self.show_state)
            self._session.close()
            self._session = None
        self.collector.stop()
        self.faults.stop()
        event.accept()

    def leave_at_once(self) -> None:
        """Close the window without asking about unsaved changes."""
        self._leaving = True
        self.close()
