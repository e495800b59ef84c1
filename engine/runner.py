"""Runner: the engine thread; Commands in, the latest Frame out."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
import traceback
from collections import deque
from typing import TYPE_CHECKING

from .commands import (
    Allow,
    Bookmark,
    Command,
    Edit,
    Event,
    Failed,
    Found,
    Generate,
    Open,
    Pause,
    Play,
    Refused,
    Remove,
    Rename,
    Restart,
    Restore,
    Return,
    Save,
    Saved,
    Search,
    Seek,
    Step,
    Stop,
    Watch,
)
from .condition import Condition, parse
from .course import Course
from .errors import Refusal
from .files import open_project, save_project
from .frame import Frame
from .generation import Generation
from .probes import Probing
from .project import Project
from .reading import Reading, first
from .trainer import Diverged
from .validate import validated

if TYPE_CHECKING:
    from collections.abc import Callable

    from .recording import Recording

SLOW = 0.15
"""Seconds after which a replay shows how far it is."""
ELSEWHERE = (Play, Pause, Seek, Search, Return, Restart, Open, Stop)
"""Commands that end a replay under way; the others wait for its end, for they count from there."""


class Runner:
    """The engine thread. It knows no window: it takes Commands and leaves the latest Frame.

    Parameters
    ----------
    project : Project
        What to begin with, at iteration 0.
    """

    def __init__(self, project: Project) -> None:
        self._inbox: queue.SimpleQueue[Command] = queue.SimpleQueue()
        self._slot: deque[Frame] = deque(maxlen=1)
        self._waiting: deque[Command] = deque()
        self._events: deque[Event] = deque()
        self._course = Course(project)
        self._watch = Watch()
        self._playing: Play | None = None
        self._answered = 0
        self._next_frame = 0.0
        self._next_iteration = 0.0
        self._mark = (0.0, 0)
        self._rate = 0.0
        self._stopping = False
        self._settled = True
        self._until: Condition | None = None
        self._reading = Reading(self._course)
        self._reached = ""
        self._budget = self._course.budget
        self._other: Course | None = None
        self._beside: Recording | None = None
        self._probing = Probing()
        self.thread = threading.Thread(target=self._run, name="gatescope-runner", daemon=True)

    # the border: called from any thread

    def start(self) -> None:
        """Leave the first Frame and start the thread."""
        self._publish()
        self.thread.start()

    def send(self, command: Command) -> None:
        """Ask for something; it is carried out between two iterations."""
        self._inbox.put(command)

    def take(self) -> Frame | None:
        """Take the latest Frame, once."""
        try:
            return self._slot.pop()
        except IndexError:
            return None

    def take_event(self) -> Event | None:
        """Take the next rare event."""
        try:
            return self._events.popleft()
        except IndexError:
            return None

    def join(self) -> None:
        """Stop: end a replay under way, then the thread."""
        self.send(Stop())
        self.thread.join()

    # the thread

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._turn()
            except Exception:  # noqa: BLE001 - the window must live on, and say so
                self._playing = None
                self._events.append(Failed(traceback.format_exc()))
                with contextlib.suppress(Exception):
                    self._publish()

    def _turn(self) -> None:
        self._collect()
        if self._waiting:
            self._handle(self._waiting.popleft())
        elif self._playing is None:
            self._handle(self._inbox.get())
        else:
            try:
                self._burst(self._playing)
            except Diverged:
                self._playing = None
                self._rate = 0.0
                self._settle()
                if self._settled:
                    self._publish()

    def _collect(self) -> None:
        while not self._inbox.empty():
            self._waiting.append(self._inbox.get())

    def _leads_elsewhere(self) -> bool:
        """Tell whether the next Command, or one that ends it all, makes a replay under way pointless."""
        self._collect()
        asked = [command for command in self._waiting if not isinstance(command, Watch)]
        return isinstance(next(iter(asked), None), ELSEWHERE) or any(
            isinstance(command, Stop) for command in asked
        )

    def _burst(self, play: Play) -> None:
        """Run iterations until a Command comes or a Frame is wanted."""
        now = time.perf_counter()
        if play.rate is not None and now < self._next_iteration:
            self._wait(min(self._next_iteration, max(self._next_frame, now + 0.005)) - now)
            if self._playing is not play:
                return
        while self._inbox.empty():
            now = time.perf_counter()
            if play.rate is None or now >= self._next_iteration:
                self._next_iteration = max(self._next_iteration, now - 0.1) + 1 / (play.rate or 1e9)
                self._course.advance()
                if self._until is not None and self._until.holds(self._reading):
                    self._begin()
                    self._reached = self._until.text
                    self._settle()
                    self._publish()
                    return
            if now >= self._next_frame and not self._slot:
                self._publish()
                return
            if play.rate is not None:
                return

    def _wait(self, seconds: float) -> None:
        """Sleep until a Command comes, at most so long."""
        try:
            command = self._inbox.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return
        self._handle(command)

    def _handle(self, command: Command) -> None:
        if isinstance(command, Watch):
            looked_beside, self._watch = self._watch.beside, command
            looks = self._playing is None and command.beside != looked_beside
            if looks:
                self._look_beside()
            if looks or (
                self._playing is None and self._probing.stale(command.probes, self._place())
            ):
                self._publish()
            return
        try:
            try:
                self._carry_out(command)
            except Refusal as refusal:
                self._events.append(Refused(refusal, command))
            if self._playing is None and not self._stopping:
                self._settle()
        finally:
            self._answered += 1
        if self._playing is None and not self._stopping and self._settled:
            self._publish()

    def _carry_out(self, command: Command) -> None:
        self._reached = ""
        match command:
            case Play():
                self._play(command)
            case Pause():
                self._playing = None
                self._rate = 0.0
            case Step():
                self._step(command)
            case Seek(iteration):
                self._go(iteration)
            case Search(condition):
                self._search(condition)
            case Generate():
                self._generate(command)
            case Open():
                self._open(command)
            case Save(path, project):
                save_project(path, project, self._course)
                self._events.append(Saved(path, project))
            case Stop():
                self._stopping = True
            case _:
                self._change(command)

    def _change(self, command: Command) -> None:
        """Carry out what changes the tree of branches."""
        self._probing.forget()
        match command:
            case Edit(project, branch, again):
                self._edit(project, branch, again=again)
            case Return(project, branch, iteration):
                self._course.go_back_to(project, branch, iteration)
                self._go(iteration)
            case Restart(project, branch):
                self._course.start(validated(project), branch)
                self._begin()
            case Rename(branch, name):
                self._course.rename(branch, name)
            case Remove(branch):
                self._course.remove(branch)
            case Restore(branch):
                self._course.restore(branch)
            case Bookmark(branch, iteration, name):
                self._course.bookmark(branch, iteration, name)
            case Allow(budget):
                self._budget = budget
                self._course.allow(budget)
            case _:
                raise TypeError(command)

    # what the Commands do

    def _begin(self) -> None:
        """Stand still where another training begins."""
        self._playing = None
        self._settled = False
        self._rate = 0.0

    def _search(self, text: str) -> None:
        """Go to where a condition first holds; where it holds nowhere, stay."""
        reading = Reading(self._course, self._watch.example)
        condition = parse(text)
        reading.check(condition)
        self._begin()
        self._course.divergence = None
        found = None
        with contextlib.suppress(Diverged):
            found = first(self._course, condition, reading, self._going())
        self._events.append(Found(text, found))

    def _generate(self, command: Generate) -> None:
        """Put what the network writes by itself in the place of the Recording at hand."""
        trainer = self._course.trainer
        dataset = trainer.dataset
        prime: object = command.prime
        if not dataset.symbols:
            size = dataset.validation.size
            prime = dataset.validation.inputs[:, :, min(self._watch.example, size - 1)]
        made = Generation(
            trainer,
            prime,  # type: ignore[arg-type]
            temperature=command.temperature,
            top_k=command.top_k,
            seed=command.seed,
        )
        self._begin()
        made.step(command.steps)
        self._course.recording = made.recording()
        self._course.untouched = None
        self._settled = True

    def _play(self, command: Play) -> None:
        self._until = None
        if command.until:
            self._reading = Reading(self._course, self._watch.example)
            condition = parse(command.until)
            self._reading.check(condition)
            self._until = condition
        self._playing = command
        self._settled = False
        self._course.divergence = None
        self._course.recording = None
        self._mark = (time.perf_counter(), self._course.iteration)
        self._next_iteration = self._mark[0]
        self._next_frame = 0.0

    def _settle(self) -> None:
        """Record the iteration at which time stands, unless that is done or a Command leads elsewhere."""
        if not self._settled:
            divergence = self._course.divergence
            self._settled = self._course.stop(self._going())
            self._course.divergence = divergence
            if self._settled:
                self._look_beside()

    def _look_beside(self) -> None:
        """Record the iteration at hand on the branch that is compared with, in a Course of its own."""
        self._beside = None
        number, course = self._watch.beside, self._course
        if number == course.branch.number or number not in course.branches:
            return
        if self._other is None or self._other.branch is not course.branches[number]:
            self._other = course.beside(number)
        k = min(course.iteration, self._other.branch.latest)
        with contextlib.suppress(Diverged):
            if self._other.seek(k, self._going()) and self._other.stop(self._going()):
                self._beside = self._other.recording

    def _going(self) -> Callable[[float], bool]:
        """Give what a replay tells its share done, and asks whether to go on."""
        begun = shown = time.perf_counter()

        def going(share: float) -> bool:
            nonlocal shown
            now = time.perf_counter()
            if now - begun > SLOW and now - shown > 0.05:
                shown = now
                self._publish(busy=share)
            return not self._leads_elsewhere()

        return going

    def _step(self, command: Step) -> None:
        course = self._course
        if command.epochs:
            self._go(course.epoch_end(command.epochs))
        else:
            self._go(course.iteration + command.iterations)

    def _go(self, iteration: int) -> None:
        self._playing = None
        self._rate = 0.0
        self._settled = False
        with contextlib.suppress(Diverged):
            self._course.seek(iteration, self._going())

    def _edit(self, project: Project, branch: int, *, again: bool) -> None:
        """Change the project; where time is stopped the view of the same iteration stays."""
        before, k = self._course.trainer, self._course.iteration
        held = self._course.project.view.clamps
        if again and k:
            self._course.seek(k - 1)
        self._course.edit(project, branch)
        if again and before is self._course.trainer:
            self._go(k)
            return
        if held != self._course.project.view.clamps:
            self._settled = False  # the Recording at hand is made anew
        if before is not self._course.trainer:
            self._settled = False
            self._mark = (time.perf_counter(), self._course.iteration)

    def _open(self, command: Open) -> None:
        if isinstance(command.source, Project):
            course = Course(command.source, command.branch)
        else:
            course = open_project(command.source, command.branch)
        self._course = course
        self._probing.forget()
        self._course.allow(self._budget)
        self._begin()

    # the Frame

    def _place(self) -> tuple[int, int]:
        return self._course.branch.number, self._course.iteration

    def _publish(self, busy: float | None = None) -> None:
        course = self._course
        trainer = course.trainer
        now = time.perf_counter()
        batch, batches = course.batch_of_epoch()
        running = self._playing is not None
        recording = course.recording
        if running:
            recording = self._followed()
            if now - self._mark[0] > 0.4:
                self._rate = (course.iteration - self._mark[1]) / (now - self._mark[0])
                self._mark = (now, course.iteration)
        self._next_frame = now + 1 / self._watch.rate
        frame = Frame(
            project=course.project_here(),
            dataset=trainer.dataset,
            branch=course.branch.number,
            iteration=course.iteration,
            latest=course.branch.latest,
            oldest=0,
            epoch=trainer.batching.place.epoch,
            batch=batch,
            batches=batches,
            running=running,
            busy=busy,
            curves=course.branch.curves(),
            metrics=dict(course.metrics),
            recording=recording,
            rate=self._rate,
            divergence=course.divergence,
            answered=self._answered,
            lines=course.lines(),
            untouched=None if running else course.untouched,
            beside=None if running or self._other is None else self._beside,
            reached=self._reached,
            kept=course.branch.checkpoints.nbytes,
            budget=course.budget,
            probes={}
            if busy is not None
            else self._probing.look(trainer, self._watch.probes, self._place(), running=running),
        )
        if recording is not None:
            course.pool.lend(recording, frame)
        if frame.untouched is not None:
            course.pool.lend(frame.untouched, frame)
        if frame.beside is not None and self._other is not None:
            self._other.pool.lend(frame.beside, frame)
        self._slot.append(frame)

    def _followed(self) -> Recording | None:
        if not self._watch.trace:
            return None
        recording = self._course.pool.take(1, evaluating=True)
        course = self._course
        course.trainer.follow(recording, self._watch.example, course.project.view.clamps)
        return recording
