"""Gatescope: starts the window; run, check, export, snapshot, bench and examples work without one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = str(Path(__file__).resolve().parent)
if ROOT not in sys.path:
    sys.path.insert(0, ROOT)
os.environ.setdefault(
    "OPENBLAS_NUM_THREADS", "1"
)  # before NumPy: more threads are slower at these sizes
os.environ.setdefault("QT_API", "pyside6")
os.environ.setdefault("PYQTGRAPH_QT_LIB", "PySide6")

import argparse
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = ("run", "check", "export", "snapshot", "bench", "examples")
VIEWS = (
    *("start", "timeline", "numbers", "microscope", "network"),
    *("loss", "confusion", "landscape", "softmax"),
    *("batch", "cell", "gradient", "update"),
)
DONE, FAILED, BAD_INPUT, FAULT, INTERRUPTED = 0, 1, 2, 3, 130


class Parser(argparse.ArgumentParser):
    """An argument parser whose errors are one sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, in one sentence, and exit with 2."""
        sys.stderr.write(f"{self.prog}: {message}; see --help.\n")
        raise SystemExit(BAD_INPUT)


def _counted(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number") from None
    if not 0 <= number <= 1_000_000_000:
        raise argparse.ArgumentTypeError(f"{text} is not from 0 to 1,000,000,000")
    return number


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.partition("x")
    if not (width.isdigit() and height.isdigit()):
        raise argparse.ArgumentTypeError(f"“{text}” is no size such as 1400x900")
    if not (320 <= int(width) <= 8000 and 240 <= int(height) <= 8000):
        raise argparse.ArgumentTypeError(f"{text} is not from 320x240 to 8000x8000")
    return int(width), int(height)


def _look(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--theme", choices=("dark", "light"))
    parser.add_argument("--language", choices=("ko", "en"))


def _data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        type=Path,
        metavar="FILE",
        help="for weights: a .npy (inputs) or .npz (inputs, targets, lengths), examples first",
    )


EXPORTED = """\
curves   .csv .npz   loss of each iteration
trace    .npz .csv   every array of the iteration at hand; of weights, of all examples run forward
weights  .safetensors .npz   in PyTorch's names: 0.weight_ih_l0 and so on

