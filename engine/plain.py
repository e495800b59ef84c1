"""Plain text: strict JSON into structs, and back; what is wrong is said with the file's name."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from .errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from .project import Project
from .validate import convert, validated

NO_PROJECT = QT_TRANSLATE_NOOP(
    "Refusal", "“{file}” is no Gatescope project ({reason}); choose a .gatescope or .json file."
)
FIELD = QT_TRANSLATE_NOOP("Refusal", "“{file}”: {problem}")
NO_TEXT = QT_TRANSLATE_NOOP("Refusal", "it is no text in UTF-8")
NO_OBJECT = QT_TRANSLATE_NOOP("Refusal", "it holds no group of settings { }")
TOO_DEEP = QT_TRANSLATE_NOOP("Refusal", "it is nested too deep")


def _number(text: str) -> int:
    if len(text) > 40:
        raise ValueError("a number is too long")
    return int(text)


def _constant(text: str) -> float:
    raise ValueError(f"{text} is not a number that a project may hold")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(f"“{key}” stands twice")
        made[key] = value
    return made


def parse(content: bytes, name: str) -> Any:
    """Read JSON text: no NaN, no key twice, no endless number.

    Parameters
    ----------
    content : bytes
        UTF-8, with or without BOM.
    name : str
        Of the file.

    Returns
    -------
    dict
        What it holds.

    Raises
    ------
    FileRefusal
        One sentence with the place.
    """
    try:
        value = json.loads(
            content.decode("utf-8-sig"),
            parse_int=_number,
            parse_constant=_constant,
            object_pairs_hook=_unique,
        )
    except json.JSONDecodeError as error:
        reason = f"line {error.lineno}, column {error.colno}: {error.msg.lower()}"
        raise FileRefusal(NO_PROJECT, file=name, reason=reason) from None
    except (ValueError, RecursionError) as error:
        reason = TOO_DEEP if isinstance(error, RecursionError) else str(error)
        if isinstance(error, UnicodeDecodeError):
            reason = NO_TEXT
        raise FileRefusal(NO_PROJECT, file=name, reason=reason) from None
    if not isinstance(value, dict):
        raise FileRefusal(NO_PROJECT, file=name, reason=NO_OBJECT)
    return value


def formed(value: Any, form: Any, name: str) -> Any:
    """Turn plain values into a struct, with the file's name in the sentence.

    Parameters
    ----------
    value : object
        As `parse` gives it.
    form : type
        A struct; a Project is validated too.
    name : str
        Of the file.

    Returns
    -------
    object
        The struct.

    Raises
    ------
    FileRefusal
        With file, field and mend.
    """
    try:
        made = convert(value, form)
        return validated(made) if isinstance(made, Project) else made
    except FileRefusal:
        raise
    except Refusal as refusal:
        raise FileRefusal(FIELD, place=refusal.place, file=name, problem=refusal) from None
    except RecursionError:
        raise FileRefusal(NO_PROJECT, file=name, reason=TOO_DEEP) from None


def json_text(value: msgspec.Struct) -> bytes:
    """Give a struct as JSON text.

    Parameters
    ----------
    value : Struct
        A Project, or what an archive stores.

    Returns
    -------
    bytes
        UTF-8, indented.
    """
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"
