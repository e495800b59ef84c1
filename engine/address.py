"""Addresses: one syntax for the settings of a Project, such as ``network.layers[0].units``."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from .errors import QT_TRANSLATE_NOOP, Refusal
from .project import Project

PART = re.compile(r"([a-z_][a-z0-9_]*)(?:\[(\d{1,6})\])?")
UNKNOWN = QT_TRANSLATE_NOOP(
    "Refusal", "There is no setting “{address}”; look at the project's own settings for the name."
)


def parse(address: str) -> tuple[str | int, ...]:
    """Cut an address into names and numbers.

    Parameters
    ----------
    address : str
        Names joined by points, each with a number in brackets if it is a list.

    Returns
    -------
    tuple of str or int
        ``network.layers[0].units`` gives ``("network", "layers", 0, "units")``.

    Raises
    ------
    Refusal
        If it is no address.
    """
    path: list[str | int] = []
    for part in address.split("."):
        match = PART.fullmatch(part)
        if match is None:
            raise Refusal(UNKNOWN, place=address, address=address)
        path.append(match[1])
        if match[2] is not None:
            path.append(int(match[2]))
    return tuple(path)


def value_at(project: Project, address: str) -> Any:
    """Give the value of a setting.

    Parameters
    ----------
    project : Project
        The project.
    address : str
        Address of the setting.

    Returns
    -------
    object
        Its value.

    Raises
    ------
    Refusal
        If there is no such setting.
    """
    value: Any = project
    for step in parse(address):
        value = _step(value, step, address)
    return value


def with_value(project: Project, address: str, value: object) -> Project:
    """Give the project with one setting changed; it is not validated here.

    Parameters
    ----------
    project : Project
        The project; stays as it is.
    address : str
        Address of the setting.
    value : object
        New value.

    Returns
    -------
    Project
        The changed project.

    Raises
    ------
    Refusal
        If there is no such setting.
    """
    changed = _with(project, parse(address), value, address)
    assert isinstance(changed, Project)
    return changed


def _step(value: Any, step: str | int, address: str) -> Any:
    if isinstance(step, int):
        if isinstance(value, tuple) and step < len(value):
            return value[step]
    elif isinstance(value, msgspec.Struct) and step in value.__struct_fields__:
        return getattr(value, step)
    raise Refusal(UNKNOWN, place=address, address=address)


def _with(value: Any, path: tuple[str | int, ...], new: object, address: str) -> Any:
    if not path:
        return new
    changed = _with(_step(value, path[0], address), path[1:], new, address)
    if isinstance(path[0], int):
        return (*value[: path[0]], changed, *value[path[0] + 1 :])
    return msgspec.structs.replace(value, **{path[0]: changed})


def differences(old: Any, new: Any, address: str = "") -> list[str]:
    """List the addresses at which two projects differ, as deep as both have the same form.

    Parameters
    ----------
    old, new : object
        Projects, or parts of the same address.
    address : str
        Address of the parts.

    Returns
    -------
    list of str
        Addresses, in the order of the fields.
    """
    if old is new:
        return []
    if type(old) is type(new) and isinstance(old, msgspec.Struct):
        dot = f"{address}." if address else ""
        return [
            found
            for name in old.__struct_fields__
            for found in differences(getattr(old, name), getattr(new, name), dot + name)
        ]
    if isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [found for k, (a, b) in pairs for found in differences(a, b, f"{address}[{k}]")]
    return [] if old == new else [address]