A trace in .npz has arrays such as inputs, outputs and layers[0].f, of shape (examples, time steps, units), counted
from 0; examples and lengths say which they are. In .csv it is one long table of layer, array, example, time step,
unit and value, counted from 1, without what lies beyond an example's length. Where only the last time step has an
output there is one time step. Of a layer of both directions the second half of the units is the reverse one.
"""


def command_parser() -> argparse.ArgumentParser:
    """Give the parser of the headless commands."""
    parser = Parser(prog="gatescope", description="An oscilloscope for recurrent networks.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="train without a window")
    run.add_argument(
        "project",
        metavar="PROJECT",
        help="a .gatescope or .json file, the name of an example, or weights of PyTorch (.safetensors), "
        "which are run forward unless --iterations or --epochs is given",
    )
    _data(run)
    length = run.add_mutually_exclusive_group()
    length.add_argument("--iterations", type=_counted, metavar="N", help="N more iterations")
    length.add_argument("--epochs", type=_counted, metavar="N", help="N more epochs")
    run.add_argument("--seed", type=_counted, metavar="S", help="start anew with this seed")
    run.add_argument("--save", type=Path, metavar="OUT", help="save the project with its state")
    run.add_argument("--json", action="store_true", help="print one object at the end")
    check = commands.add_parser("check", help="hold the gradients against finite differences")
    check.add_argument("project", metavar="PROJECT")
    check.add_argument("--json", action="store_true")
    export = commands.add_parser(
        "export",
        help="write curves, the trace of an iteration or weights for other programs",
        epilog=EXPORTED,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument("project", metavar="PROJECT")
    export.add_argument("out", type=Path, metavar="OUT")
    export.add_argument(
        "--what", choices=("curves", "trace", "weights"), help="usual: by the suffix of OUT"
    )
    export.add_argument(
        "--iteration", type=_counted, metavar="N", help="the place (default: where it stands)"
    )
    _data(export)
    snapshot = commands.add_parser("snapshot", help="write a picture of the window")
    snapshot.add_argument("project", metavar="PROJECT")
    _data(snapshot)
    snapshot.add_argument("out", type=Path, metavar="OUT.png")
    snapshot.add_argument("--size", type=_size, default=(1400, 900), metavar="1400x900")
    snapshot.add_argument(
        "--iteration", type=_counted, metavar="N", help="the place (default: where it stands)"
    )
    snapshot.add_argument("--phase", choices=("batch", "forward", "loss", "backward", "update"))
    snapshot.add_argument("--time", type=_counted, metavar="T", help="time step, from 1")
    snapshot.add_argument(
        "--view", choices=VIEWS, help="a workspace, in its window; or one view alone"
    )
    _look(snapshot)
    bench = commands.add_parser("bench", help="measure the speed of this machine")
    bench.add_argument("--quick", action="store_true", help="fewer cases, within 15 s")
    bench.add_argument("--json", action="store_true", help="print one object at the end")
    commands.add_parser("examples", help="list what is shipped")
    return parser


def window_parser() -> argparse.ArgumentParser:
    """Give the parser for opening the window."""
    parser = Parser(
        prog="gatescope",
        description="An oscilloscope for recurrent networks.",
        epilog="Without a window: gatescope run | check | export | snapshot | bench | examples (--help after each).",
    )
    parser.add_argument(
        "project", nargs="?", metavar="PROJECT", help="a file, or the name of an example"
    )
    parser.add_argument("--quit-after", type=float, metavar="SECONDS", help=argparse.SUPPRESS)
    _look(parser)
    return parser


def has_display() -> bool:
    """Tell whether a window can be opened; on Linux Qt aborts where it cannot."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(arguments: Sequence[str]) -> int:
    """Open the window."""
    options = window_parser().parse_args(arguments)
    if not has_display():
        sys.stderr.write(
            "There is no display for a window: neither DISPLAY nor WAYLAND_DISPLAY is set.\n"
            "Without one, use gatescope run, check, export, snapshot or examples, or set QT_QPA_PLATFORM=offscreen.\n"
        )
        return BAD_INPUT
    source = None
    if options.project:
        from engine.command_line import source_of

        source = source_of(options.project)
    import gc

    gc.disable()  # the window collects at moments of its own; what is loaded until then stays
    try:
        from gui import app
    except ImportError as error:
        sys.stderr.write(
            f"Qt cannot be loaded ({error}); install the missing library, see README, Troubleshooting.\n"
        )
        return BAD_INPUT
    return app.run(
        source, theme=options.theme, language=options.language, quit_after=options.quit_after
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run Gatescope.

    Parameters
    ----------
    arguments : sequence of str, optional
        Without the program's name; the process's own unless given.

    Returns
    -------
    int
        0 done; 1 the check failed or training diverged; 2 bad input or no display; 3 a fault of ours;
        130 after Ctrl+C.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        from engine.errors import Refusal

        try:
            if not given or given[0] not in COMMANDS:
                return open_window(given)
            options = command_parser().parse_args(given)
            if options.command == "snapshot":
                os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
                from gui.snapshot import snapshot

                return snapshot(options)
            from engine import command_line

            return command_line.carry_out(options)
        except Refusal as refusal:
            sys.stderr.write(f"gatescope: {refusal}\n")
            return BAD_INPUT
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stderr.close()
        return DONE
    except Exception as error:
        if os.environ.get("GATESCOPE_TRACEBACK"):
            raise
        sys.stderr.write(
            f"gatescope: a fault of ours, {type(error).__name__}: {error}; "
            "run again with GATESCOPE_TRACEBACK=1 and report what it prints.\n"
        )
        return FAULT


if __name__ == "__main__":
    sys.exit(main())
