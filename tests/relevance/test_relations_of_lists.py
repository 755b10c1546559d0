"""Orders, pages and scores, in corpora that nobody arranged."""

import random
import secrets
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.finding.world import ReferenceKnowledge
from search.answer import Hit, SearchAnswer
from search.document import VacancyDocument
from search.port import Outcome, Removal
from search.request import Criteria, Near, Sort
from tests.relevance.asking import CENTRES, criteria, queries, titles
from tests.relevance.conftest import engine
from tests.relevance.placed import Placed, World
from tests.relevance.worlds import DAY, drawn

often = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
seldom = settings(often, max_examples=8)


def _ids(answer: SearchAnswer) -> list[str]:
    return [hit.document.id for hit in answer.hits]


@often
@given(st.data())
def test_the_same_question_at_the_same_moment_has_the_same_answer(placed: Placed, data: st.DataObject) -> None:
    words, chosen = data.draw(queries(placed.world)), data.draw(criteria(placed.world))
    assert placed.ask(words, criteria=chosen) == placed.ask(words, criteria=chosen)


def _pay(document: VacancyDocument) -> int:
    return max(document.pay_minimum or 0, document.pay_maximum or 0)


@pytest.mark.parametrize("sort", list(Sort))
@seldom
@given(st.data())
def test_an_order_is_one_and_loses_nobody(placed: Placed, sort: Sort, data: st.DataObject) -> None:
    words = data.draw(st.just("") | queries(placed.world))
    near = Criteria(near=Near(data.draw(st.sampled_from(CENTRES)), 20_000))
    answer = placed.ask(words, criteria=near, sort=sort, limit=len(placed.world.documents))
    hits = [hit for hit in answer.hits if not hit.relaxed]
    assert {hit.document.id for hit in hits} == placed.found(words, near)
    keys: dict[Sort, list[float]] = {
        Sort.RELEVANCE: [-hit.score for hit in hits],
        Sort.NEWEST: [-hit.document.posted_at for hit in hits],
        Sort.SALARY: [-_pay(hit.document) for hit in hits],
        Sort.DISTANCE: [_far(hit) for hit in hits],
    }
    assert all(earlier <= later for earlier, later in pairwise(keys[sort]))


def _far(hit: Hit) -> float:
    assert hit.distance_km is not None
    return round(hit.distance_km, 3)


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST, Sort.SALARY])
@seldom
@given(st.data())
def test_pages_are_the_list(placed: Placed, sort: Sort, data: st.DataObject) -> None:
    words, size = data.draw(st.just("") | queries(placed.world)), data.draw(st.integers(3, 40))
    page = placed.ask(words, sort=sort, limit=size)
    met = [hit.document.id for hit in page.hits if not hit.relaxed]
    shown = _ids(page)
    while page.next:
        page = placed.ask(words, sort=sort, limit=size, cursor=page.next)
        met += [hit.document.id for hit in page.hits if not hit.relaxed]
        shown += _ids(page)
    assert len(shown) == len(set(shown))
    assert set(met) == placed.found(words)
    whole = placed.ask(words, sort=sort, limit=len(placed.world.documents))
    assert met == [hit.document.id for hit in whole.hits if not hit.relaxed]


@pytest.fixture(params=["embedded", pytest.param("opensearch", marks=pytest.mark.engine)])
def own(request: pytest.FixtureRequest, knowledge: ReferenceKnowledge) -> Iterator[Placed]:
    """A world that the test may change."""
    world = drawn(2, 90)
    index = engine(request, f"own{secrets.token_hex(4)}-")
    index.put(world.documents)
    index.refresh()
    yield Placed(world, index, knowledge)
    index.close()


@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST, Sort.SALARY])
def test_whatever_is_written_meanwhile_each_is_shown_once(own: Placed, sort: Sort) -> None:
    draw = random.Random(sort.value)
    stayed, page, shown = set(own.world.live), own.ask(sort=sort, limit=7), list[str]()
    while page.hits:
        shown += _ids(page)
        gone = draw.choice(own.world.documents).id
        stayed.discard(gone)
        results = own.index.put([_another(own.world, draw, len(shown))])
        own.index.remove([Removal(gone, 2)])
        own.index.refresh()
        assert {result.outcome for result in results} == {Outcome.WRITTEN}
        if page.next is None:
            break
        page = own.ask(sort=sort, limit=7, cursor=page.next)
    assert len(shown) == len(set(shown))
    assert stayed <= set(shown)


def _another(world: World, draw: random.Random, number: int) -> VacancyDocument:
    """Return a vacancy that anything may be true of, posted before or after those that are there."""
    posted = world.now - draw.randrange(90) * DAY
    return msgspec.structs.replace(draw.choice(world.documents), id=f"new{number}", posted_at=posted)


def test_what_others_offer_changes_no_score(own: Placed) -> None:
    asked = [*random.Random(4).sample(titles(own.world), 12), "", "sopir di bekasi", "gaji 5jt"]
    before = [_scores(own.ask(words, limit=400)) for words in asked]
    own.index.put([msgspec.structs.replace(each, id=f"more-{each.id}") for each in drawn(3, 90).documents])
    own.index.refresh()
    assert sum(map(bool, before)) >= 10
    for words, scores in zip(asked, before, strict=True):
        after = _scores(own.ask(words, limit=400))
        assert {key: after[key] for key in scores if key in after} == {k: v for k, v in scores.items() if k in after}


def _scores(answer: SearchAnswer) -> dict[str, float]:
    """Return the scores of what meets the query as it is: how much is loosened depends on how much there is."""
    return {hit.document.id: hit.score for hit in answer.hits if not hit.relaxed}


def test_a_vacancy_is_found_at_once_when_visible_and_never_when_removed(own: Placed) -> None:
    document = msgspec.structs.replace(own.world.documents[0], id="fresh", title="Pawang Lebah Ajaib", occupation=None)
    assert "fresh" not in own.found("pawang lebah ajaib")
    own.index.put([document])
    own.index.refresh()
    assert "fresh" in own.found("pawang lebah ajaib")
    own.index.remove([Removal("fresh", 2)])
    own.index.refresh()
    assert "fresh" not in own.found("pawang lebah ajaib")


def test_what_ended_is_found_by_nothing(placed: Placed) -> None:
    ended = {each.id for each in placed.world.documents if each.expires_at <= placed.world.now}
    for document in placed.world.documents:
        if document.id in ended:
            shown = {hit.document.id for hit in placed.ask(document.title, limit=400).hits}
            assert not shown & ended, document.title
    assert placed.found() == placed.world.live
