"""Ctrl-C and SIGTERM: a write that has begun ends first; afterwards it is said truly whether something was written."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from dts.store.signals import Run, StoppedAfterWriting, finish_first, has_written, mark_written, stoppable

STOPS = [signal.SIGINT, signal.SIGTERM]


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in STOPS}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def said(block: Callable[[], object]) -> type[BaseException] | None:
    """How a block was stopped."""
    try:
        block()
    except (KeyboardInterrupt, StoppedAfterWriting) as stop:
        return type(stop)
    return None


@pytest.mark.parametrize(
    ("wrote", "over", "stop"),
    [(False, False, KeyboardInterrupt), (True, False, StoppedAfterWriting), (False, True, None), (True, True, None)],
)
def test_what_a_stop_says(wrote: bool, over: bool, stop: type[BaseException] | None) -> None:
    """Whether something was written; nothing while the last word is said."""
    run = Run()
    assert (run.wrote, run.over) == (False, False)
    run.wrote, run.over = wrote, over
    assert said(run.stop) is stop


@pytest.mark.parametrize("number", STOPS)
@pytest.mark.parametrize("wrote", [False, True])
def test_a_run_obeys_both_stops(number: signal.Signals, wrote: bool) -> None:
    """And leaves the handlers as it found them."""
    before = [signal.getsignal(each) for each in STOPS]

    def block() -> None:
        with stoppable():
            if wrote:
                mark_written()
            signal.raise_signal(number)
            pytest.fail("went on")

    assert said(block) is (StoppedAfterWriting if wrote else KeyboardInterrupt)
    assert [signal.getsignal(each) for each in STOPS] == before


@pytest.mark.parametrize("number", STOPS)
def test_a_process_that_ends_with_its_run_stays_deaf(number: signal.Signals) -> None:
    """Its last word is not cut off."""
    with stoppable(last=True) as run:
        assert not run.over
    assert run.over
    signal.raise_signal(number)


def test_each_run_has_written_for_itself() -> None:
    """What one inside another wrote is not said of the outer one; outside any run nothing is known."""
    assert not has_written()
    mark_written()
    assert not has_written()
    with stoppable() as outer:
        assert not has_written()
        with stoppable() as inner:
            mark_written()
            assert has_written()
        assert not has_written()
        assert (outer.wrote, inner.wrote) == (False, True)
        mark_written()
        assert outer.wrote
    assert not has_written()


@pytest.mark.parametrize("number", STOPS)
@pytest.mark.parametrize(
    ("writes", "marks", "stop"),
    [
        (True, False, StoppedAfterWriting),
        (False, False, KeyboardInterrupt),
        (False, True, StoppedAfterWriting),
        (True, True, StoppedAfterWriting),
    ],
)
def test_a_stop_waits_until_a_write_is_done(
    number: signal.Signals, writes: bool, marks: bool, stop: type[BaseException]
) -> None:
    """Then it is obeyed, saying whether that wrote."""
    done: list[int] = []

    def block() -> None:
        with stoppable():
            with finish_first(writes=writes):
                signal.raise_signal(number)
                done.append(1)
                if marks:
                    mark_written()
            pytest.fail("went on")

    assert said(block) is stop
    assert done == [1]


def test_without_a_stop_the_handlers_come_back() -> None:
    """Also where the block fails; and unless told otherwise it has written."""
    before = [signal.getsignal(each) for each in STOPS]
    with stoppable():
        inside = [signal.getsignal(each) for each in STOPS]
        with suppress(ValueError), finish_first():
            raise ValueError
        assert [signal.getsignal(each) for each in STOPS] == inside
        assert not has_written()
        with finish_first(writes=False):
            pass
        assert not has_written()
        with finish_first():
            assert not has_written()
        assert has_written()
        assert [signal.getsignal(each) for each in STOPS] == inside
    assert [signal.getsignal(each) for each in STOPS] == before


def test_a_write_inside_another_leaves_the_stop_to_that() -> None:
    """Several files are one write: the second is not cut off; afterwards each is on its own again."""
    steps: list[str] = []

    def block() -> None:
        with stoppable():
            with finish_first(writes=False):
                with finish_first():
                    signal.raise_signal(signal.SIGINT)
                    steps.append("first")
                with finish_first():
                    steps.append("second")
            pytest.fail("went on")

    assert said(block) is KeyboardInterrupt
    assert steps == ["first", "second"]

    def later() -> None:
        with stoppable(), finish_first():
            signal.raise_signal(signal.SIGTERM)

    assert said(later) is StoppedAfterWriting


def test_only_the_main_thread_can_be_asked() -> None:
    """Elsewhere a write runs as it is."""
    done: list[bool] = []

    def work() -> None:
        with stoppable(), finish_first():
            pass
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert done == [True]
