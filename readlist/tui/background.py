"""Work that no key waits for: one thread a lane, with a handle on the library of its own; the newest job wins."""

from __future__ import annotations

from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeVar

from readlist.errors import ReadlistError

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from readlist.library import Library

_Result = TypeVar("_Result")
WRITING = "writing"
"""The lane whose jobs change the library; leaving waits for them."""

_PATIENCE = 0.5


class Background(Protocol):
    """Something that does jobs on the library and hands the result back to the thread of the screen."""

    def ask(
        self,
        lane: str,
        job: Callable[[Library], _Result],
        then: Callable[[_Result], None],
        failed: Callable[[ReadlistError], None],
    ) -> None:
        """Do a job; a later one in the same lane takes its place, and its answer is dropped."""

    def forget(self, lane: str) -> None:
        """Drop the answer of a lane's job that is still under way."""

    def interrupt(self, lane: str) -> None:
        """Drop the answer of a lane's job that is still under way, and end its reading."""


class _Job(NamedTuple):
    generation: int
    work: Callable[[Library], Any]
    then: Callable[[Any], None]
    failed: Callable[[ReadlistError], None]


class Threads:
    """A Background of threads; ``deliver`` calls a function in the thread of the screen."""

    def __init__(self, second: Callable[[], Library], deliver: Callable[[Callable[[], None]], object]) -> None:
        self._second = second
        self._deliver = deliver
        self._lanes: dict[str, _Lane] = {}

    def ask(
        self,
        lane: str,
        job: Callable[[Library], _Result],
        then: Callable[[_Result], None],
        failed: Callable[[ReadlistError], None],
    ) -> None:
        """Do a job; a later one in the same lane takes its place, and its answer is dropped."""
        if lane not in self._lanes:
            self._lanes[lane] = _Lane(lane, self._second, self._deliver)
        self._lanes[lane].put(job, then, failed)

    def forget(self, lane: str) -> None:
        """Drop the answer of a lane's job that is still under way."""
        if lane in self._lanes:
            self._lanes[lane].forget()

    def interrupt(self, lane: str) -> None:
        """Drop the answer of a lane's job that is still under way, and end its reading."""
        if lane in self._lanes:
            self._lanes[lane].forget(interrupt=True)

    @property
    def busy(self) -> bool:
        """Whether a job waits or is under way, or its answer is not told yet."""
        return any(lane.busy for lane in self._lanes.values())

    def close(self) -> None:
        """Stop after the jobs under way; those that only read are not waited for long."""
        for name, lane in self._lanes.items():
            lane.stop(None if name == WRITING else _PATIENCE)
        self._lanes.clear()


class _Lane:
    def __init__(
        self, name: str, second: Callable[[], Library], deliver: Callable[[Callable[[], None]], object]
    ) -> None:
        self._second = second
        self._deliver = deliver
        self._generation = 0
        self._answered = 0
        self._waiting: _Job | None = None
        self._library: Library | None = None
        self._working = False
        self._stopped = False
        self._woken = Condition()
        # A daemon, so that a long query does not keep the program from leaving.
        self._thread = Thread(target=self._run, name=f"readlist-{name}", daemon=True)
        self._thread.start()

    @property
    def busy(self) -> bool:
        return self._answered != self._generation

    def put(self, work: Callable[[Library], Any], then: Callable[[Any], None], failed: Callable[..., None]) -> None:
        with self._woken:
            self._generation += 1
            self._waiting = _Job(self._generation, work, then, failed)
            self._woken.notify()

    def forget(self, *, interrupt: bool = False) -> None:
        with self._woken:
            self._generation += 1
            self._answered = self._generation
            self._waiting = None
            if interrupt and self._working and self._library is not None:
                self._library.interrupt()

    def stop(self, patience: float | None) -> None:
        with self._woken:
            self._stopped = True
            self._generation += 1
            self._woken.notify()
        self._thread.join(patience)

    def _run(self) -> None:
        try:
            while (job := self._next()) is not None:
                with _Attempt(self, job):
                    self._library = self._library or self._second()
                    self.answer(job, job.then, job.work(self._library))
                del job  # and with it the screen that had asked, which may be left by now
        finally:
            with self._woken:
                library, self._library = self._library, None
            if library is not None:
                library.close()

    def _next(self) -> _Job | None:
        with self._woken:
            self._working = False
            while self._waiting is None and not self._stopped:
                self._woken.wait()
            job, self._waiting = self._waiting, None
            self._working = job is not None
            return None if self._stopped else job

    def answer(self, job: _Job, tell: Callable[[Any], None], answer: object) -> None:
        def fresh() -> None:
            if job.generation == self._generation:
                self._answered = job.generation
                tell(answer)

        self._deliver(fresh)


class _Attempt:
    """A job being done: that it cannot be is told; a mistake of the program is raised where it is seen, and here."""

    def __init__(self, lane: _Lane, job: _Job) -> None:
        self._lane = lane
        self._job = job

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        expected = isinstance(error, ReadlistError)
        if error is not None:
            self._lane.answer(self._job, self._job.failed if expected else _raise, error)
        return expected


def _raise(error: BaseException) -> None:
    """Raise a mistake of the program again where it is seen."""
    raise error
