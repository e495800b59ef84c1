"""Tables: how they are written is found out, and what is made of them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.datasets import load
from engine.datasets.tables import (
    Cancelled,
    columns,
    fitted,
    presets,
    preview,
    read,
    shape_of,
    sniff,
    sources,
    suggested,
)
from engine.datasets.tables import table as table_module
from engine.datasets.tables.reading import DATED, DATES, is_date
from engine.errors import FileRefusal
from engine.project import Project, Reading, Table
from engine.validate import following, validated

FOLDER = Path(table_module.SHIPPED)


def written(folder: Path, text: str | bytes, **settings: Any) -> Table:
    """Write a table and give its settings; equal ones would be found in memory."""
    path = folder / f"{len(list(folder.iterdir()))}.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    plain = {"time": "", "length": 3, "reading": Reading()}
    return msgspec.structs.replace(Table(), shipped="", path=str(path), **plain | settings)


def rows(*numbers: Any) -> str:
    """Give a table with columns a, b, ..."""
    names = ",".join("abcdefgh"[: len(numbers[0])])
    return names + "\n" + "".join(",".join(map(str, row)) + "\n" for row in numbers)


# how it is written


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a,b\n1.5,2\n3,4\n", Reading()),
        ("a\tb\n1.5\t2\n3\t4\n", Reading(delimiter="tab")),
        ("a;b\n1,5;2\n3,25;4\n", Reading(delimiter="semicolon", decimal="comma")),
        ("a|b\n1.5|2\n", Reading(delimiter="bar")),
        ("a b\n1.5 2\n2.5 3\n", Reading(delimiter="space")),
        ("1.5,2\n3,4\n", Reading(header=False)),
        ("1.5\n2\n", Reading(header=False)),
        ("a\n1\n2\n", Reading()),
        ("a,b\n,\n1,2\n", Reading()),
        (",b\n1,2\n", Reading(header=False)),
        ('a,b\n"1,234.5",2\n"12,345",3\n', Reading(thousands="comma")),
        ("a;b\n1.234,5;2\n12.345,0;3\n", Reading("semicolon", "comma", "point")),
        ("a;b\n1 234,5;2\n", Reading("semicolon", "comma", "space")),
        ("a;b\n1'234.5;2\n", Reading("semicolon", "point", "apostrophe")),
        ("a;b\n1,234;2\n", Reading("semicolon", "comma")),
        ('a,b\n"1,234",2\n', Reading(thousands="comma")),
        ("t,a\n2020-01-31,1\n", Reading(date="%Y-%m-%d")),
        ("t,a\n31.12.2020,1\n", Reading(date="%d.%m.%Y")),
        ("t,a\n01/02/2020,1\n31/01/2020,2\n", Reading(date="%d/%m/%Y")),
        ("t,a\n01/02/2020,1\n01/31/2020,2\n", Reading(date="%m/%d/%Y")),
        ("t,a\n2020년 1월 3일,1\n", Reading(date="%Y년 %m월 %d일")),
        ("2020-01-31,1\n2020-02-01,1\n", Reading(header=False, date="%Y-%m-%d")),
        ("land,1990,1991\nKorea,1,2\n", Reading()),
        ("land,name,note\nKorea,x,y\n", Reading()),
        ("Korea,1990,1990\nJapan,1,2\n", Reading(header=False)),
        ('a,b\n"x, y",2\n"z ""q""",3\n', Reading()),
    ],
)
def test_how_a_table_is_written_is_found_out(text: str, wanted: Reading, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(text)
    assert sniff(path) == wanted


@pytest.mark.parametrize(
    ("codec", "wanted"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("cp949", "cp949"),
    ],
)
def test_the_encoding_is_found_out(codec: str, wanted: str, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("값,이름\n" + "1,가\n2,나\n" * 9, encoding=codec)
    reading = sniff(path)
    assert reading == Reading(encoding=wanted)  # type: ignore[arg-type]
    assert [c.name for c in columns(path, reading)] == ["값", "이름"]


def test_what_is_no_other_encoding_is_latin(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes("größe,ort\n1,Ö\n".encode("latin-1"))
    assert sniff(path).encoding == "latin-1"


def test_a_long_file_is_looked_at_to_the_end_of_a_row(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text("a,b\n" + "1.25,2\n" * 50_000)
    assert sniff(path) == Reading()
    shown = preview(path, Reading(), rows=7)
    assert not shown.whole
    assert len(shown.rows) == 7
    assert shown.rows[0] == ("1.25", "2")
    assert columns(path, Reading())[0].count == 50_000
    path.write_text("a\n" + "".join(f"{k}\n" for k in range(900_000)))
    column = columns(path, Reading())[0]
    assert (column.different, column.most, column.whole) == (1000, 899_999, True)


# what the columns are


def test_columns_are_told_apart_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    lines = [f"2020-01-{k:02},{k},{k / 4},{'xy'[k % 2]},{k % 3 or ''}" for k in range(1, 31)]
    path.write_text("\n".join(["day,n,x,name,gaps", *lines, ",oops,,,"]))
    shown = preview(path, sniff(path))
    assert repr(shown.columns) == repr(columns(path, sniff(path)))  # NaN is not itself
    assert shown.whole
    day, n, x, name, gaps = shown.columns
    assert [c.kind for c in shown.columns] == ["date", "number", "number", "text", "number"]
    assert [c.missing for c in shown.columns] == [1, 0, 1, 1, 11]
    assert (n.odd, n.whole, n.least, n.most) == (1, True, 1, 30)
    assert not x.whole
    assert (name.different, gaps.different) == (2, 2)
    assert np.isnan(day.least)
    assert day.odd == 0


def test_numbers_are_read_as_they_are_written(tmp_path: Path) -> None:
    text = "a;b\n1.234,5;−2\n -12.345 ;3\n,5;+4e1\n"
    reading = Reading("semicolon", "comma", "point")
    data = written(tmp_path, text, reading=reading, inputs=("a", "b"), targets=("a",))
    found = read(data)
    assert found.numbers["a"].tolist() == [1234.5, -12345, 0.5]
    assert found.numbers["b"].tolist() == [-2, 3, 40]
    assert found.rows.tolist() == [2, 3, 4]


def test_quoted_cells_may_hold_delimiters_and_lines(tmp_path: Path) -> None:
    text = 'a,"b\nc"\n"1",x\n\n"2","y, ""z"""\n"3",\n'
    data = written(tmp_path, text, inputs=("a",), targets=("b\nc",), answer="classes")
    found = read(data)
    assert found.words["b\nc"] == ("x", 'y, "z"')
    assert found.rows.tolist() == [2, 4, 5]
    data = written(
        tmp_path, "a b \n1 2 \n3 4 \n", reading=Reading(delimiter="space"), targets=("b",)
    )
    assert read(msgspec.structs.replace(data, inputs=("a",))).numbers["b"].tolist() == [2, 4]


def test_a_quotation_over_pieces_is_kept_together(tmp_path: Path) -> None:
    from engine.datasets.tables.blocks import Blocks

    path = tmp_path / "data.csv"
    path.write_text('a,b\n1,"x\ny\nz"\n2,w\n3,v')
    blocks = Blocks(path, Reading(), size=9)
    found = [blocks.frame(block, ["b"], ["b"])["b"].tolist() for block in blocks]
    assert [cell for part in found for cell in part] == ["x\ny\nz", "w", "v"]
    assert len(found) > 1
    path.write_text("a,b\n1,2\n3,4\n")
    for size in (4, 6, 12, 13):
        blocks = Blocks(path, Reading(), size=size)
        assert [v for b in blocks for v in blocks.frame(b, ["a"], [])["a"]] == [1, 3]
        assert len(blocks.sha256) == 64


def test_progress_is_told_and_reading_stops_when_asked(tmp_path: Path) -> None:
    data = written(tmp_path, "a,b\n" + "1,2\n" * 200_000, inputs=("a",), targets=("b",))
    told: list[float] = []
    with pytest.raises(Cancelled):
        read(data, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        columns(Path(data.path), data.reading, told.append, lambda: bool(told) and told[-1] > 0.4)
    read(data, told.append)
    assert told[-1] == 1
    assert all(0 < share <= 1 for share in told)
    count = len(told)
    read(data, told.append)
    assert len(told) == count  # from memory
    Path(data.path).write_text(rows([1, 2], [3, 4]))
    assert len(read(data).rows) == 2


# what comes with the program


@pytest.mark.parametrize("preset", presets(), ids=lambda p: p.key)
def test_each_preset_can_be_trained(preset: Any) -> None:
    project = validated(following(Project(data=preset.data)))
    assert project.data == preset.data
    assert preset.source.licence
    assert preset.source.what
    assert (FOLDER / preset.file).is_file()


def test_every_shipped_file_has_a_source_and_a_preset() -> None:
    files = {p.name for p in FOLDER.iterdir() if p.suffix in (".csv", ".txt")}
    assert set(sources()) == files
    assert {p.file for p in presets()} == files
    assert len({p.key for p in presets()}) == len(presets())


def test_the_reading_of_shipped_tables_is_what_is_found_out() -> None:
    for preset in presets():
        if isinstance(preset.data, Table):
            assert sniff(FOLDER / preset.file) == preset.data.reading, preset.key


def test_the_same_windows_as_the_yearly_sunspots() -> None:
    from engine.project import Sunspots

    data = next(p.data for p in presets() if p.key == "sunspots_yearly")
    one, two = load(data), load(Sunspots())
    np.testing.assert_array_equal(one.training.inputs, two.training.inputs)
    np.testing.assert_array_equal(one.validation.targets, two.validation.targets)
    assert (one.scale, one.offset, one.naive) == pytest.approx((two.scale, two.offset, two.naive))


def test_digits_are_read_row_by_row() -> None:
    data = next(p.data for p in presets() if p.key == "digits")
    found = load(data)
    assert (found.steps, found.channels, len(found.classes)) == (8, 8, 10)
    assert not found.every_step
    assert found.naive == pytest.approx(0.1, abs=0.05)


# what is suggested


def test_what_is_suggested(tmp_path: Path) -> None:
    def of(text: str) -> Table:
        path = Path(written(tmp_path, text).path)
        return suggested(path, sniff(path))

    for name in ("iris", "penguins", "digits_8x8"):
        path = FOLDER / f"{name}.csv"
        data = suggested(path, sniff(path))
        assert (data.layout, data.task, data.answer, data.by) == (
            "rows",
            "label",
            "classes",
            "random",
        )
        assert data.missing == ("drop" if name == "penguins" else "refuse")
        validated(following(Project(data=data)))
    for name, value, time in (
        ("mauna_loa_co2_weekly", "co2_ppm", "date"),
        ("nile_flow_yearly", "flow_1e8_m3", "year"),
    ):
        path = FOLDER / f"{name}.csv"
        data = suggested(path, sniff(path))
        assert (data.inputs, data.targets, data.time) == ((value,), (value,), time)
        validated(following(Project(data=data)))
    one = of("a\n" + "".join(f"{k * 1.5}\n" for k in range(30)))
    assert (one.inputs, one.time, one.length) == (("a",), "", 3)
    dated = of("t,n\n" + "".join(f"2020-01-{k:02},{k}\n" for k in range(1, 31)))
    assert (dated.inputs, dated.time) == (("n",), "t")


# what is made of it


def test_windows_lie_in_the_part_of_their_last_target(tmp_path: Path) -> None:
    values = np.arange(20.0) ** 2
    data = written(tmp_path, rows(*[[v] for v in values]), inputs=("a",), targets=("a",), horizon=2,
                   test=0.5, scaling="none")  # fmt: skip
    found = load(data)
    assert found.training.inputs[:, 0].T.tolist()[0] == [0, 1, 4]
    assert found.training.targets[:, 0].T.tolist()[0] == [4, 9, 16]
    assert found.training.targets[-1, 0].tolist() == values[4:16].tolist()
    assert found.validation.targets[-1, 0].tolist() == values[16:18].tolist()
    assert found.test is not None
    assert found.test.targets[-1, 0].tolist() == values[18:].tolist()
    error = values[16:18] - values[14:16]
    assert found.naive == pytest.approx(np.sqrt((error**2).mean()))
    strided = load(msgspec.structs.replace(data, stride=3))
    assert strided.training.inputs[0, 0].tolist() == values[[0, 3, 6, 9]].tolist()


def test_each_row_ahead_may_be_asked_for(tmp_path: Path) -> None:
    values = 1.1 ** np.arange(30)
    data = written(tmp_path, rows(*[[v] for v in values]), inputs=("a",), targets=("a",), horizon=3,
                   all_ahead=True)  # fmt: skip
    for log in (False, True):
        for differencing in (False, True):
            found = load(msgspec.structs.replace(data, log=log, differencing=differencing))
            assert found.target_names == ("a +1", "a +2", "a +3")
            back = found.in_units(found.validation.targets, found.validation.base)
            np.testing.assert_allclose(back[-1, :, -1], values[27:])
            np.testing.assert_allclose(back[-1, :, 0], values[22:25])
            said = values[21:27]
            error = np.stack([values[22 + j : 28 + j] - said for j in range(3)])
            assert found.naive == pytest.approx(np.sqrt((error**2).mean()))


@pytest.mark.parametrize("horizon", [0, 1, 2])
@pytest.mark.parametrize("differencing", [False, True])
@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("scaling", ["standard", "min_max", "none"])
def test_what_was_prepared_can_be_taken_back(
    horizon: int, differencing: bool, log: bool, scaling: str, tmp_path: Path
) -> None:
    rng = np.random.default_rng(0)
    values = np.round(rng.uniform(1, 9, (40, 2)), 3)
    data = written(tmp_path, rows(*values), inputs=("a",), targets=("b",), horizon=horizon,
                   differencing=differencing, log=log, scaling=scaling)  # fmt: skip
    found = load(data)
    for part, first, last in (
        (found.training, 2 + horizon + differencing, 32),
        (found.validation, 32, 40),
    ):
        back = found.in_units(part.targets, part.base)
        np.testing.assert_allclose(back[-1, 0], values[first:last, 1])
    assert [f.target for f in fitted(data)] == [False, True]
    if scaling == "standard" and not log and not differencing:
        assert fitted(data)[1].offset == pytest.approx(values[:32, 1].mean())
        assert fitted(data)[1].scale == pytest.approx(values[:32, 1].std())
    if scaling == "min_max" and not log and not differencing:
        assert fitted(data)[0].offset == values[:32, 0].min()
        assert found.training.inputs.max() == 1
    assert found.naive is not None
    assert found.naive > 0


def test_errors_are_told_in_the_units_of_the_data(tmp_path: Path) -> None:
    from engine.trainer import Trainer

    values = np.round(np.random.default_rng(1).uniform(1, 9, 40), 3)
    for differencing in (False, True):
        data = written(tmp_path, rows(*[[v] for v in values]), inputs=("a",), targets=("a",), log=True,
                       differencing=differencing)  # fmt: skip
        trainer = Trainer(Project(data=data))
        trainer.network.parameters[:] = 0  # says 0: the mean
        found, metrics = trainer.dataset, trainer.evaluation.run("validation").metrics
        part = found.validation
        said = found.in_units(np.zeros_like(part.targets), part.base)[-1, 0]
        assert metrics["rmse"] == pytest.approx(
            np.sqrt(((said - values[32:]) ** 2).mean()), rel=1e-5
        )
        assert metrics["naive"] == pytest.approx(np.sqrt((np.diff(values)[31:] ** 2).mean()))


def test_targets_of_several_scales_have_errors_of_scaled_numbers(tmp_path: Path) -> None:
    values = np.random.default_rng(2).normal(size=(40, 2)) * (1, 1000)
    data = written(tmp_path, rows(*values), inputs=("a", "b"), targets=("a", "b"))
    found = load(data)
    assert (found.scale, found.offset) == (1, 0)
    assert found.target_scales == found.input_scales
    deviation = values[:32].std(axis=0)
    error = (np.diff(values, axis=0)[31:] / deviation) ** 2
    assert found.naive == pytest.approx(np.sqrt(error.mean()))
    back = found.in_units(found.validation.targets)
    np.testing.assert_allclose(back[-1].T, values[32:])


def grouped(lengths: tuple[int, ...], label: bool = False) -> list[list[Any]]:
    return [
        [f"g{g}", 100 * g + k, "xyz"[g % 3] if label else g]
        for g, n in enumerate(lengths)
        for k in range(n)
    ]


def test_groups_of_any_length_get_one_label_each(tmp_path: Path) -> None:
    text = rows(*grouped((3, 5, 2, 7, 4, 6, 3, 5, 2, 4), label=True))
    data = written(tmp_path, text, inputs=("b",), targets=("c",), group="a", task="label", length=0,
                   answer="classes", by="random", split=0.7, scaling="none")  # fmt: skip
    found, shape = load(data), shape_of(data)
    assert (shape.steps, shape.examples, shape.validation, shape.every_step) == (7, 7, 3, False)
    assert shape.task == "classes"
    seen = {}
    for part in (found.training, found.validation):
        assert part.targets.shape == (1, 1, part.size)
        for n in range(part.size):
            length, first = int(part.lengths[n]), int(part.inputs[0, 0, n])
            assert part.inputs[:length, 0, n].tolist() == list(range(first, first + length))
            assert not part.inputs[length:, 0, n].any()
            seen[first // 100] = length
            assert part.targets[0, 0, n] == first // 100 % 3
    assert seen == dict(enumerate((3, 5, 2, 7, 4, 6, 3, 5, 2, 4)))
    short = load(msgspec.structs.replace(data, length=2))
    assert short.steps == 2
    assert (short.training.inputs[1] - short.training.inputs[0] == 1).all()
    in_order = load(msgspec.structs.replace(data, by="time"))
    assert sorted(in_order.validation.inputs[0, 0]) == [700, 800, 900]


def test_groups_are_split_whole_and_short_ones_are_masked(tmp_path: Path) -> None:
    text = rows(*grouped((3, 9, 5, 1, 6, 8, 7, 4)))
    data = written(tmp_path, text, inputs=("b",), targets=("b",), group="a", by="group", length=4,
                   split=0.5, test=0.5, scaling="none")  # fmt: skip
    found = load(data)
    assert found.test is not None
    groups = [
        set((p.inputs[0, 0] // 100).tolist())
        for p in (found.training, found.validation, found.test)
    ]
    assert not groups[0] & groups[1]
    assert not groups[2] & (groups[0] | groups[1])
    assert set.union(*groups) == {0, 1, 2, 4, 5, 6, 7}  # one row alone tells nothing
    lengths = np.concatenate([p.lengths for p in (found.training, found.validation, found.test)])
    assert set(lengths.tolist()) == {2, 3, 4}
    whole = load(msgspec.structs.replace(data, length=0))
    assert whole.steps <= 8
    part = whole.training
    for n in range(part.size):
        length = part.lengths[n]
        assert (part.targets[:length, 0, n] - part.inputs[:length, 0, n] == 1).all()
        assert not part.targets[length:, 0, n].any()
    in_time = load(msgspec.structs.replace(data, by="time", test=0.0, length=2))
    assert in_time.validation.size > 0


def test_windows_that_share_nothing_may_be_split_at_random(tmp_path: Path) -> None:
    data = written(tmp_path, rows(*[[k] for k in range(200)]), inputs=("a",), targets=("a",), by="random",
                   stride=4)  # fmt: skip
    found = load(data)
    one, two = (set(np.unique(p.inputs.round(6))) for p in (found.training, found.validation))
    assert not one & two
    assert (found.training.size, found.validation.size) == (40, 10)
    other = load(msgspec.structs.replace(data, seed=1))
    assert (other.training.inputs != found.training.inputs).any()


def test_a_wide_table_has_a_series_in_each_column_or_row(tmp_path: Path) -> None:
    text = (
        "t,a,b,c,d\n"
        + "".join(f"{k},{k},{10 * k},{k + 100},{-k}\n" for k in range(12))
        + "12,,,5,\n"
    )
    data = written(tmp_path, text, inputs=("a", "b", "c", "d"), targets=(), layout="series", by="group",
                   split=0.5, scaling="none", length=0)  # fmt: skip
    found = load(data)
    assert (found.channels, found.training.size, found.validation.size) == (1, 2, 2)
    lengths = sorted([*found.training.lengths, *found.validation.lengths])
    assert lengths == [11, 11, 11, 12]
    across = rows(*[[k, k + 1, k + 2, k + 3, ""] for k in range(8)])
    data = written(tmp_path, across, inputs=tuple("abcde"), targets=(), layout="rows", width=1, by="random",
                   length=0, scaling="none", task="forecast")  # fmt: skip
    with pytest.raises(Exception, match="would leak"):
        load(msgspec.structs.replace(data, length=2))
    found = load(msgspec.structs.replace(data, by="group"))
    assert (found.steps, found.training.size) == (3, 6)
    assert (found.training.targets - found.training.inputs == 1).all()


def test_rows_of_a_group_stay_together(tmp_path: Path) -> None:
    text = rows(*[[k // 3, k, "xy"[k % 2]] for k in range(30)])
    data = written(tmp_path, text, inputs=("b",), targets=("c",), group="a", layout="rows", task="label",
                   answer="classes", by="group", scaling="none", length=0)  # fmt: skip
    found = load(data)
    assert (found.task, found.every_step) == ("binary", True)
    one, two = (set((p.inputs[0, 0] // 3).tolist()) for p in (found.training, found.validation))
    assert not one & two
    assert (len(one), len(two)) == (8, 2)
    numbers = written(tmp_path, text, inputs=("a",), targets=("b",), layout="rows", task="label",
                      by="random", length=0)  # fmt: skip
    found = load(numbers)
    said = found.in_units(found.training.targets)[0, 0].mean()
    true = found.in_units(found.validation.targets)[0, 0]
    assert found.naive == pytest.approx(np.sqrt(((true - said) ** 2).mean()))


def test_classes_may_be_forecast(tmp_path: Path) -> None:
    text = rows(*[[k, "xyyy"[k % 4], k % 3] for k in range(60)])
    data = written(
        tmp_path, text, inputs=("a",), targets=("b",), answer="classes", differencing=False
    )
    found = load(data)
    assert (found.task, found.every_step) == ("binary", True)
    np.testing.assert_array_equal(found.training.targets[0, 0, :4], [1, 1, 1, 0])
    counted = found.validation.targets
    assert found.naive == pytest.approx((counted == 1).mean())
    three = load(msgspec.structs.replace(data, targets=("c",)))
    assert three.classes == ("0", "1", "2")
    shifted = written(tmp_path, text, inputs=("c",), targets=("b",), answer="classes", log=True)
    with pytest.raises(FileRefusal, match="0 has no logarithm"):
        load(shifted)
    text = rows(*[[k + 1, "xyyy"[k % 4]] for k in range(60)])
    logged = load(
        written(tmp_path, text, inputs=("a",), targets=("b",), answer="classes", log=True)
    )
    np.testing.assert_array_equal(logged.training.targets, found.training.targets)
    assert not logged.log


# what is missing


def test_missing_values_are_filled_or_dropped(tmp_path: Path) -> None:
    values = ["", 1, 2, "", "", 5, 6, "", 8, 9, "", 11, 12, "", 14, 15]
    text = rows(*[[k, v] for k, v in enumerate(values)])
    plain = {"inputs": ("b",), "targets": ("b",), "length": 1, "split": 0.5, "scaling": "none"}
    data = written(tmp_path, text, **plain)

    def seen(how: str) -> list[float]:
        found = load(msgspec.structs.replace(data, missing=how))
        return [*found.training.inputs[0, 0], *found.validation.inputs[0, 0]]

    assert seen("drop") == [1, 2, 5, 6, 8, 9, 11, 12, 14]
    # row 8 is the last to train on: it is not drawn to row 9, which is not
    assert seen("interpolate") == [1, 2, 3, 4, 5, 6, 6, 8, 9, 10, 11, 12, 13, 14]
    assert seen("forward") == [1, 2, 2, 2, 5, 6, 6, 8, 9, 9, 11, 12, 12, 14]
    classes = msgspec.structs.replace(
        data, inputs=("a",), answer="classes", missing="interpolate", length=1
    )
    assert load(classes).training.size == 6


def test_an_example_with_a_missing_value_is_dropped_whole(tmp_path: Path) -> None:
    text = rows(*[[k, "" if k % 5 == 0 else k + 1, "xy"[k % 2]] for k in range(20)])
    data = written(tmp_path, text, inputs=("a", "b"), targets=("c",), layout="rows", task="label", width=1,
                   answer="classes", by="random", length=0, missing="drop")  # fmt: skip
    found = load(data)
    assert found.training.size + found.validation.size == 16
    assert found.steps == 2


# nothing leaks


@given(
    st.lists(st.floats(-9, 9), min_size=12, max_size=12),
    st.sampled_from(["standard", "min_max"]),
    st.booleans(),
    st.sampled_from(["interpolate", "forward"]),
    st.sampled_from(["time", "group", "random"]),
)
def test_nothing_leaks_from_what_is_kept_apart(
    tmp_path_factory: pytest.TempPathFactory,
    other: list[float],
    scaling: str,
    differencing: bool,
    missing: str,
    by: str,
) -> None:
    """Values of validation and test are others: nothing fitted, and no array of training, changes."""
    rng = np.random.default_rng(0)
    values = [[k // 10, float(v)] for k, v in enumerate(rng.normal(size=60))]
    for k in (3, 29, 30, 47, 55):
        values[k][1] = float("nan") if by != "random" else 0.25
    settings: dict[str, Any] = {
        **{"inputs": ("b",), "targets": ("b",), "scaling": scaling, "differencing": differencing},
        **{"missing": missing if by != "random" else "refuse", "by": by, "split": 0.5, "test": 0.5},
        **({"group": "a"} if by == "group" else {}),
        **({"stride": 5} if by == "random" else {}),
    }

    def written_rows(table: list[list[float]]) -> str:
        return rows(*[[int(a), "" if b != b else b] for a, b in table])

    folder = tmp_path_factory.mktemp("leak")
    one = written(folder, written_rows(values), **settings)
    before = load(one)
    kept = _apart(one)
    for place, number in zip(sorted(kept), np.resize(other, len(kept)), strict=True):
        if values[place][1] == values[place][1]:
            values[place][1] = float(number)
    two = written(folder, written_rows(values), **settings)
    after = load(two)
    assert fitted(one) == fitted(two)
    np.testing.assert_array_equal(before.training.inputs, after.training.inputs)
    np.testing.assert_array_equal(before.training.targets, after.training.targets)
    assert before.target_scales == after.target_scales
    assert len(kept) >= 8


def _apart(data: Table) -> set[int]:
    """Give the places of the rows that no training example reads or says: the file's own rows, from 0."""
    from engine.datasets.tables.preparing import _plan

    plan = _plan(data)
    if data.by != "random":
        return set((plan.made.rows[plan.made.part > 0] - 2).tolist())
    first, lengths = plan.windows.of(0)
    used = {
        int(plan.made.rows[k]) - 2
        for a, n in zip(first, lengths, strict=True)
        for k in range(a, a + n + data.horizon)
    }
    return set(range(60)) - used - {k - 1 for k in used}


@pytest.mark.parametrize("cell", ["0.5", "-1.2e-05", "word7"])
def test_a_very_wide_table_is_looked_at_in_no_time(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "wide.csv"
    names = ",".join(f"c{k}" for k in range(10_000))
    path.write_text(f"{names}\n" + 3 * (",".join([cell] * 10_000) + "\n"))
    began = perf_counter()
    assert sniff(path) == Reading()
    assert perf_counter() - began < 1


@pytest.mark.parametrize("form", DATES)
def test_every_form_of_dates_is_known_by_its_looks(form: str) -> None:
    for day in (datetime(2021, 12, 31, 23, 59, 58, 7), datetime(1999, 1, 2, 3, 4, 5)):
        text = day.strftime(form)
        assert DATED.fullmatch(text)
        assert is_date(text, form)
