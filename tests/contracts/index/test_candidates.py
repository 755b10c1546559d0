"""People who consent to be found: the same promises, and weights of codes."""

import random

import msgspec
import pytest

from search.document import CandidateDocument
from search.plan import AnyOf, CandidatePlan, WeightedCode
from search.port import CandidateIndex, IndexedVersion, Outcome, Removal, ShrunkIndex
from tests.contracts.index.test_versions import outcomes

CASHIER = (WeightedCode("5230", 2.0),)


def person(number: int, **changes: object) -> CandidateDocument:
    """An invented person who was a cashier."""
    plain = CandidateDocument(id=f"per_{number:026d}", version=1, occupations=("5230",), region="32.75")
    return msgspec.structs.replace(plain, **changes)


def _hold(index: CandidateIndex, *people: CandidateDocument) -> None:
    assert {result.outcome for result in index.put(people)} == {Outcome.WRITTEN}
    index.refresh()


def _found(index: CandidateIndex, **plan: object) -> list[int]:
    hits = index.search(CandidatePlan(**plan))  # type: ignore[arg-type]
    return [int(hit.document.id.removeprefix("per_")) for hit in hits]


def test_an_empty_index_and_an_empty_plan_find_nobody(candidates: CandidateIndex) -> None:
    assert _found(candidates, occupations=CASHIER) == []
    assert candidates.count() == 0
    _hold(candidates, person(1))
    assert _found(candidates) == []


def test_the_sum_of_weights_decides_then_the_identifier(candidates: CandidateIndex) -> None:
    _hold(
        candidates,
        person(1, skills=("skl_a",)),
        person(2, skills=("skl_a", "skl_b")),
        person(3),
        person(4, occupations=("5223",), skills=("skl_b",)),
        person(5),
        person(6, occupations=("2512",)),
    )
    plan = CandidatePlan(
        occupations=(WeightedCode("5230", 2.0), WeightedCode("52", 0.5)),
        skills=(AnyOf((WeightedCode("skl_a", 1.5),)), AnyOf((WeightedCode("skl_b", 0.25),))),
    )
    hits = candidates.search(plan)
    assert [(int(hit.document.id[-2:]), hit.score) for hit in hits] == [
        (2, 4.25),
        (1, 4.0),
        (3, 2.5),
        (5, 2.5),
        (4, 0.75),
    ]
    assert _found(candidates, occupations=CASHIER, limit=2) == [1, 2]


def test_of_what_stands_in_for_a_skill_the_best_counts_once(candidates: CandidateIndex) -> None:
    _hold(
        candidates,
        person(1, occupations=(), skills=("skl_wanted",)),
        person(2, occupations=(), skills=("skl_like", "skl_so_so", "skl_too")),
        person(3, occupations=(), skills=("skl_so_so",)),
        person(4, occupations=(), skills=("skl_wanted", "skl_like", "skl_other")),
        person(5, occupations=(), skills=("skl_unlike",)),
    )
    alike = (("skl_wanted", 3.0), ("skl_like", 1.5), ("skl_so_so", 0.5), ("skl_too", 0.5))
    wanted = AnyOf(tuple(WeightedCode(code, weight) for code, weight in alike))
    other = AnyOf((WeightedCode("skl_other", 1.0), WeightedCode("skl_wanted", 0.25)))
    hits = candidates.search(CandidatePlan(skills=(wanted, other)))
    assert [(int(hit.document.id[-2:]), hit.score) for hit in hits] == [(4, 4.0), (1, 3.25), (2, 1.5), (3, 0.5)]


def test_who_is_within_reach_is_found_without_the_skill_only_when_that_is_asked(candidates: CandidateIndex) -> None:
    _hold(
        candidates,
        person(1, skills=("skl_rare",), region="35.78"),
        person(2, region="31.74"),
        person(3, region="35.78", wished_regions=("31.71",)),
        person(4, region="35.78", willing_to_move=True),
        person(5, region="35.78"),
        person(6, skills=("skl_rare",), region="31.74", willing_to_move=True),
    )
    plan = CandidatePlan(
        skills=(AnyOf((WeightedCode("skl_rare", 0.5),)),),
        near=(WeightedCode("31.74", 4.0), WeightedCode("31.71", 2.0)),
        movers=1.0,
    )
    reaching = msgspec.structs.replace(plan, within_reach=True)
    strict, wide = (
        [(int(hit.document.id[-2:]), hit.score) for hit in candidates.search(each)] for each in (plan, reaching)
    )
    assert strict == [(6, 5.5), (1, 0.5)]
    assert wide == [(6, 5.5), (2, 4.0), (3, 2.0), (4, 1.0), (1, 0.5)]


