"""A saved search tells of exactly what searching finds, on both engines; and it is kept as every index keeps things."""

import random
from collections.abc import Sequence

import pytest

from search.document import VacancyDocument
from search.percolating.predicate import Facts, admits
from search.percolating.reading import standing_admission
from search.percolating.standing import HeldReading, StandingSearch
from search.plan import Admission, CodeField, Plan, Signals
from search.planning.intent import intent
from search.planning.plans import admission
from search.port import IndexedVersion, Outcome, Percolator, Removal, ShrunkIndex, VacancyIndex
from search.request import Criteria
from tests.contracts.index import pairs
from tests.contracts.index.asking import coded, hold, one_of, said
from tests.search.builders import NOW, vacancy
from tests.search.knowledge import SmallKnowledge

SEARCHES, VACANCIES = 200, 50
KASIR, SOPIR = Admission(must=(said("kasir"),)), Admission(must=(said("sopir"),))


def standing(number: int, admits_what: Admission = KASIR, version: int = 1) -> StandingSearch:
    return StandingSearch(id=f"sav_{number:026d}", version=version, admission=admits_what)


def keep(index: Percolator, searches: Sequence[StandingSearch]) -> None:
    assert {result.outcome for result in index.put(searches)} <= {Outcome.WRITTEN}
    index.refresh()


def met(index: Percolator, document: VacancyDocument) -> list[int]:
    return [int(name.removeprefix("sav_")) for name in index.matching([document])[0]]


def test_alerts_equal_searches_for_ten_thousand_pairs(vacancies: VacancyIndex, searches: Percolator) -> None:
    draw, knowledge = random.Random(7), SmallKnowledge()
    documents = pairs.vacancies(draw, VACANCIES)
    wishes = [pairs.wanted(draw) for _ in range(SEARCHES)]
    admissions = [standing_admission(knowledge, *wish) for wish in wishes]
    hold(vacancies, documents)
    keep(searches, [standing(number, each) for number, each in enumerate(admissions)])
    told = searches.matching(documents)
    facts = [Facts(document) for document in documents]
    some, all_of = 0, 0
    for number, (wish, standing_one) in enumerate(zip(wishes, admissions, strict=True)):
        strict = admission(intent(knowledge.recogniser.read(wish[0]), wish[1], knowledge), NOW)
        plan = Plan(admission=strict, signals=Signals(now=NOW), limit=VACANCIES)
        found = {hit.document.id for hit in vacancies.search(plan).hits}
        alerted = {document.id for document, own in zip(documents, told, strict=True) if standing(number).id in own}
        decided = {one.id for one, own in zip(documents, facts, strict=True) if admits(standing_one, own)}
        assert alerted == found, (wish, alerted ^ found)
        assert decided == found, (wish, decided ^ found)
        some += bool(found)
        all_of += found == {document.id for document in documents}
    assert some > SEARCHES / 4, "the draw must not be of searches that find nothing"
    assert all_of < SEARCHES / 4, "nor of such that find everything"


def test_many_vacancies_at_once_are_told_apart(searches: Percolator) -> None:
    keep(searches, [standing(1), standing(2, SOPIR), standing(3, Admission(must=(coded(CodeField.ID, "vac_7"),)))])
    batch = [vacancy(number, title=("Kasir", "Sopir", "Akuntan")[number % 3]) for number in range(250)]
    told = searches.matching(batch)
    assert [len(own) for own in told] == [1, 1, 0] * 83 + [1]
    assert set(told) == {(standing(1).id,), (standing(2).id,), ()}
    assert searches.matching([]) == ()


def test_whether_a_vacancy_has_expired_is_not_asked(searches: Percolator) -> None:
    keep(searches, [standing(1, standing_admission(SmallKnowledge(), "kasir", Criteria()))])
    assert met(searches, vacancy(1, expires_at=1)) == [1]


def test_a_search_that_says_nothing_is_met_by_all_and_an_empty_choice_by_none(searches: Percolator) -> None:
    keep(searches, [standing(1, Admission()), standing(2, Admission(filters=(one_of(CodeField.SKILL),)))])
    assert met(searches, vacancy(1)) == [1]


def test_a_changed_search_is_met_as_it_is_now_and_a_removed_one_no_more(searches: Percolator) -> None:
    keep(searches, [standing(1), standing(2)])
    keep(searches, [standing(1, SOPIR, version=2)])
    assert met(searches, vacancy(1, title="Kasir")) == [2]
    assert met(searches, vacancy(1, title="Sopir")) == [1]
    assert [result.outcome for result in searches.put([standing(1, KASIR, version=2)])] == [Outcome.STALE]
    searches.remove([Removal(standing(2).id, 2)])
    searches.refresh()
    assert [result.outcome for result in searches.put([standing(2, version=2)])] == [Outcome.STALE]
    searches.refresh()
    assert met(searches, vacancy(1, title="Kasir")) == []
    assert list(searches.versions()) == [IndexedVersion(standing(1).id, 2)]
    assert searches.get(standing(1).id) == standing(1, SOPIR, version=2)
    assert searches.get(standing(2).id) is None
    assert searches.count() == 1


def test_a_new_generation_answers_after_the_swap_and_keeps_what_came_meanwhile(searches: Percolator) -> None:
    keep(searches, [standing(1), standing(2)])
    searches.remove([Removal(standing(2).id, 5)])
    fresh = searches.start()
    assert {one.outcome for one in searches.put([standing(1, SOPIR), standing(2)], generation=fresh)} == {
        Outcome.WRITTEN,
        Outcome.STALE,
    }
    keep(searches, [standing(3)])
    assert met(searches, vacancy(1)) == [1, 3]
    assert searches.swap(fresh) == 2
    assert searches.generation() == fresh
    assert met(searches, vacancy(1)) == [3]
    assert met(searches, vacancy(1, title="Sopir")) == [1]


def test_a_generation_that_lost_too_much_does_not_answer(searches: Percolator) -> None:
    keep(searches, [standing(number) for number in range(10)])
    fresh = searches.start()
    with pytest.raises(ShrunkIndex):
        searches.swap(fresh)
    with pytest.raises(ValueError, match="answers"):
        searches.discard(searches.generation())
    searches.discard(fresh)
    assert searches.count() == 10


def test_readings_name_what_each_search_was_taken_to_mean(searches: Percolator) -> None:
    numbers = random.Random(5).sample(range(10_000), 60)
    keep(searches, [standing(number, KASIR if number % 2 else SOPIR, version=number + 1) for number in numbers])
    searches.remove([Removal(standing(numbers[0]).id, 20_000)])
    searches.refresh()
    expected = [
        HeldReading(standing(one).id, one + 1, standing(one, KASIR if one % 2 else SOPIR).reading)
        for one in sorted(numbers[1:])
    ]
    assert list(searches.readings()) == expected
    assert len({each.reading for each in expected}) == 2
