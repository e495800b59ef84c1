"""Import sheet: a file of the user, seen before it is used; all that was found out of it can be corrected."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import structs
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from engine.project import Characters, Project, Table
from gui.panels.import_deeds import beginning, checking, finding_out, suggesting, text_of
from gui.panels.import_draft import (
    TASKS,
    WIDTH,
    Role,
    idle_settings,
    roles_of,
    task_of,
    task_text,
    with_role,
    with_task,
)
from gui.panels.import_reading import ReadingBar
from gui.panels.import_table import PreviewTable
from gui.panels.import_told import Line, told
from gui.panels.import_work import Work
from gui.panels.section import make_row
from gui.theme import current, font, px
from gui.widgets.buttons import TextButton
from gui.widgets.choice import Combo
from gui.widgets.numbers import count
from gui.widgets.row import NumberRow, Row
from gui.widgets.scroll import BAR, Scroll
from gui.widgets.segmented import Segmented
from gui.widgets.settings import describe, sentence
from gui.widgets.sheet import Sheet
from gui.widgets.words import Words

if TYPE_CHECKING:
    from engine.datasets.tables import Preview
    from engine.errors import FileRefusal, Refusal
    from engine.project import Reading
    from engine.sizes import Shape
    from gui.panels.import_deeds import Beginning
    from gui.session import Session

PREPARED = (
    *("length", "horizon", "all_ahead", "stride", "missing", "scaling", "log", "differencing"),
    *("by", "split", "test"),
)
"""Settings of a table, in the order in which they are read."""
READ = ("length", "split", "jamo")
"""Settings of a text."""
REST = 250
"""Milliseconds without a change after which the file is read with the settings."""


class ImportSheet(Sheet):
    """A file of the user, seen before it is used.

    Parameters
    ----------
    session : Session
        Where the data go: ``data`` is changed, in one step that can be undone.
    parent : QWidget
        The window.
    """

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, 1320, 880)
        self.session = session
        self.path = Path()
        self.draft: Table | Characters | None = None
        self.preview: Preview | None = None
        self.shape: Shape | None = None
        self.refusal: Refusal | None = None
        self.naive: float | None = None
        self.symbols: tuple[int, int] | None = None
        self._touched = False
        self.work = Work(self)
        self.work.moved.connect(self._show_work)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._check)
        self.error = Words("warn", 13, 600, wrap=True, parent=self.card)
        self.form = Segmented(("table", "text"), self.card)
        self.form.chosen.connect(self._choose_form)
        self.reading = ReadingBar(self.card)
        self.reading.changed.connect(self._correct)
        self.table = PreviewTable(self.card)
        self.table.chosen.connect(self._choose_role)
        self.text = QPlainTextEdit(self.card)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.hint = Words("t2", 12, wrap=True, parent=self.card)
        self.task_title = Words("t2", 12)
        self.task = Combo()
        for key in TASKS:
            self.task.addItem("", key)
        self.task.activated.connect(self._choose_task)
        self.rows: list[Row] = []
        self.line = Line(self.card)
        self.facts = Words("t2", 13, wrap=True, parent=self.card)
        self.cancel = TextButton("plain", parent=self.card)
        self.cancel.clicked.connect(self.close_sheet)
        self.use = TextButton("primary", parent=self.card)
        self.use.clicked.connect(self._use)
        self._lay_out()
        self.retranslate()
        self.restyle()

    def _lay_out(self) -> None:
        self.head.insertWidget(1, self.form)
        self.head.insertSpacing(1, px(16))
        # a fault that comes and goes moves nothing from under the mouse
        policy = self.error.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.error.setSizePolicy(policy)
        self.column.addWidget(self.error)
        left = QVBoxLayout()
        left.setSpacing(px(10))
        left.addWidget(self.reading)
        left.addWidget(self.table, 1)
        left.addWidget(self.text, 1)
        left.addWidget(self.hint)
        inner = QWidget()
        self.side = QVBoxLayout(inner)
        self.side.addWidget(self.task_title)
        self.side.addWidget(self.task)
        self.side.addStretch(1)
        self.area = Scroll(self.card)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(inner)
        middle = QHBoxLayout()
        middle.setSpacing(px(20))
        middle.addLayout(left, 1)
        middle.addWidget(self.area)
        self.column.addLayout(middle, 1)
        self.column.addWidget(self.line)
        below = QHBoxLayout()
        below.addWidget(self.facts, 1)
        below.addWidget(self.cancel)
        below.addWidget(self.use)
        self.column.addLayout(below)

    # opening

    def open_file(self, path: Path, data: Table | Characters | None = None) -> None:
        """Open a file, or the settings of one again.

        Parameters
        ----------
        path : Path
            The file.
        data : Table or Characters, optional
            Settings that are to be changed; else all is found out.
        """
        self.path = path
        self.draft = None
        self.preview = None
        self._touched = data is not None
        self.text.setPlainText("")
        self.table.show_preview(None)
        self.reading.setEnabled(False)  # until it is known
        self._forget()
        self._fail(None)
        self.retranslate()
        self.open_sheet()
        text = isinstance(data, Characters)
        self._show_form("text" if text else "table")
        if isinstance(data, Characters):
            self._read_text(data)
        elif isinstance(data, Table):
            self._read_table(data.reading, data)
        else:
            self.work.ask(finding_out(path), self._found, self._fail)

    def focus_first(self) -> None:
        """Begin with the table."""
        self.table.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Give up what is being read."""
        self._rest.stop()
        self.work.cancel()
        super().close_sheet()

    def _found(self, found: Beginning | None) -> None:
        if found is None:
            self._show_form("text")
            self._read_text(None)
        else:
            self._show_form("table")
            self._previewed(*found)

    def _choose_form(self, form: str) -> None:
        """Take the file as a table, or as a text."""
        self._touched = False
        self.draft = None
        self._forget()
        self._fail(None)
        self._show_form(form)
        if form == "text":
            self._read_text(None)
        else:
            self._read_table(None, None)

    def _show_form(self, form: str) -> None:
        self.form.set_current(form)
        table = form == "table"
        for part in (self.reading, self.table, self.task_title, self.task):
            part.setVisible(table)
        self.text.setVisible(not table)
        self._make_rows(Table if table else Characters, PREPARED if table else READ)
        self._show_hint()

    def _make_rows(self, form: type[Any], fields: tuple[str, ...]) -> None:
        for row in self.rows:
            row.blockSignals(True)
            row.hide()
            row.deleteLater()
        inner = self.task.parentWidget()
        assert inner is not None
        self.rows = [make_row(form, field, field, inner) for field in fields]
        if form is Table:
            wide = replace(describe(Table, "width"), title=WIDTH[0], help=WIDTH[1])
            self.rows.insert(0, NumberRow(wide, "width", inner))
        for k, row in enumerate(self.rows):
            # nothing restarts before the data are used
            row.setting = replace(row.setting, live=True)
            row.retranslate()
            row.changed.connect(self._set)
            self.side.insertWidget(2 + k, row)
        self._show_draft()

    # a table

    def _read_table(self, reading: Reading | None, data: Table | None) -> None:
        """Read the beginning as it is said to be written; keep the settings where they are given."""
        self.draft = data
        self.work.ask(
            beginning(self.path, reading), lambda found: self._previewed(*found), self._fail
        )

    def _previewed(
        self, reading: Reading, shown: Preview | None, refusal: FileRefusal | None
    ) -> None:
        """Show the beginning; then ask for settings, or keep those that still fit."""
        self.preview = shown
        self.reading.show_reading(reading)
        self.reading.setEnabled(True)
        self.table.show_preview(shown, reading)
        self._show_hint()
        if shown is None:
            self._fail(refusal)
            return
        names = {column.name for column in shown.columns}
        draft = self.draft
        if isinstance(draft, Table) and self._touched:
            wanted = {*draft.inputs, *draft.targets, draft.time, draft.group} - {""}
            if wanted <= names:
                self.draft = structs.replace(draft, reading=reading)
                self._show_draft()
                self._check()
                return
        self.draft = None
        self._show_draft()
        self.work.ask(suggesting(self.path, reading), self._suggested, self._fail)

    def _suggested(self, data: Table) -> None:
        self.draft = data
        self._fail(None)
        self._show_draft()
        self._check()

    def _correct(self, reading: Reading) -> None:
        """Read the file as the user says that it is written."""
        self._forget()
        self._fail(None)
        self.reading.show_reading(reading)
        self._read_table(reading, self.draft if isinstance(self.draft, Table) else None)

    def _choose_role(self, names: list[str], role: Role) -> None:
        if isinstance(self.draft, Table) and self.preview is not None:
            order = [column.name for column in self.preview.columns]
            texts = {column.name for column in self.preview.columns if column.kind == "text"}
            self._change(with_role(self.draft, names, role, order, texts))

    def _choose_task(self, index: int) -> None:
        if isinstance(self.draft, Table):
            self._change(with_task(self.draft, self.task.itemData(index)))

    # a text

    def _read_text(self, data: Characters | None) -> None:
        self.work.ask(text_of(self.path, data), lambda found: self._show_text(*found), self._fail)

    def _show_text(self, data: Characters, text: str) -> None:
        self.draft = data
        self.text.setPlainText(text)
        self._fail(None)
        self._show_draft()
        self._check()

    # settings

    def _set(self, field: str, value: object, final: bool) -> None:
        if self.draft is not None and getattr(self.draft, field) != value:
            self._change(structs.replace(self.draft, **{field: value}))

    def _change(self, draft: Table | Characters) -> None:
        self._touched = True
        self.draft = draft
        self._forget()
        self._show_draft()
        self._rest.start()

    def _show_draft(self) -> None:
        """Show the settings at hand."""
        draft = self.draft
        for row in self.rows:
            row.setEnabled(draft is not None)
            if draft is not None and hasattr(draft, row.address):
                row.blockSignals(True)
                row.show_value(getattr(draft, row.address))
                row.blockSignals(False)
        self.task.setEnabled(isinstance(draft, Table))
        if isinstance(draft, Table):
            idle = idle_settings(draft)
            for row in self.rows:
                row.setVisible(row.address not in idle)
            self.task.setCurrentIndex(self.task.findData(task_of(draft)))
            if self.preview is not None:
                names = [column.name for column in self.preview.columns]
                self.table.show_roles(roles_of(draft, names))
        else:
            self.table.show_roles({})
        self._show_facts()

    def _check(self) -> None:
        """Read the file with these settings, beside the window."""
        self._rest.stop()
        if self.draft is not None:
            self.work.ask(checking(self.draft), self._checked, self._fail)

    def _checked(self, found: tuple[Any, Any]) -> None:
        self._fail(None)
        if isinstance(self.draft, Characters):
            self.symbols = found
        else:
            self.shape, self.naive = found
        self._show_facts()

    def _forget(self) -> None:
        """Forget what the settings came to: they are others now."""
        self.shape = self.naive = self.symbols = None

    def _fail(self, refusal: Refusal | None) -> None:
        """Show why not, at the setting where there is one; None: nothing is wrong."""
        self.refusal = refusal
        if refusal is not None:
            self._forget()
        field = refusal.place.removeprefix("data.") if refusal is not None else ""
        for row in self.rows:
            row.show_refusal(
                self.tr("See above.") if refusal is not None and row.address == field else ""
            )
        self._show_error()
        self._show_facts()

    def _show_error(self) -> None:
        # a blank is as high as a line, an empty text is not
        self.error.setText(sentence(self.refusal) if self.refusal is not None else " ")
        self.error.setVisible(self.refusal is not None)

    def _show_facts(self) -> None:
        self.facts.setText(self._told())
        self.use.setEnabled(self.shape is not None or self.symbols is not None)

    def _told(self) -> str:
        """Say what the settings come to."""
        if self.symbols is not None:
            return self.tr("{count} characters, {symbols} different ones.").format(
                count=count(self.symbols[0]), symbols=count(self.symbols[1])
            )
        if self.shape is None:
            return self.tr("Reading…") if self.work.busy else ""
        return "  ".join(told(self.shape, self.naive))

    def _show_work(self, share: float | None) -> None:
        self.line.show_share(share)
        if self.shape is None and self.symbols is None:
            self._show_facts()

    # ending

    def _use(self) -> None:
        """Take the data; where they are refused the sheet stays, and says why."""
        if self.draft is None or not self.use.isEnabled():
            return
        if not self.session.state.started:
            self.session.open(Project())  # from the start page
        self.session.change("data", self.draft)
        refusal = self.session.state.refusal
        if refusal is not None:
            self._fail(refusal)
        else:
            self.close_sheet()

    # looks

    def _show_hint(self) -> None:
        if self.form.current == "text":
            self.hint.setText(
                self.tr("The beginning of the text. At each step the next character is asked for.")
            )
            return
        if self.preview is None:
            self.hint.setText("")
            return
        rows = len(self.preview.rows)
        text = self.tr("The first {n} rows as they are written.").format(n=count(rows))
        if self.preview.whole and self.preview.columns[0].count <= rows:
            text = self.tr("All {n} rows as they are written.").format(n=count(rows))
        told = self.tr("Choose above each column what it is for; Shift takes several.")
        self.hint.setText(f"{text} {told}")

    def retranslate(self) -> None:
        """Set all words."""
        if not hasattr(self, "use"):
            return
        name = self.path.name
        self.title.setText(
            self.tr("Open data: {name}").format(name=name) if name else self.tr("Open data")
        )
        self.setAccessibleName(self.title.text())
        self.away.set_name(self.tr("Close (Esc)"))
        self.form.set_texts(
            {"table": self.tr("Table"), "text": self.tr("Text")}, self.tr("Read as")
        )
        self.form.setMaximumWidth(self.form.sizeHint().width() + px(24))
        self.task_title.setText(self.tr("Task"))
        for k in range(self.task.count()):
            self.task.setItemText(k, task_text(self.task.itemData(k)))
        self.task.setAccessibleName(self.tr("Task"))
        self.text.setAccessibleName(self.tr("Beginning of the text"))
        self.cancel.setText(self.tr("Cancel"))
        self.use.setText(self.tr("Use these data"))
        for button in (self.cancel, self.use):
            button.updateGeometry()
        self._show_error()
        self._show_facts()
        self._show_hint()

    def restyle(self) -> None:
        """Take sizes and colours from the theme."""
        super().restyle()
        if not hasattr(self, "use"):
            return
        self.area.setFixedWidth(px(292))
        self.side.setContentsMargins(0, 0, px(14), 0)
        self.side.setSpacing(px(8))
        theme = current.theme
        self.text.setFont(font(14))
        self.text.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.hex('s2')}; color: {theme.hex('t1')};"
            f" border: 1px solid {theme.hex('line')}; border-radius: 6px; padding: 8px; }}"
            + BAR.format(wide=px(9), round=px(2.5), ink=theme.hex("line2"), hot=theme.hex("edge"))
        )