def test_every_licence_is_needed(candidates: CandidateIndex) -> None:
    _hold(candidates, person(1, licences=("sim_a", "sim_b1")), person(2, licences=("sim_a",)), person(3))
    assert _found(candidates, occupations=CASHIER, licences=("sim_a",)) == [1, 2]
    assert _found(candidates, occupations=CASHIER, licences=("sim_a", "sim_b1")) == [1]


def test_who_lives_there_wishes_it_moves_or_works_remotely(candidates: CandidateIndex) -> None:
    _hold(
        candidates,
        person(1, region="31.71"),
        person(2, region="12.71", wished_regions=("31.74",)),
        person(3, region="12.71", willing_to_move=True),
        person(4, region="12.71", remote=True),
        person(5, region="12.71"),
        person(6, region=None),
    )
    assert _found(candidates, occupations=CASHIER, regions=("31",)) == [1, 2, 3]
    assert _found(candidates, occupations=CASHIER, regions=("31",), remote=True) == [1, 2, 3, 4]
    assert _found(candidates, occupations=CASHIER, regions=("31.74",)) == [2, 3]
    assert _found(candidates, occupations=CASHIER) == [1, 2, 3, 4, 5, 6]


def test_whoever_takes_back_consent_stays_away(candidates: CandidateIndex) -> None:
    _hold(candidates, person(1), person(2))
    assert outcomes(candidates.remove([Removal(person(1).id, 3)])) == [Outcome.WRITTEN]
    assert outcomes(candidates.put([person(1, version=2)])) == [Outcome.STALE]
    candidates.refresh()
    assert _found(candidates, occupations=CASHIER) == [2]
    assert candidates.get(person(1).id) is None
    assert list(candidates.versions()) == [IndexedVersion(person(2).id, 1)]


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_changes_ends_in_the_newest(candidates: CandidateIndex, seed: int) -> None:
    draw = random.Random(seed)
    steps = [(number, version) for number in range(1, 31) for version in range(1, 5)] * 2
    draw.shuffle(steps)
    gone = {(number, version) for number, version in steps if (number * version + seed) % 3 == 0}
    for start in range(0, len(steps), 48):
        batch = steps[start : start + 48]
        candidates.put([person(number, version=version) for number, version in batch if (number, version) not in gone])
        candidates.remove(
            [Removal(person(number).id, version) for number, version in batch if (number, version) in gone]
        )
    candidates.refresh()
    expected = [number for number in range(1, 31) if (number, 4) not in gone]
    assert _found(candidates, occupations=CASHIER) == expected
    assert candidates.count() == len(expected)


def test_a_rebuild_keeps_removals_and_refuses_to_shrink(candidates: CandidateIndex) -> None:
    _hold(candidates, *(person(number) for number in range(1, 11)))
    candidates.remove([Removal(person(1).id, 2)])
    new = candidates.start()
    candidates.put([person(number) for number in range(1, 5)], generation=new)
    with pytest.raises(ShrunkIndex):
        candidates.swap(new)
    candidates.put([person(number) for number in range(5, 11)], generation=new)
    assert candidates.swap(new) == 9
    candidates.refresh()
    assert _found(candidates, occupations=CASHIER) == list(range(2, 11))


def test_nearness_raises_and_never_admits(candidates: CandidateIndex) -> None:
    _hold(
        candidates,
        person(1, region="12.71"),
        person(2, region="31.71"),
        person(3, region="12.71", wished_regions=("31.74",)),
        person(4, region="12.71", willing_to_move=True),
        person(5, region="31.74", occupations=("2512",)),
    )
    near = (WeightedCode("31.74", 1.5), WeightedCode("31.71", 0.75))
    plan = CandidatePlan(occupations=CASHIER, near=near, movers=1.0)
    hits = candidates.search(plan)
    assert [(int(hit.document.id[-2:]), hit.score) for hit in hits] == [(3, 3.5), (4, 3.0), (2, 2.75), (1, 2.0)]
    assert _found(candidates, near=near, movers=1.0) == []
