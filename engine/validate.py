"""Validation: pure functions that say whether a Project can be run, and why not, in one sentence."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any, get_args, get_origin, get_type_hints

import msgspec

from . import project as settings
from .address import differences
from .errors import QT_TRANSLATE_NOOP, Refusal
from .fitting import check_network
from .project import DATA, FORMAT, LAYERS, LIVE, OPTIMIZERS, SCHEDULES, Loss, Project
from .sizes import Shape, batch_of, memory, shape

BUDGET = 1_000_000_000
"""Bytes that the arrays of a project may need."""

WRONG_LOSS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{loss}” does not fit “{data}”: its targets are {kind}; choose “{better}”.",
)
NUMBERS = QT_TRANSLATE_NOOP("Refusal", "numbers")
CLASSES = QT_TRANSLATE_NOOP("Refusal", "classes")
TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal",
    "This would need {gigabytes:.1f} GB of memory, more than 1 GB; "
    "take fewer units, a smaller batch or shorter sequences.",
)
NOT_FINITE = QT_TRANSLATE_NOOP("Refusal", "“{place}” is not a finite number; give one.")
NEWER = QT_TRANSLATE_NOOP(
    "Refusal",
    "The project has format {found}, this program reads up to {known}; open it with a newer Gatescope.",
)
OUT_OF_RANGE = QT_TRANSLATE_NOOP("Refusal", "“{place}” must be {wanted}; {value} was given.")
UNKNOWN_KEY = QT_TRANSLATE_NOOP(
    "Refusal", "“{place}” is no setting of a project; correct its name or take it out."
)
MISSING = QT_TRANSLATE_NOOP("Refusal", "“{place}” is missing; add it.")
NO_CHOICE = QT_TRANSLATE_NOOP("Refusal", "“{place}” cannot be “{value}”; choose one of: {choices}.")
WRONG_KIND = QT_TRANSLATE_NOOP(
    "Refusal", "“{place}” must be {wanted}, but it is {found}; correct it or take it out."
)
TOO_MANY = QT_TRANSLATE_NOOP(
    "Refusal", "“{place}” has {value:,} entries, more than {most}; take some out."
)
TOO_LONG = QT_TRANSLATE_NOOP(
    "Refusal", "“{place}” has {value:,} characters, more than {most}; make it shorter."
)
NOT_SHOWN = QT_TRANSLATE_NOOP(
    "Refusal", "“{place}” has a character that cannot be shown; take it out."
)
MALFORMED = QT_TRANSLATE_NOOP(
    "Refusal", "“{place}” is not as a project has it ({reason}); correct it or take it out."
)
WORDS = {
    "int": QT_TRANSLATE_NOOP("Refusal", "a whole number"),
    "float": QT_TRANSLATE_NOOP("Refusal", "a number"),
    "str": QT_TRANSLATE_NOOP("Refusal", "a text"),
    "bool": QT_TRANSLATE_NOOP("Refusal", "true or false"),
    "object": QT_TRANSLATE_NOOP("Refusal", "a group of settings { }"),
    "array": QT_TRANSLATE_NOOP("Refusal", "a list [ ]"),
    "null": QT_TRANSLATE_NOOP("Refusal", "null"),
}
"""What msgspec's names of kinds are called in a sentence."""
CLASS_WEIGHTS = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{place}” needs {classes} numbers, one for each class and not all 0; it has {found}.",
)
NO_CLASSES = QT_TRANSLATE_NOOP(
    "Refusal", "“{place}” weighs classes, but the targets are numbers; leave it empty."
)
TRUNCATED_LAST = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{place}” needs a target at every time step, but here only the last one counts; set it to 0.",
)
TRUNCATED_BOTH = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{place}” cannot go with a layer that reads in both directions; set it to 0.",
)


FITTING: dict[str, tuple[Loss, ...]] = {
    "regression": ("mse", "mae", "huber"),
    "binary": ("bce", "cross_entropy"),
    "classes": ("cross_entropy",),
}
"""The losses that fit each task, the usual one first."""


def fitting_losses(project: Project) -> tuple[Loss, ...]:
    """Give the losses that fit the task, the usual one first."""
    return FITTING[shape(project).task]


