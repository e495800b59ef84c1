"""Placing: where the playhead and the selection stand when a Frame brings another Recording; pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import structs

from engine.errors import Refusal
from engine.playhead import Playhead
from engine.project import Embedding
from engine.sizes import shape
from engine.validate import following, validated

if TYPE_CHECKING:
    from engine.frame import Frame
    from engine.project import Project, View
    from engine.recording import Recording
    from gui.shown import Shown


def placed(frame: Frame, before: Shown, crossing: int) -> Playhead | None:
    """Put the playhead on the Recording of a Frame.

    Parameters
    ----------
    frame : Frame
        What the engine has brought.
    before : Shown
        What was shown.
    crossing : int
        1 or -1 where a step has gone on, or back, over the border of the iteration: it lands on the
        first, or the last, tick. 0: the place is kept as far as the Recording has it.

    Returns
    -------
    Playhead or None
        None where there is no Recording.
    """
    recording = frame.recording
    if recording is None:
        return None
    ticks, old = recording.ticks, before.playhead
    if frame.running:
        if before.frame.running and old is not None and old.ticks is ticks:
            return old
        return Playhead(ticks, Playhead(ticks, 0).first("loss") - 1)
    if crossing:
        return Playhead(ticks, 0 if crossing > 0 else len(ticks) - 1)
    if old is None or before.frame.running:
        return Playhead(ticks, Playhead(ticks, 0).at("forward", recording.steps - 1))
    if old.ticks == ticks:
        return old
    return Playhead(ticks, Playhead(ticks, 0).at(old.phase, min(old.t, recording.steps - 1)))


def within(view: View, recording: Recording | None) -> tuple[int, int, int]:
    """Give layer, unit and example, from 0, as far as the Recording has them.

    Parameters
    ----------
    view : View
        What the user has chosen.
    recording : Recording or None
        The Recording at hand.

    Returns
    -------
    tuple of int
        Layer, unit, example within the batch.
    """
    if recording is None:
        return view.layer, view.unit, view.example
    layer = min(view.layer, len(recording.layers) - 1)
    unit = min(view.unit, recording.layers[layer].units - 1)
    return layer, unit, min(view.example, recording.batch - 1)


HELD_AT = ("view.clamps", "training.clamps")
"""Where it stands what is held."""


def valid(project: Project, *, held: bool) -> Project:
    """Give a project that can be run; what is held is let go where that alone is in the way.

    Parameters
    ----------
    project : Project
        As the user has set it.
    held : bool
        Whether it is the holding that was set: then it is not let go.

    Returns
    -------
    Project
        The same, perhaps with nothing held.

    Raises
    ------
    Refusal
        If it cannot be run.
    """
    try:
        return validated(project)
    except Refusal as refusal:
        if held or refusal.place not in HELD_AT:
            raise
    view = structs.replace(project.view, clamps=())
    training = structs.replace(project.training, clamps=())
    return validated(structs.replace(project, view=view, training=training))


def source_of(project: Project) -> tuple[object, ...]:
    """Give what tells data of one origin from those of another: kind, shipped name, path of a file."""
    data = project.data
    return type(data), getattr(data, "shipped", ""), getattr(data, "path", "")


def fitted(project: Project) -> Project:
    """Give the project with what must follow its data: a loss that fits, and nothing that would refuse them.

    Parameters
    ----------
    project : Project
        A project whose data have just changed.

    Returns
    -------
    Project
        An embedding goes where the data have no symbols, class weights where they do not fit, and truncation where
        only the last step counts: the window would refuse the data for their sake, far from where they were chosen.

    Raises
    ------
    Refusal
        If the data cannot be read, or leave a part without an example.
    """
    project, sizes = following(project), shape(project)
    network, training = project.network, project.training
    if not sizes.symbols and network.layers and isinstance(network.layers[0], Embedding):
        network = structs.replace(network, layers=network.layers[1:])
    classes = 0 if sizes.task == "regression" else sizes.targets
    if training.class_weights and len(training.class_weights) != classes:
        training = structs.replace(training, class_weights=())
    if training.truncate and not sizes.every_step:
        training = structs.replace(training, truncate=0)
    return structs.replace(project, network=network, training=training)
