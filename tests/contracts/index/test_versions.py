"""External versions and tombstones: whatever the order, the same state."""

import random
from collections.abc import Sequence

import pytest

from search.document import VacancyDocument
from search.port import IndexedVersion, Outcome, Removal, VacancyIndex, WriteResult
from tests.contracts.index.asking import found, hold
from tests.search.builders import vacancy

Step = VacancyDocument | Removal
ITEMS, NEWEST = 40, 6


def outcomes(results: Sequence[WriteResult]) -> list[Outcome]:
    """What became of each write."""
    return [result.outcome for result in results]


def _life(number: int, draw: random.Random) -> list[Step]:
    """Every version of one document; some of them are removals."""
    plain = vacancy(number)
    return [
        Removal(plain.id, version)
        if draw.random() < 0.35
        else vacancy(number, version=version, title=f"Kasir {version}")
        for version in range(1, NEWEST + 1)
    ]


def _send(index: VacancyIndex, steps: Sequence[Step]) -> None:
    """Write the steps in their order, each run of puts and each run of removals as one batch."""
    for start in range(0, len(steps), 60):
        batch = steps[start : start + 60]
        results = [
            *index.put([step for step in batch if isinstance(step, VacancyDocument)]),
            *index.remove([step for step in batch if isinstance(step, Removal)]),
        ]
        assert Outcome.FAILED not in outcomes(results)


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_doubled_and_replayed_writes_end_in_the_newest(vacancies: VacancyIndex, seed: int) -> None:
    draw = random.Random(seed)
    lives = [_life(number, draw) for number in range(1, ITEMS + 1)]
    steps = [step for life in lives for step in life]
    steps += draw.sample(steps, len(steps) // 2)
    draw.shuffle(steps)
    _send(vacancies, steps)
    replayed = draw.sample(steps, 100)
    _send(vacancies, replayed)
    vacancies.refresh()
    last = [life[-1] for life in lives]
    alive = [step for step in last if isinstance(step, VacancyDocument)]
    assert list(vacancies.versions()) == [IndexedVersion(step.id, NEWEST) for step in alive]
    assert vacancies.count() == len(alive)
    assert [vacancies.get(step.id) for step in last] == [
        step if isinstance(step, VacancyDocument) else None for step in last
    ]


def test_what_is_not_newer_is_stale_and_no_error(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1, version=5)])
    again = vacancies.put([vacancy(1, version=5), vacancy(1, version=4), vacancy(1, version=6, title="Sopir")])
    assert outcomes(again) == [Outcome.STALE, Outcome.STALE, Outcome.WRITTEN]
    assert outcomes(vacancies.remove([Removal(vacancy(1).id, 6), Removal(vacancy(1).id, 7)])) == [
        Outcome.STALE,
        Outcome.WRITTEN,
    ]
    assert outcomes(vacancies.remove([Removal(vacancy(1).id, 7)])) == [Outcome.STALE]


def test_a_tombstone_holds_against_what_comes_late(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1), vacancy(2)])
    assert outcomes(vacancies.remove([Removal(vacancy(1).id, 3), Removal(vacancy(9).id, 3)])) == [Outcome.WRITTEN] * 2
    late = vacancies.put([vacancy(1, version=2), vacancy(9, version=3), vacancy(2, version=2)])
    assert outcomes(late) == [Outcome.STALE, Outcome.STALE, Outcome.WRITTEN]
    vacancies.refresh()
    assert found(vacancies) == {2}
    assert vacancies.get(vacancy(1).id) is None
    hold(vacancies, [vacancy(1, version=4)])
    assert found(vacancies) == {1, 2}


def test_one_bad_document_fails_alone(vacancies: VacancyIndex) -> None:
    bad = vacancy(2, expires_at=1 << 70)
    results = vacancies.put([vacancy(1), bad, vacancy(3)])
    assert outcomes(results) == [Outcome.WRITTEN, Outcome.FAILED, Outcome.WRITTEN]
    assert [result.id for result in results] == [vacancy(1).id, bad.id, vacancy(3).id]
    assert results[1].reason
    vacancies.refresh()
    assert found(vacancies) == {1, 3}
    hold(vacancies, [vacancy(2)])
    assert found(vacancies) == {1, 2, 3}


def test_an_empty_batch_is_nothing(vacancies: VacancyIndex) -> None:
    assert vacancies.put([]) == ()
    assert vacancies.remove([]) == ()


def test_versions_come_in_the_order_of_identifiers(vacancies: VacancyIndex) -> None:
    numbers = random.Random(3).sample(range(1, 10_000), 1_200)
    hold(vacancies, [vacancy(number, version=number) for number in numbers])
    vacancies.remove([Removal(vacancy(numbers[0]).id, 10_001)])
    vacancies.refresh()
    left = sorted(numbers[1:])
    assert list(vacancies.versions()) == [IndexedVersion(vacancy(number).id, number) for number in left]
    assert vacancies.count() == len(left)


def test_a_long_batch_is_accounted_for_in_order(vacancies: VacancyIndex) -> None:
    long = "Melayani pembeli dengan ramah dan teliti. " * 400
    documents = [vacancy(number, description=long) for number in range(1, 401)]
    results = vacancies.put(documents)
    assert [result.id for result in results] == [document.id for document in documents]
    assert set(outcomes(results)) == {Outcome.WRITTEN}
    vacancies.refresh()
    assert vacancies.count() == 400
