"""Presets: the tables and texts that come with the program, each with a default task and its source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ...errors import QT_TRANSLATE_NOOP
from ...project import Characters, Reading, Table
from .table import SHIPPED

if TYPE_CHECKING:
    from ...project import Data

FORECAST = QT_TRANSLATE_NOOP("Data", "Forecast")
CLASSIFICATION = QT_TRANSLATE_NOOP("Data", "Classification")
LABEL = QT_TRANSLATE_NOOP("Data", "Sequence to label")
NEXT = QT_TRANSLATE_NOOP("Data", "Next character")

DAY, MONTH = Reading(date="%Y-%m-%d"), Reading(date="%Y-%m")
MEASURES = ("bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g")
FLOWERS = ("sepal_length_cm", "sepal_width_cm", "petal_length_cm", "petal_width_cm")
WEATHER = ("precipitation_mm", "temp_max_c", "temp_min_c", "wind_m_s")
PIXELS = tuple(f"r{row}c{column}" for row in range(8) for column in range(8))


@dataclass(frozen=True)
class Source:
    """Where a shipped file comes from, as `SOURCES.md` says it.

    Attributes
    ----------
    what, size, units, package, origin, licence : str
        The columns of its table.
    """

    what: str
    size: str
    units: str
    package: str
    origin: str
    licence: str


@dataclass(frozen=True)
class Preset:
    """A shipped file with a default task.

    Attributes
    ----------
    key : str
        Its own name.
    title : str
        A line of English, marked for translation in context "Data".
    task : str
        What is to be learnt, marked likewise.
    unit : str
        Of the numbers that are said; empty where there is none.
    file : str
        Name in ``resources/data``.
    data : Data
        The settings.
    """

    key: str
    title: str
    task: str
    unit: str
    file: str
    data: Data

    @property
    def source(self) -> Source:
        """Where it comes from."""
        return sources()[self.file]


def _series(
    name: str, value: str, time: str, reading: Reading, length: int, **more: object
) -> Table:
    settings: dict[str, object] = {"inputs": (value,), "targets": (value,), **more}
    return Table(shipped=name, reading=reading, time=time, length=length, **settings)  # type: ignore[arg-type]


def _labelled(name: str, inputs: tuple[str, ...], target: str, **more: object) -> Table:
    settings: dict[str, object] = {
        **{"layout": "rows", "task": "label", "answer": "classes", "by": "random"},
        **{"time": "", "length": 0, "horizon": 0, "reading": Reading(), **more},
    }
    return Table(shipped=name, inputs=inputs, targets=(target,), **settings)  # type: ignore[arg-type]


@cache
def presets() -> tuple[Preset, ...]:
    """Give the shipped tables and texts, each with a default task.

    Returns
    -------
    tuple of Preset
        Tables, then texts.
    """
    texts = (
        ("arirang", QT_TRANSLATE_NOOP("Data", "Arirang, a Korean folk song"), 20, 1.0),
        ("korean_proverbs", QT_TRANSLATE_NOOP("Data", "56 Korean proverbs"), 25, 1.0),
        ("korean_poems", QT_TRANSLATE_NOOP("Data", "Nine Korean poems"), 40, 1.0),
        (
            "korea_constitution",
            QT_TRANSLATE_NOOP("Data", "Constitution of the Republic of Korea"),
            *(50, 0.9),
        ),
        ("shakespeare", QT_TRANSLATE_NOOP("Data", "The opening of plays by Shakespeare"), 50, 0.98),
    )
    return (
        *_tables(),
        *(
            Preset(name, title, NEXT, "", f"{name}.txt", Characters(name, length, split))  # type: ignore[arg-type]
            for name, title, length, split in texts
        ),
    )


def _tables() -> tuple[Preset, ...]:
    found = (
        ("sunspots_yearly", QT_TRANSLATE_NOOP("Data", "Sunspots of each year since 1700"), FORECAST,
         "", _series("sunspots_yearly", "sunspots", "year", Reading(), 22)),
        ("sunspots_monthly", QT_TRANSLATE_NOOP("Data", "Sunspots of each month since 1749"), FORECAST,
         "", _series("sunspots_monthly", "sunspots", "month", MONTH, 48)),
        ("co2", QT_TRANSLATE_NOOP("Data", "Carbon dioxide in the air of Mauna Loa, weekly"), FORECAST,
         "ppm", _series("mauna_loa_co2_weekly", "co2_ppm", "date", DAY, 52, missing="interpolate")),
        ("co2_change", QT_TRANSLATE_NOOP("Data", "Change of carbon dioxide from week to week"), FORECAST,
         "ppm", _series("mauna_loa_co2_weekly", "co2_ppm", "date", DAY, 52,
                        missing="interpolate", differencing=True)),
        ("el_nino", QT_TRANSLATE_NOOP("Data", "El Niño: temperature of the sea, monthly"), FORECAST,
         "°C", _series("el_nino_sst_monthly", "sea_surface_temp_c", "month", MONTH, 24)),
        ("nile", QT_TRANSLATE_NOOP("Data", "Flow of the Nile at Aswan, yearly"), FORECAST,
         "10⁸ m³", _series("nile_flow_yearly", "flow_1e8_m3", "year", Reading(), 10)),
        ("seattle", QT_TRANSLATE_NOOP("Data", "Highest temperature of tomorrow in Seattle"), FORECAST,
         "°C", _series("seattle_weather_daily", "temp_max_c", "date", DAY, 14)),
        ("seattle_weather", QT_TRANSLATE_NOOP("Data", "Weather of tomorrow in Seattle, five classes"),
         CLASSIFICATION, "", _series("seattle_weather_daily", "", "date", DAY, 14, inputs=WEATHER,
                                     targets=("weather",), answer="classes")),
        ("ecg", QT_TRANSLATE_NOOP("Data", "Electrocardiogram, a teaching signal and no medical use"), FORECAST,
         "mV", _series("ecg_120hz", "ecg_mv", "time_s", Reading(), 60)),
        ("digits", QT_TRANSLATE_NOOP("Data", "Handwritten digits, read row by row"), LABEL,
         "", _labelled("digits_8x8", PIXELS, "digit", width=8)),
        ("digits_flat", QT_TRANSLATE_NOOP("Data", "Handwritten digits, all pixels at once"), CLASSIFICATION,
         "", _labelled("digits_8x8", PIXELS, "digit")),
        ("iris", QT_TRANSLATE_NOOP("Data", "Three species of iris by the sizes of their flowers"), CLASSIFICATION,
         "", _labelled("iris", FLOWERS, "species")),
        ("penguins", QT_TRANSLATE_NOOP("Data", "Three species of penguins, some values missing"), CLASSIFICATION,
         "", _labelled("penguins", MEASURES, "species", missing="drop")),
    )  # fmt: skip
    return tuple(
        Preset(key, title, task, unit, f"{data.shipped}.csv", data)
        for key, title, task, unit, data in found
    )


@cache
def sources() -> dict[str, Source]:
    """Read where the shipped files come from.

    Returns
    -------
    dict of Source
        By name of the file.
    """
    found = {}
    for line in (SHIPPED / "SOURCES.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("| `"):
            file, *cells = (cell.strip() for cell in line.strip("|").split(" | "))
            found[file.strip("` ")] = Source(*(cell.replace("**", "") for cell in cells))
    return found
