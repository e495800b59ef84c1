"""Exporting: curves, the trace of an iteration and weights, as files that other programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .course import Course
from .errors import QT_TRANSLATE_NOOP, FileRefusal, Refusal
from .forward import batch_first
from .project import RNN
from .tables import curve_lines, trace_lines, write_arrays, write_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .forward import Forward
    from .network import Network

SUFFIXES = {
    "curves": (".csv", ".npz"),
    "trace": (".npz", ".csv"),
    "weights": (".safetensors", ".npz"),
}
"""What can be written, and as which files."""
USUAL = {".csv": "curves", ".npz": "trace", ".safetensors": "weights"}
"""What a file holds unless told."""
TRACE_MOST = 400_000_000
"""Bytes of a trace."""

NO_SUFFIX = QT_TRANSLATE_NOOP(
    "Refusal",
    "“{file}” is no name for what is to be written: curves are written as .csv or .npz, "
    "a trace as .npz or .csv, weights as .safetensors or .npz.",
)
TRACE_TOO_LARGE = QT_TRANSLATE_NOOP(
    "Refusal",
    "The trace of {examples} examples would take {gigabytes:.2f} GB, more than 0.4 GB; "
    "give data with fewer examples.",
)
NO_CURVES = QT_TRANSLATE_NOOP(
    "Refusal", "Weights that are not trained have no curves; give --iteration 1 or more."
)
NO_RECORDING = QT_TRANSLATE_NOOP(
    "Refusal", "At iteration 0 nothing is recorded; give --iteration 1 or more."
)


class Traced(NamedTuple):
    """The arrays of a trace.

    Attributes
    ----------
    arrays : dict of (B, T', rows) or (B, T')
        By name: ``layers[0].f``, ``inputs``, ``outputs``; T' is 1 where only the last time step has a number.
    examples : (B,) int64
        Numbers of the examples in their data, from 0.
    lengths : (B,) int64
        Time steps of each example.
    start : int
        The first time step, from 0.
    """

    arrays: dict[str, Any]
    examples: Any
    lengths: Any
    start: int = 0


def export(course: Course | Forward, what: str, out: Path) -> str:
    """Write a file.

    Parameters
    ----------
    course : Course or Forward
        Where training stands; or weights that are not trained.
    what : str
        ``curves``, ``trace`` or ``weights``.
    out : Path
        Where; its suffix says how.

    Returns
    -------
    str
        What was written, in a line.

    Raises
    ------
    Refusal
        If there is nothing to write, it is too large, or cannot be written.
    """
    as_table = out.suffix.lower() == ".csv"
    if what == "curves":
        found = curves(course if isinstance(course, Course) else None)
        if as_table:
            write_table(out, curve_lines(found))
        else:
            write_arrays(out, found)
        return f"losses of {found['training'].size:,} iterations"
    if what == "weights":
        network = course.trainer.network if isinstance(course, Course) else course.network
        settings = course.project.network
        parameters = weights_of(network)
        # the arrays do not tell it, and the way in asks for it
        relu = any(isinstance(one, RNN) and one.activation == "relu" for one in settings.layers)
        write_arrays(out, parameters, {"nonlinearity": "relu"} if relu else None)
        return f"{len(parameters)} arrays of weights"
    traced = trace_of(course) if isinstance(course, Course) else trace_forward(course)
    if as_table:
        write_table(out, trace_lines(traced, out))
    else:
        write_arrays(out, {**traced.arrays, "examples": traced.examples, "lengths": traced.lengths})
    return f"{len(traced.arrays)} arrays of {len(traced.examples):,} examples"


def what_of(out: Path, what: str | None) -> str:
    """Tell what is to be written, before work is put into it.

    Parameters
    ----------
    out : Path
        Where.
    what : str or None
        ``curves``, ``trace`` or ``weights``; None: what its suffix usually holds.

    Returns
    -------
    str
        One of the three.

    Raises
    ------
    FileRefusal
        If that is not written as such a file.
    """
    suffix = out.suffix.lower()
    what = what or USUAL.get(suffix, "")
    if suffix not in SUFFIXES.get(what, ()):
        raise FileRefusal(NO_SUFFIX, file=out.name)
    return what


def curves(course: Course | None) -> dict[str, Any]:
    """Give the losses up to the present iteration.

    Parameters
    ----------
    course : Course or None
        Where training stands.

    Returns
    -------
    dict of ndarray
        ``training`` (k,): the loss of each iteration, from 1; ``validation`` and ``validation_at``, the iterations
        after which it was found; ``epoch_ends``, the iterations that ended an epoch.

    Raises
    ------
    Refusal
        If nothing was trained.
    """
    if course is None:
        raise Refusal(NO_CURVES)
    k, branch = course.iteration, course.branch
    validation = {at: loss for at, loss in sorted(branch.validation.items()) if at <= k}
    return {
        "training": np.array(branch.training.view()[:k]),
        "validation_at": np.array(list(validation), np.int64),
        "validation": np.array(list(validation.values())),
        "epoch_ends": np.array([end for end in branch.ends if end <= k], np.int64),
    }


def trace_of(course: Course) -> Traced:
    """Run the iteration at hand once more, and give every named array, batch first.

    Parameters
    ----------
    course : Course
        Where training stands.

    Returns
    -------
    Traced
        Copies.

    Raises
    ------
    Refusal
        At iteration 0.
    """
    course.stop()
    recording = course.recording
    if recording is None:
        raise Refusal(NO_RECORDING)
    named = {name: getattr(recording, name) for name in ("inputs", "targets", "outputs")}
    if recording.probabilities is not None:
        named["probabilities"] = recording.probabilities
    for k, layer in enumerate(recording.layers):
        named |= {f"layers[{k}].{name}": getattr(layer, name) for name in layer.names}
    arrays = {name: batch_first(array) for name, array in named.items()}
    arrays["terms"] = np.ascontiguousarray(recording.terms.T)
    return Traced(arrays, recording.examples, recording.lengths, recording.start)


def trace_forward(forward: Forward) -> Traced:
    """Run all examples forward and give every named array, batch first.

    Parameters
    ----------
    forward : Forward
        Network and data.

    Returns
    -------
    Traced
        Of all examples.

    Raises
    ------
    Refusal
        If they would take too much memory.
    """
    n = forward.shape.examples
    arrays: dict[str, Any] = {}
    for chunk in forward.chunks(recording=True):
        named = {"inputs": chunk.pass_.inputs, "outputs": chunk.pass_.outputs}
        if chunk.loss is not None:
            chunk.loss.value()
            named["targets"] = chunk.loss.targets
            if hasattr(chunk.loss, "probabilities"):
                named["probabilities"] = chunk.loss.probabilities
            named["terms"] = chunk.loss.terms[:, None]
        for k, layer in enumerate(chunk.pass_.layers):
            named[f"layers[{k}].x"] = layer.x
            named |= {f"layers[{k}].{name}": getattr(layer, name) for name in layer.names}
        if not arrays:
            size = 4 * n * sum(array.shape[0] * array.shape[1] for array in named.values())
            if size > TRACE_MOST:
                raise Refusal(TRACE_TOO_LARGE, examples=n, gigabytes=size / 1e9)
            arrays = {
                name: np.empty((n, *array.shape[:2]), np.float32) for name, array in named.items()
            }
        for name, array in named.items():
            np.copyto(arrays[name][chunk.examples], array.transpose(2, 0, 1))
    if "terms" in arrays:
        arrays["terms"] = arrays["terms"][:, :, 0]
    return Traced(arrays, np.arange(n), forward.dataset.training.lengths)


def weights_of(network: Network) -> dict[str, Any]:
    """Give parameters and running statistics by PyTorch's names.

    Parameters
    ----------
    network : Network
        The network.

    Returns
    -------
    dict of ndarray
        As the state_dict of an nn.ModuleList of its layers: what PyTorch adds to a bias of ours is zeros.
    """
    return pytorch_names(
        {name: network.get(name) for name in network.names()}
        | {name: network.buffer(name) for name in network.buffer_names()}
    )


def pytorch_names(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Add to parameters of ours the second bias that PyTorch has beside each of a recurrent layer.

    Parameters
    ----------
    parameters : mapping of str to ndarray
        By name.

    Returns
    -------
    dict of ndarray
        Contiguous.
    """
    made = {name: np.ascontiguousarray(array) for name, array in parameters.items()}
    for name, array in parameters.items():
        other = name.replace("bias_ih", "bias_hh")
        if other not in made:
            made[other] = np.zeros_like(array)
    return dict(sorted(made.items(), key=lambda item: (int(item[0].split(".")[0]), item[0])))
