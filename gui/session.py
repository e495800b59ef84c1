"""Session: the one QObject between the engine thread and the window; owns Project, Playhead and undo list."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from engine import commands
from engine.address import differences, with_value
from engine.errors import Refusal
from engine.playhead import Playhead
from engine.project import Project
from engine.runner import Runner
from engine.validate import restarts

from .placing import HELD_AT, fitted, placed, source_of, valid, within
from .shown import SPEEDS, Shown

if TYPE_CHECKING:
    from engine.commands import Command, Event
    from engine.frame import Frame
    from engine.playhead import Size
    from engine.probes import Probe

FASTEST, SLOWEST = 1 / 30, 1 / 15
"""Seconds from one refresh to the next while time runs."""
SHARE = 6
"""The window paints at most one part in so many of the time; training keeps the rest."""
WEIGHT = 0.1
"""Of the latest refresh in the mean of what they cost: whose turn it is differs from one to the next."""
WAITING = 1 / 200
"""Seconds from one look to the next while a stopped engine is asked for something."""
CHANGES = (commands.Edit, commands.Return, commands.Restart)
"""Commands that put something on the undo list before they are sent."""
STEP_SPEEDS = 3
"""Speeds at which the playhead moves over Recordings; at the others iterations are run."""


@dataclass(frozen=True)
class Place:
    """What undo goes back to: a project, the branch and iteration at which it stood."""

    project: Project
    branch: int
    iteration: int


@dataclass(frozen=True)
class Deed:
    """What is neither a setting nor a place, such as a name: how it is taken back, and done again."""

    back: Command
    again: Command


class Session(QObject):
    """The one QObject between the engine thread and the window.

    Parameters
    ----------
    project : Project
        Shown behind the start page until something is opened.
    parent : QObject, optional
        Owner.

    Attributes
    ----------
    shown : Signal(Shown)
        All that the window shows, whenever it changes.
    state : Shown
        The latest.
    """

    shown = Signal(object)

    def __init__(self, project: Project, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = Runner(project)
        self._sent = 0
        self._branch = 0
        self._opening: tuple[int, Path | None] | None = None
        self._issued = self._highest = 0
        self._undo: list[Place | Deed] = []
        self._redo: list[Place | Deed] = []
        self._named = False
        self._left: tuple[Size, int] = ("tick", 0)
        self._saved: tuple[Project, int, int] = (project, 0, 0)
        self._drag: Place | None = None
        self._crossing = 0
        self._moved = 0.0
        self._swept = 0.0
        self._watched = commands.Watch()
        self._projects: dict[int, Project] = {}
        self._until = ""
        self._period, self._cost = FASTEST, FASTEST / SHARE
        self._runner.start()
        first = self._runner.take()
        assert first is not None  # the Runner leaves one before it starts
        self.state = Shown(first, project)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)
        self._timer.start(round(FASTEST * 1000))

    # what the user does

    def change(self, address: str, value: object, *, final: bool = True) -> None:
        """Set a setting.

        Parameters
        ----------
        address : str
            Such as ``training.learning_rate``, ``data`` or ``network.layers``.
        value : object
            Its new value.
        final : bool
            False during a drag: shown, but taken by the engine on release alone.
        """
        old = self.state.project
        if address.startswith("view.") and address != "view.clamps":
            self._show(project=with_value(old, address, value))
            return
        try:
            changed = with_value(old, address, value)
            changed = fitted(changed) if address.startswith("data") else changed
            if source_of(changed) != source_of(old):  # its name was that of other data
                changed = msgspec.structs.replace(changed, name="")
            project = valid(changed, held=address in HELD_AT)
        except Refusal as refusal:
            if (
                final and self._drag is not None
            ):  # let go where it cannot be: as it was before the drag
                before, self._drag = self._drag, None
                self._show(project=before.project, refusal=refusal)
            else:
                self._show(refusal=refusal)
            return
        if self._drag is None:
            self._drag = self._place()
        if not final:
            self._show(project=project, refusal=None)
            return
        before, self._drag = self._drag, None
        if not differences(before.project, project):
            self._show(project=project, refusal=None)
            return
        self._undo.append(before)
        self._redo.clear()
        self._edit(before.project, project)

    def _number(self) -> int:
        """Give the number of a branch that may be made: those that came to nothing are given again."""
        self._issued = max(self._issued if self._waiting else 0, self._highest) + 1
        return self._issued

    def _edit(self, old: Project, project: Project) -> None:
        number = self._number()
        if restarts(old, project):
            self._branch = number
        self._show(project=project, refusal=None)
        # a weight set by hand is seen at work at once: in the iteration at hand, run once more
        again = project.training.weights != old.training.weights
        self._send(commands.Edit(project, number, again=again))

    def look(
        self, *, layer: int | None = None, unit: int | None = None, example: int | None = None
    ) -> None:
        """Choose what is looked at.

        Parameters
        ----------
        layer, unit, example : int, optional
            From 0; what lies outside is taken to the nearest.
        """
        view = self.state.project.view
        if layer is not None and layer != view.layer:
            view = msgspec.structs.replace(view, layer=max(0, layer))
        if unit is not None:
            view = msgspec.structs.replace(view, unit=max(0, unit))
        if example is not None:
            view = msgspec.structs.replace(view, example=max(0, example))
        self._show(project=msgspec.structs.replace(self.state.project, view=view))
        if example is not None and self.state.frame.running:
            self._watch_now(example=view.example)

    def move(self, size: Size, way: int) -> None:
        """Step.

        Parameters
        ----------
        size : str
            ``tick, time_step, phase, iteration`` or ``epoch``.
        way : int
            1 on, -1 back; as often as ``view.times`` says.
        """
        if self.state.playing:
            self.play(False)
        count = way * self.state.project.view.times
        if size == "epoch":
            self._crossing = 0
            self._send(commands.Step(epochs=count))
        elif size == "iteration":
            self._step(count, 0)
        else:
            self._move(size, count)

    def _move(self, size: Size, count: int) -> None:
        """Take so many steps on, or back; what is left at the border of an iteration is taken beyond it."""
        playhead, way = self.state.playhead, 1 if count > 0 else -1
        if self._waiting:  # a step into another iteration is under way
            return
        if playhead is None:
            if way > 0:
                self._left = (size, count - 1)
                self._step(1, 1)
            return
        while count:
            count -= way
            index = playhead.moved(size, way)
            if 0 <= index < len(playhead.ticks):
                playhead = replace(playhead, index=index)
                continue
            if way > 0 or self.state.frame.iteration > 1:
                self._left = (size, count)
                self._step(way, way)
            elif self.state.frame.iteration == 1:
                self._step(-1, 0)
            return
        self._show(playhead=playhead)

    def _step(self, way: int, crossing: int) -> None:
        self._crossing = crossing
        self._send(commands.Step(iterations=way))

    def go(self, *, iteration: int | None = None, tick: int | None = None) -> None:
        """Go to an iteration, or to a tick of the Recording at hand.

        Parameters
        ----------
        iteration : int, optional
            From 0 on; beyond the latest it is trained on to.
        tick : int, optional
            Index into the playhead's ticks.
        """
        if self.state.playing:
            self.play(False)
        if iteration is not None:
            self._crossing = 0
            self._send(commands.Seek(max(0, iteration)))
        if tick is not None and self.state.playhead is not None:
            last = len(self.state.playhead.ticks) - 1
            self._show(playhead=replace(self.state.playhead, index=min(max(0, tick), last)))

    def play(self, on: bool | None = None, *, speed: int | None = None) -> None:
        """Play, pause, or change the speed.

        Parameters
        ----------
        on : bool, optional
            None toggles, unless a speed is given.
        speed : int, optional
            Index into `SPEEDS`.
        """
        if on is None:
            on = self.state.playing if speed is not None else not self.state.playing
        speed = self.state.speed if speed is None else min(max(0, speed), len(SPEEDS) - 1)
        running = self.state.playing and self.state.speed >= STEP_SPEEDS
        self._until = self._until if running and on else ""
        self._show(playing=on, speed=speed)
        if on and speed >= STEP_SPEEDS:
            self._send(commands.Play(SPEEDS[speed], self._until))
        elif running:
            self._send(commands.Pause())
        self._moved = self._swept = time.perf_counter()

    def ask(self, command: Command) -> None:
        """Ask the engine for what is neither a setting nor a step; numbers of new branches are set here.

        Parameters
        ----------
        command : Command
            `Restart`, `Play` with a condition, `Search`, `Return` to a branch (its project is found here),
            `Rename`, `Remove`, `Bookmark`, `Allow`, `Generate`, `Pause` to end a replay, or `Watch` with the
            branch that is compared.
        """
        match command:
            case commands.Watch(beside=number):
                self._show(beside=number)
                self._watch_now(beside=number)
                return
            case commands.Play():
                speed = self.state.speed if self.state.speed >= STEP_SPEEDS else len(SPEEDS) - 1
                self._until = command.until
                self._show(playing=True, speed=speed, found=None, refusal=None)
                command = replace(command, rate=SPEEDS[speed])
            case commands.Restart(project):
                self._leave(self._number(), project)
                command = replace(command, branch=self._branch)
            case commands.Return(_, branch, iteration):
                project, here = self._projects[branch], self.state.project
                view = here.view
                if project.network != here.network:
                    view = msgspec.structs.replace(view, clamps=())
                project = msgspec.structs.replace(project, view=view)
                self._leave(branch, project)
                command = commands.Return(project, branch, iteration)
            case commands.Search() | commands.Generate():
                if self.state.playing:
                    self.play(False)
                self._show(found=None, refusal=None)
            case commands.Remove(branch) if branch == self.state.beside:
                self.ask(commands.Watch())
        self._remember(command)
        self._send(command)

    def _remember(self, command: Command) -> None:
        """Put a change of the tree of branches on the undo list."""
        lines = {line.number: line for line in self.state.frame.lines}
        back: Command
        match command:
            case commands.Rename(branch) if branch in lines:
                back = commands.Rename(branch, lines[branch].name)
            case commands.Remove(branch) if branch in lines and branch != self.state.frame.branch:
                back = commands.Restore(branch)
            case commands.Bookmark(branch, iteration) if branch in lines:
                name = dict(lines[branch].bookmarks).get(iteration, "")
                back = commands.Bookmark(branch, iteration, name)
            case _:
                return
        if back != command:
            self._named = True
            self._undo.append(Deed(back, command))
            self._redo.clear()

    def _leave(self, branch: int, project: Project) -> None:
        """Go from the branch at hand to another, which undo takes back."""
        if self.state.playing:
            self.play(False)
        self._undo.append(self._place())
        self._redo.clear()
        self._branch = branch
        self._show(project=project, refusal=None, found=None)

    def undo(self, way: int = -1) -> None:
        """Undo, or redo.

        Parameters
        ----------
        way : int
            -1 undoes, 1 redoes.
        """
        take, put = (self._undo, self._redo) if way < 0 else (self._redo, self._undo)
        if not take:
            return
        place = take.pop()
        if isinstance(place, Deed):
            put.append(place)
            self._show()
            self._send(place.back if way < 0 else place.again)
            return
        here = self._place()
        put.append(here)
        held = place.project.view.clamps
        view = msgspec.structs.replace(self.state.project.view, clamps=held)
        project = msgspec.structs.replace(place.project, view=view)
        if place.branch == here.branch:
            self._edit(here.project, project)
            return
        if self.state.playing:
            self.play(False)
        self._branch = place.branch
        self._show(project=project, refusal=None)
        self._send(commands.Return(project, place.branch, place.iteration))

    def open(self, source: Path | Project) -> None:
        """Open a file, or take a project.

        Parameters
        ----------
        source : Path or Project
            A file of a project; or an example, or a new project.
        """
        if self.state.playing:
            self.play(False)
        number = self._number()
        self._opening = (number, source if isinstance(source, Path) else None)
        if isinstance(source, Project):
            self._show(project=source, started=True, refusal=None, notice="")
        self._send(commands.Open(source, number))

    def save(self, path: Path) -> None:
        """Save to a file; `Shown.path` follows when it is done.

        Parameters
        ----------
        path : Path
            Where.
        """
        self._send(commands.Save(path, self.state.project))

    def watch(
        self,
        *,
        trace: bool = True,
        cost: float | None = None,
        probes: tuple[Probe, ...] | None = None,
    ) -> None:
        """Say what the window needs; what is not given stays.

        Parameters
        ----------
        trace : bool
            Whether a view shows the Recording while time runs; given together with `cost`.
        cost : float, optional
            Seconds of the processor that one refresh took: what training did not have meanwhile.
        probes : tuple of Probe, optional
            What the visible views want to know beside the Recording.
        """
        if probes is not None:
            self._watch_now(probes=probes)
        if cost is None:
            return
        self._cost += WEIGHT * (cost - self._cost)
        period = min(max(FASTEST, SHARE * self._cost), SLOWEST)
        if abs(period - self._period) > 0.002:
            self._period = period
        if trace != self._watched.trace or abs(1 / period - self._watched.rate) > 1:
            self._watch_now(trace=trace, rate=1 / period)

    def _watch_now(self, **fields: object) -> None:
        self._watched = replace(self._watched, **fields)  # type: ignore[arg-type]
        self._runner.send(self._watched)  # not counted: no Frame answers it

    def close(self) -> None:
        """Stop the engine thread and join it."""
        self._timer.stop()
        self._runner.join()

    # what the engine answers

    def _send(self, command: Command) -> None:
        self._sent += 1
        self._runner.send(command)
        self._pace()

    def _pace(self) -> None:
        """Look often for the one answer that is waited for, else at the rate of refreshing."""
        asked = self._waiting and not self.state.playing and self.state.frame.busy is None
        interval = round((WAITING if asked else self._period) * 1000)
        if interval != self._timer.interval():
            self._timer.setInterval(interval)

    @property
    def _waiting(self) -> bool:
        return self.state.frame.answered < self._sent

    def _place(self) -> Place:
        """Give where it stands; on a branch that was asked for and is not there yet, at its start."""
        frame = self.state.frame
        iteration = frame.iteration if frame.branch == self._branch else 0
        return Place(self.state.project, self._branch, iteration)

    def _turn(self) -> None:
        while (event := self._runner.take_event()) is not None:
            self._hear(event)
        frame = self._runner.take()
        if frame is not None:
            self._take(frame)
        if self.state.playing and self.state.speed < STEP_SPEEDS:
            self._play_steps()
        self._pace()

    def _hear(self, event: Event) -> None:
        match event:
            case commands.Saved(path, project):
                self._saved = (project, self.state.frame.branch, self.state.frame.iteration)
                self._named = False
                self._show(path=path, refusal=None)
            case commands.Refused(refusal, command):
                if isinstance(command, commands.Play | commands.Search):
                    values = {k: v for k, v in refusal.values.items() if k != "place"}
                    refusal = Refusal(refusal.text, place="condition", **values)
                    self._show(playing=False)
                elif isinstance(command, commands.Generate):
                    values = {k: v for k, v in refusal.values.items() if k != "place"}
                    refusal = Refusal(refusal.text, place="generation", **values)
                elif isinstance(command, CHANGES) and self._undo:
                    before = self._undo.pop()
                    if isinstance(before, Place):
                        self._show(project=before.project)
                elif isinstance(command, commands.Open):
                    self._opening = None
                self._show(refusal=refusal)
            case commands.Found():
                self._show(found=event)
            case commands.Failed(report):
                self._show(notice=report, playing=False)

    def _take(self, frame: Frame) -> None:
        if frame.answered >= self._sent:
            self._branch = frame.branch
        self._projects[frame.branch] = frame.project
        self._highest = max(self._highest, frame.branch, *(line.number for line in frame.lines))
        if frame.branch == self.state.beside:
            self.ask(commands.Watch())
        if self._opening is not None and frame.branch == self._opening[0]:
            self._opened(frame, self._opening[1])
        crossing = 0
        if frame.answered >= self._sent:
            crossing, self._crossing = self._crossing, 0
        playhead = placed(frame, self.state, crossing)
        stopped = self.state.playing and self.state.speed >= STEP_SPEEDS and self._done(frame)
        broken = frame.divergence is not None and frame.answered >= self._sent
        playing = self.state.playing and not stopped and not broken
        project = self._project_at(frame)
        self._show(frame=frame, playhead=playhead, playing=playing, project=project)
        if crossing:
            (size, count), self._left = self._left, ("tick", 0)
            self._move(size, count)

    def _project_at(self, frame: Frame) -> Project:
        """Give the project with the settings in force at a Frame, unless a change is under way."""
        project, training = self.state.project, frame.project.training
        if frame.answered < self._sent or self._drag is not None or project.training == training:
            return project
        return msgspec.structs.replace(project, training=training)

    def _opened(self, frame: Frame, path: Path | None) -> None:
        self._opening = None
        self._branch = frame.branch
        self._undo.clear()
        self._redo.clear()
        self._named = False
        self._projects = {frame.branch: frame.project}
        if self.state.beside >= 0:
            self.ask(commands.Watch())
        self._saved = (frame.project, frame.branch, frame.iteration)
        self._show(
            frame=frame,
            project=frame.project,
            playhead=None,
            path=path,
            started=True,
            refusal=None,
            notice="",
            first_branch=frame.branch,
        )

    def _done(self, frame: Frame) -> bool:
        return not frame.running and frame.answered >= self._sent and frame.busy is None

    def _play_steps(self) -> None:
        """Move the playhead at a step speed: by the clock, over finished Recordings."""
        if self._waiting:
            return
        now = time.perf_counter()
        playhead = self.state.playhead
        if self.state.speed == STEP_SPEEDS - 1:  # one iteration a second: a sweep over its ticks
            self._sweep(playhead, now)
        elif now - self._moved >= 1 / (SPEEDS[self.state.speed] or 1):
            self._moved = now
            self._move("time_step", 1)

    def _sweep(self, playhead: Playhead | None, now: float) -> None:
        share = (now - self._swept) * (SPEEDS[STEP_SPEEDS - 1] or 1)
        if playhead is None or share >= 1:
            self._swept = now
            self._step(1, 1)
            return
        index = min(len(playhead.ticks) - 1, int(share * len(playhead.ticks)))
        if index > playhead.index:
            self._show(playhead=replace(playhead, index=index))

    # the one signal

    def _show(self, **fields: object) -> None:
        state = replace(self.state, **fields)  # type: ignore[arg-type]
        layer, unit, example = within(state.project.view, state.frame.recording)
        saved, branch, iteration = self._saved
        place = (state.frame.branch, state.frame.iteration)
        trained = place != (branch, iteration) or self._named
        self.state = replace(
            state,
            layer=layer,
            unit=unit,
            example=example,
            dirty=state.started and (trained or bool(differences(saved, state.project))),
            can_undo=bool(self._undo),
            can_redo=bool(self._redo),
        )
        self.shown.emit(self.state)
