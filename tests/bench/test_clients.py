"""Many clients: what is timed, what is counted as failed, and how rounds add up."""

import pytest

from bench.clients import Round, run, summed


def test_work_is_timed_until_the_time_is_over() -> None:
    done = list[int]()
    found = run([lambda: done.append(1), lambda: done.append(2)], 0.02)
    assert len(found.times) == len(done) > 1
    assert set(done) == {1, 2}
    assert found.errors == ()
    assert all(0 <= each < 1_000 for each in found.times)


def test_what_fails_is_counted_and_not_timed() -> None:
    def fail() -> None:
        raise RuntimeError("a search was refused: 500")

    found = run([fail], 0.01)
    assert found.times == ()
    assert found.errors
    assert set(found.errors) == {"RuntimeError('a search was refused: 500')"}


def test_half_of_the_work_may_fail() -> None:
    found = run([lambda: None, lambda: 1 // 0], 0.02)
    assert found.times
    assert found.errors
    assert abs(len(found.times) - len(found.errors)) <= 1


def test_clients_are_added_up_side_by_side() -> None:
    rounds = [Round(times=(1.0, 3.0)), Round(times=(2.0,), errors=("late",))]
    found = summed(rounds, seconds=0.5)
    assert found.throughput == pytest.approx(6.0)
    assert (found.times.p50, found.errors) == (2.0, ("late",))
