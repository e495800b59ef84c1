"""Settings as controls see them: title, help, default and range, read from the fields of a Project's parts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args, get_type_hints

import msgspec
from PySide6.QtCore import QCoreApplication

from engine import project
from engine.errors import FileRefusal, Refusal
from engine.project import LABELS
from gui.widgets import numbers


@dataclass(frozen=True)
class Setting:
    """What a control must know of a setting; texts are English, as they stand on the field.

    Attributes
    ----------
    name : str
        Name of the field.
    title, help, unit : str
        Its label, one sentence on it, and the unit of its number.
    default : object
        Its default.
    minimum, maximum : float
        Its range; infinite where there is no bound.
    whole : bool
        Whether it is a whole number.
    choices : tuple of str
        What can be chosen, in the order of the declaration; empty for a number.
    live : bool
        Whether a change needs no restart of training.
    boolean : bool
        Whether it is on or off.
    above, below : bool
        Whether the number must be more than the minimum, less than the maximum.
    owner : str
        Name of the part that it is a field of: the same name may mean another thing elsewhere.
    """

    name: str
    title: str
    help: str
    unit: str
    default: Any
    minimum: float
    maximum: float
    whole: bool
    choices: tuple[str, ...]
    live: bool
    boolean: bool = False
    above: bool = False
    below: bool = False
    owner: str = ""

    @property
    def label(self) -> str:
        """The title in the language of the window."""
        return QCoreApplication.translate("Setting", self.title)

    @property
    def explanation(self) -> str:
        """The help in the language of the window."""
        return QCoreApplication.translate("Setting", self.help)


_HINTS: dict[type[Any], dict[str, Any]] = {}
_DESCRIBED: dict[tuple[type[Any], str], Setting] = {}


def describe(struct: type[Any], field: str) -> Setting:
    """Describe a field of a part of the Project: the one way in which panels learn of ranges.

    Parameters
    ----------
    struct : type
        A struct of `engine.project`.
    field : str
        Name of a field.

    Returns
    -------
    Setting
        What its annotation says.
    """
    if (struct, field) not in _DESCRIBED:
        _DESCRIBED[struct, field] = _described(struct, field)
    return _DESCRIBED[struct, field]


def _described(struct: type[Any], field: str) -> Setting:
    hint = _hints(struct)[field]
    form = get_args(hint)[0] if hasattr(hint, "__metadata__") else hint
    meta = msgspec.Meta()
    for found in _metas(hint):
        meta = found if isinstance(found, msgspec.Meta) else meta
    extra = meta.extra or {}
    low, high = _bounds(meta)
    return Setting(
        name=field,
        title=meta.title or field,
        help=meta.description or "",
        unit=str(extra.get("unit", "")),
        default=_default(struct, field),
        minimum=low,
        maximum=high,
        whole=form is int,
        choices=tuple(str(choice) for choice in get_args(form) if isinstance(choice, str)),
        live=bool(extra.get("live", False)),
        boolean=form is bool,
        above=meta.gt is not None,
        below=meta.lt is not None,
        owner=struct.__name__,
    )


def _hints(struct: type[Any]) -> dict[str, Any]:
    if struct not in _HINTS:
        _HINTS[struct] = get_type_hints(struct, include_extras=True)
    return _HINTS[struct]


def _metas(hint: Any) -> tuple[Any, ...]:
    return tuple(getattr(hint, "__metadata__", ()))


def _bounds(meta: msgspec.Meta) -> tuple[float, float]:
    low = meta.ge if meta.ge is not None else meta.gt
    high = meta.le if meta.le is not None else meta.lt
    return (-math.inf if low is None else float(low), math.inf if high is None else float(high))


def _default(struct: type[Any], field: str) -> Any:
    found = next(f for f in msgspec.structs.fields(struct) if f.name == field)
    return None if found.default is msgspec.NODEFAULT else found.default


def titled_fields(struct: type[Any]) -> tuple[str, ...]:
    """List the fields of a part that have a title: those that the window shows."""
    names = tuple(field.name for field in msgspec.structs.fields(struct))
    return tuple(name for name in names if describe(struct, name).title != name)


def label_of(choice: str) -> str:
    """Give what the window calls a kind or choice, in its language."""
    return QCoreApplication.translate("Setting", LABELS.get(choice, choice))


def kind_of(part: msgspec.Struct) -> str:
    """Give the kind of a part (``lstm``), by which files and `LABELS` name it."""
    return str(type(part).__struct_config__.tag)


def written(value: float, setting: Setting) -> str:
    """Write the value of a setting."""
    return numbers.count(int(value)) if setting.whole else numbers.setting(value)


def read(text: str, setting: Setting) -> float | None:
    """Read a number as users type it.

    Parameters
    ----------
    text : str
        With a true minus or a hyphen, commas between thousands, or an exponent.
    setting : Setting
        Says whether it must be whole.

    Returns
    -------
    float or None
        The number; an int if the setting is whole; None if it is none.
    """
    plain = text.strip().replace(numbers.MINUS, "-").replace(",", "").replace(" ", "")
    try:
        value = float(plain)
    except ValueError:
        return None
    if not math.isfinite(value):
        return None
    if setting.whole:
        return int(value) if value == int(value) else None
    return value


def complaint(text: str, setting: Setting) -> str:
    """Say in one sentence why what was typed cannot be taken; empty if it can."""
    value = read(text, setting)
    if value is None:
        if setting.whole:
            return QCoreApplication.translate("Setting", "Type a whole number.")
        return QCoreApplication.translate("Setting", "Type a number.")
    low, high = setting.minimum, setting.maximum
    too_low = value <= low if setting.above else value < low
    too_high = value >= high if setting.below else value > high
    if not (too_low or too_high):
        return ""
    text = QCoreApplication.translate("Setting", "Type a number from {low} to {high}.")
    if setting.above:
        text = QCoreApplication.translate("Setting", "Type a number above {low}, up to {high}.")
    elif setting.below:
        text = QCoreApplication.translate("Setting", "Type a number from {low} to below {high}.")
    return text.format(low=written(low, setting), high=written(high, setting))


def sentence(refusal: Refusal, *, labels: bool = True) -> str:
    """Write a refusal in the language of the window.

    Parameters
    ----------
    refusal : Refusal
        Its text and those of its values that are words are English sources of translations.
    labels : bool
        Whether a setting is named by its label; in a file it is named by its address.

    Returns
    -------
    str
        One sentence.
    """
    labels = labels and not isinstance(refusal, FileRefusal)
    values = {name: _translated(value, labels=labels) for name, value in refusal.values.items()}
    if labels and refusal.place:
        title = title_of(refusal.place)
        values["place"] = QCoreApplication.translate("Setting", title) if title else refusal.place
    return QCoreApplication.translate("Refusal", refusal.text).format(**values)


FORMS: dict[str, dict[str, Any]] = {
    "data": dict(project.DATA),
    "network.layers": dict(project.LAYERS),
    "network.output": {"output": project.Output},
    "training": {"training": project.Training},
    "training.optimizer": dict(project.OPTIMIZERS),
    "training.schedule": dict(project.SCHEDULES),
}
"""Kinds of parts that can stand at an address."""


@cache
def title_of(place: str) -> str:
    """Give the title of the setting at an address; empty where none has one."""
    group, _, name = place.rpartition(".")
    for form in FORMS.get(group.partition("[")[0], {}).values():
        if name in form.__struct_fields__ and describe(form, name).title != name:
            return describe(form, name).title
    return ""


def _translated(value: object, *, labels: bool) -> object:
    if isinstance(value, Refusal):
        return sentence(value, labels=labels)
    if not isinstance(value, str):
        return value
    found = QCoreApplication.translate("Setting", value)
    return found if found != value else QCoreApplication.translate("Refusal", value)
