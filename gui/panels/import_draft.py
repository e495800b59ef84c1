"""Draft: the settings of a table while they are being made: what a column is for, what the task is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Literal

from msgspec import structs
from PySide6.QtCore import QCoreApplication

from engine.errors import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from engine.project import Table

Role = Literal["", "input", "category", "target", "both", "time", "group"]

ROLES: dict[Role, str] = {
    "": QT_TRANSLATE_NOOP("Import", "Not used"),
    "input": QT_TRANSLATE_NOOP("Import", "Input"),
    "category": QT_TRANSLATE_NOOP("Import", "Input, as a category"),
    "target": QT_TRANSLATE_NOOP("Import", "Target"),
    "both": QT_TRANSLATE_NOOP("Import", "Input and target"),
    "time": QT_TRANSLATE_NOOP("Import", "Time"),
    "group": QT_TRANSLATE_NOOP("Import", "Group"),
}
"""What a column can be for."""

TASKS: dict[str, tuple[str, dict[str, Any]]] = {
    "forecast": (
        QT_TRANSLATE_NOOP("Import", "Forecast numbers"),
        {"layout": "long", "task": "forecast", "answer": "numbers"},
    ),
    "forecast_class": (
        QT_TRANSLATE_NOOP("Import", "Forecast a class"),
        {"layout": "long", "task": "forecast", "answer": "classes"},
    ),
    "series": (
        QT_TRANSLATE_NOOP("Import", "Each column is a series"),
        {"layout": "series", "task": "forecast", "answer": "numbers"},
    ),
    "rows": (
        QT_TRANSLATE_NOOP("Import", "Each row is a series"),
        {"layout": "rows", "task": "forecast", "answer": "numbers"},
    ),
    "row_class": (
        QT_TRANSLATE_NOOP("Import", "A class for each row"),
        {"layout": "rows", "task": "label", "answer": "classes"},
    ),
    "row_number": (
        QT_TRANSLATE_NOOP("Import", "A number for each row"),
        {"layout": "rows", "task": "label", "answer": "numbers"},
    ),
    "group_class": (
        QT_TRANSLATE_NOOP("Import", "A class for each group"),
        {"layout": "long", "task": "label", "answer": "classes"},
    ),
    "group_number": (
        QT_TRANSLATE_NOOP("Import", "A number for each group"),
        {"layout": "long", "task": "label", "answer": "numbers"},
    ),
}
"""What can be asked of a table: layout, task and answer in one choice."""

UNTOLD = ("series", "rows")
"""Tasks whose columns tell their own future: they have no targets."""
WIDTH = (
    QT_TRANSLATE_NOOP("Setting", "Columns of a time step"),
    QT_TRANSLATE_NOOP(
        "Setting",
        "Where a row holds several time steps: how many columns one of them has; 0: all of them.",
    ),
)
"""Title and help of a setting that only makes sense beside the columns."""
WHOLE = ("row_class", "row_number", "group_class", "group_number")
"""Tasks with one answer for an example: nothing lies ahead."""


def role_text(role: Role) -> str:
    """Give what the window calls a role."""
    return QCoreApplication.translate("Import", ROLES[role])


def task_text(task: str) -> str:
    """Give what the window calls a task."""
    return QCoreApplication.translate("Import", TASKS[task][0])


def task_of(data: Table) -> str:
    """Tell which of `TASKS` the settings are; "" where they are none of them."""
    for name, (_, settings) in TASKS.items():
        if all(getattr(data, field) == value for field, value in settings.items()):
            return name
    return ""


def idle_settings(data: Table) -> tuple[str, ...]:
    """Give the settings that say nothing of a task: where an example has one answer, nothing lies ahead."""
    wide = () if data.layout == "rows" else ("width",)
    if data.task == "forecast":
        return wide
    ahead = ("horizon", "all_ahead", *wide)
    return (*ahead, "length", "stride") if data.layout == "rows" else ahead


def with_task(data: Table, task: str) -> Table:
    """Give the settings with another task, and with what goes with it.

    Parameters
    ----------
    data : Table
        The settings.
    task : str
        Key of `TASKS`.

    Returns
    -------
    Table
        A task with one answer an example has nothing ahead; one that forecasts needs a window and is split in time.
    """
    before = task_of(data)
    if before == task:
        return data
    data = structs.replace(data, **TASKS[task][1])
    if task in UNTOLD:
        inputs = dict.fromkeys((*data.inputs, *data.targets))
        # a series of its own is made of numbers
        kept = tuple(name for name in inputs if name not in data.categories)
        data = structs.replace(data, inputs=kept, targets=(), categories=())
    elif not data.targets and data.inputs:
        data = structs.replace(data, targets=data.inputs[-1:])
    if task in WHOLE:
        by = "group" if data.group else "random"
        return structs.replace(data, length=0, horizon=0, all_ahead=False, by=by, width=0)
    if task == "rows":
        return structs.replace(data, length=0, horizon=1, by="random", width=1)
    if before in WHOLE or before == "rows" or not before:
        data = structs.replace(data, length=24, horizon=1, by="time", width=0)
    return data


def role_of(data: Table, column: str) -> Role:
    """Tell what a column is for."""
    return roles_of(data, (column,))[column]


def roles_of(data: Table, columns: Sequence[str]) -> dict[str, Role]:
    """Tell what each of some columns is for; there may be thousands."""
    inputs, targets, texts = set(data.inputs), set(data.targets), set(data.categories)
    found: dict[str, Role] = {}
    for name in columns:
        inside, told = name in inputs, name in targets
        role: Role = "both" if inside and told else "input" if inside else "target" if told else ""
        if role == "input" and name in texts:
            role = "category"
        if name and name in (data.time, data.group):
            role = "time" if name == data.time else "group"
        found[name] = role
    return found


def with_role(
    data: Table,
    columns: Sequence[str],
    role: Role,
    order: Sequence[str],
    texts: Collection[str] = (),
) -> Table:
    """Give the settings with some columns for something else.

    Parameters
    ----------
    data : Table
        The settings.
    columns : sequence of str
        The columns; of several the first is time or group.
    role : str
        What they are for.
    order : sequence of str
        All columns of the file: inputs and targets stand in its order.
    texts : collection of str
        Columns of texts: as an input they are categories, for there is no other way to read them.

    Returns
    -------
    Table
        Nothing else changes, but for what can be there only once.
    """
    inputs, targets = set(data.inputs) - set(columns), set(data.targets) - set(columns)
    words = set(data.categories) - set(columns)
    time = "" if data.time in columns else data.time
    group = "" if data.group in columns else data.group
    if role in ("input", "category", "both"):
        inputs |= set(columns)
        words |= {name for name in columns if role == "category" or name in texts}
    if role in ("target", "both"):
        targets |= set(columns)
    if role == "time":
        time = columns[0]
    if role == "group":
        group = columns[0]
    by = data.by
    if by == "group" and not group:
        by = "random"
    return structs.replace(
        data,
        inputs=tuple(name for name in order if name in inputs),
        targets=tuple(name for name in order if name in targets),
        categories=tuple(name for name in order if name in words),
        time=time,
        group=group,
        by=by,
    )