def following(project: Project) -> Project:
    """Give the project with a loss that follows its task.

    Parameters
    ----------
    project : Project
        A project whose data may just have changed.

    Returns
    -------
    Project
        The same, or with the usual loss of the task.
    """
    fitting = fitting_losses(project)
    if project.training.loss in fitting:
        return project
    training = msgspec.structs.replace(project.training, loss=fitting[0])
    return msgspec.structs.replace(project, training=training)


def validated(project: Project) -> Project:
    """Check types, ranges and that the parts fit together.

    Parameters
    ----------
    project : Project
        As set by a user or read from a file.

    Returns
    -------
    Project
        Equal to it, with exact types.

    Raises
    ------
    Refusal
        One sentence, with the address as its place.
    """
    checked = convert(msgspec.to_builtins(project), Project)
    assert isinstance(checked, Project)
    _check_format(checked.format)
    data = shape(checked)
    _check_loss(checked, data)
    check_network(checked, data)
    _check_training(checked, data)
    needed = memory(checked, data)
    if needed > BUDGET:
        raise Refusal(TOO_LARGE, place=_largest(checked, data), gigabytes=needed / 1e9)
    return checked


def convert(value: Any, form: Any) -> Any:
    """Turn plain values into a struct, and its errors into a Refusal.

    Parameters
    ----------
    value : object
        Dicts, lists, numbers and texts.
    form : type
        A struct of `project`.

    Returns
    -------
    object
        The struct.

    Raises
    ------
    Refusal
        With the address of the first fault.
    """
    if isinstance(value, dict) and isinstance(value.get("format"), int):
        _check_format(value["format"])
    _check_values(value, "")
    try:
        return msgspec.convert(value, form)
    except msgspec.ValidationError as error:
        raise _refusal(str(error), value) from None


def _refusal(message: str, value: Any) -> Refusal:
    reason, _, path = message.partition(" - at `$")
    place = path.rstrip("`").lstrip(".")
    found = value
    key = re.fullmatch(
        r"Object (contains unknown|missing required) field `(.*)`", reason, re.DOTALL
    )
    if key:
        text = UNKNOWN_KEY if key[1] == "contains unknown" else MISSING
        return Refusal(text, place=f"{place}.{key[2]}" if place else key[2])
    for step in re.findall(r"[a-z_][a-z0-9_]*|\d+", place):
        found = found[int(step) if step.isdigit() else step]
    bound = re.fullmatch(r"Expected `(?:int|float)` (>=|<=|>|<) (\S+)", reason)
    if bound and isinstance(found, int | float):
        return Refusal(
            OUT_OF_RANGE, place=place, wanted=_range(bound[1], bound[2]), value=f"{found:g}"
        )
    length = re.fullmatch(r"Expected `(?:str|array)` of length <= (\d+)", reason)
    if length and isinstance(found, str | list | tuple):
        text = TOO_LONG if isinstance(found, str) else TOO_MANY
        return Refusal(text, place=place, value=len(found), most=int(length[1]))
    kinds = re.fullmatch(r"Expected `(\w+)`, got `(\w+)`", reason)
    if kinds and kinds[1] == "int" and isinstance(found, float):
        return Refusal(OUT_OF_RANGE, place=place, wanted=WORDS["int"], value=str(found))
    if kinds and kinds[1] in WORDS and kinds[2] in WORDS:
        return Refusal(WRONG_KIND, place=place, wanted=WORDS[kinds[1]], found=WORDS[kinds[2]])
    if reason.startswith("Invalid ") and isinstance(found, str):
        return Refusal(NO_CHOICE, place=place, value=found, choices=", ".join(_choices(place)))
    return Refusal(MALFORMED, place=place, reason=reason.replace("`", ""))


def _choices(place: str) -> tuple[str, ...]:
    """List what may stand at an address where one of several words does."""
    *_, group, name = ("", *re.findall(r"[a-z_]+", place))
    if name == "kind":
        return tuple(
            {"data": DATA, "layers": LAYERS, "optimizer": OPTIMIZERS, "schedule": SCHEDULES}.get(
                group, ()
            )
        )
    forms = {
        "training": (settings.Training,), "output": (settings.Output,), "reading": (settings.Reading,),
    }  # fmt: skip
    hints = (get_type_hints(form) for form in forms.get(group, (*LAYERS.values(), *DATA.values())))
    return get_args(next((found[name] for found in hints if name in found), None))


