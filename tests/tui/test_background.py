from __future__ import annotations

import threading
import time
from collections.abc import Callable
from queue import Queue

import pytest

from readlist.errors import QueryError, ReadlistError
from readlist.library import Library
from readlist.tui.background import Threads


class Screen:
    """Takes what is delivered and calls it in the thread of the test."""

    def __init__(self) -> None:
        self.calls: Queue[Callable[[], None]] = Queue()
        self.told: list[object] = []

    def wait(self) -> None:
        self.calls.get(timeout=10)()


def fail(error: ReadlistError) -> None:
    raise AssertionError(error.message)


@pytest.fixture
def screen() -> Screen:
    return Screen()


def test_a_job_runs_in_a_thread_with_a_handle_of_its_own(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    threads.ask(
        "ids", lambda own: (own is library, own.read_only, threading.current_thread()), screen.told.append, fail
    )
    assert threads.busy
    screen.wait()
    assert screen.told == [(False, True, screen.told[0][2])]  # type: ignore[index]
    assert screen.told[0][2] is not threading.current_thread()  # type: ignore[index]
    assert not threads.busy
    threads.close()


def test_the_newest_job_of_a_lane_wins(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    gate = threading.Event()
    threads.ask("find", lambda _: gate.wait(10), screen.told.append, fail)
    time.sleep(0.05)
    threads.ask("find", lambda _: "dropped before it began", screen.told.append, fail)
    threads.ask("find", lambda _: "newest", screen.told.append, fail)
    gate.set()
    screen.wait()
    screen.wait()
    assert screen.told == ["newest"]
    threads.close()


def test_lanes_do_not_disturb_one_another(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    for lane in ("find", "rest"):
        threads.ask(lane, lambda _, lane=lane: lane, screen.told.append, fail)  # type: ignore[misc]
    screen.wait()
    screen.wait()
    assert sorted(map(str, screen.told)) == ["find", "rest"]
    threads.close()


def test_a_forgotten_answer_is_not_told(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    threads.ask("find", lambda _: "forgotten", screen.told.append, fail)
    threads.forget("find")
    assert not threads.busy
    threads.ask("other", lambda _: "told", screen.told.append, fail)
    while "told" not in screen.told:
        screen.wait()
    threads.close()
    assert "forgotten" not in screen.told


def test_what_goes_wrong_is_told_apart(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    threads.ask("find", lambda own: own.ids("autor:x"), screen.told.append, screen.told.append)
    screen.wait()
    assert isinstance(screen.told[0], QueryError)
    threads.close()


def test_closing_ends_the_threads(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    threads.ask("find", lambda _: "x", screen.told.append, fail)
    screen.wait()
    threads.close()
    assert not [thread for thread in threading.enumerate() if thread.name == "readlist-find"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_mistake_of_the_program_is_raised_where_it_is_seen(library: Library, screen: Screen) -> None:
    threads = Threads(library.second, screen.calls.put)
    threads.ask("find", lambda _: 1 // 0, screen.told.append, fail)
    with pytest.raises(ZeroDivisionError):
        screen.wait()
    threads.close()