def _range(sign: str, bound: str) -> str:
    number = f"{float(bound):,g}" if abs(float(bound)) < 1e6 else f"{float(bound):g}"
    return {">=": f"≥ {number}", "<=": f"≤ {number}", ">": f"> {number}", "<": f"< {number}"}[sign]


def _check_format(found: int) -> None:
    if found > FORMAT:
        raise Refusal(NEWER, place="format", found=found, known=FORMAT)
    if found < 1:
        raise Refusal(OUT_OF_RANGE, place="format", wanted=f"{FORMAT}", value=found)


def _check_values(value: Any, place: str) -> None:
    if isinstance(value, dict):
        for key, part in value.items():
            _check_values(part, f"{place}.{key}" if place else str(key))
    elif isinstance(value, list | tuple):
        for k, part in enumerate(value):
            _check_values(part, f"{place}[{k}]")
    elif isinstance(value, str) and any(unicodedata.category(c) in {"Cc", "Cs"} for c in value):
        raise Refusal(NOT_SHOWN, place=place)
    elif isinstance(value, float) and not math.isfinite(value):
        raise Refusal(NOT_FINITE, place=place)


def _check_loss(project: Project, data: Shape) -> None:
    fitting = FITTING[data.task]
    if project.training.loss not in fitting:
        kind = next(kind for kind, form in DATA.items() if isinstance(project.data, form))
        raise Refusal(
            WRONG_LOSS,
            place="training.loss",
            loss=settings.LABELS[project.training.loss],
            data=settings.LABELS[kind],
            kind=NUMBERS if data.task == "regression" else CLASSES,
            better=settings.LABELS[fitting[0]],
        )


def _check_training(project: Project, data: Shape) -> None:
    """Refuse class weights and truncation that do not fit the task."""
    training = project.training
    if training.class_weights:
        classes = 0 if data.task == "regression" else data.targets
        if len(training.class_weights) != classes or not any(training.class_weights):
            raise Refusal(
                CLASS_WEIGHTS if classes else NO_CLASSES,
                place="training.class_weights",
                classes=classes,
                found=len(training.class_weights),
            )
    if training.truncate and training.truncate < data.steps:
        if not data.every_step:
            raise Refusal(TRUNCATED_LAST, place="training.truncate")
        if any(getattr(layer, "bidirectional", False) for layer in project.network.layers):
            raise Refusal(TRUNCATED_BOTH, place="training.truncate")


def _largest(project: Project, data: Shape) -> str:
    if batch_of(project, data.examples) > 256:
        return "training.batch_size" if project.training.batch == "mini" else "training.batch"
    return "network.layers" if project.network.layers else "data.examples"


def is_live(address: str) -> bool:
    """Tell whether a setting changes without a restart of training.

    Parameters
    ----------
    address : str
        Address of a setting.

    Returns
    -------
    bool
        True for learning rate, batch, clipping, optimizer, name and view.
    """
    form: Any = Project
    for name in re.findall(r"[a-z_][a-z0-9_]*", address):
        hint = (
            get_type_hints(form, include_extras=True).get(name) if isinstance(form, type) else None
        )
        metas = [m for m in get_args(hint) if isinstance(m, msgspec.Meta)]
        if any(m.extra == LIVE for m in metas):
            return True
        form = (
            get_args(hint)[0]
            if hint is not None and get_origin(hint) is not None and metas
            else hint
        )
    return False


def restarts(old: Project, new: Project) -> bool:
    """Tell whether going from one project to the other starts training anew."""
    return not all(is_live(address) for address in differences(old, new))


def carries_on(old: Project, new: Project) -> bool:
    """Tell whether training that starts anew keeps its parameters: what was drawn has changed, and nothing else.

    Parameters
    ----------
    old, new : Project
        Valid projects.
    """
    drawn = settings.DrawnPoints | settings.DrawnCurve
    if type(old.data) is not type(new.data) or not isinstance(old.data, drawn):
        return False
    rest = msgspec.structs.replace(new, data=old.data)
    one, two = shape(old), shape(new)
    same = (one.inputs, one.task, one.targets) == (two.inputs, two.task, two.targets)
    return same and not restarts(old, rest)
