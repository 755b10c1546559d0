"""Both engines find the same, count the same and put it in the same order, whatever is asked."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.finding.world import ReferenceKnowledge
from search.request import Criteria, Facet, Near, Sort
from tests.relevance.asking import CENTRES, criteria, queries
from tests.relevance.conftest import on_opensearch
from tests.relevance.placed import Placed, World

pytestmark = pytest.mark.engine
often = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
Both = tuple[Placed, Placed]


@pytest.fixture(scope="module")
def both(request: pytest.FixtureRequest, world: World, knowledge: ReferenceKnowledge) -> Iterator[Both]:
    """Each world in both engines."""
    from search.embedded.vacancies import EmbeddedVacancyIndex

    engines = EmbeddedVacancyIndex(), on_opensearch(request, f"both{len(world.documents)}-")
    for index in engines:
        index.put(world.documents)
        index.refresh()
    embedded, cluster = (Placed(world, index, knowledge) for index in engines)
    yield embedded, cluster
    for index in engines:
        index.close()


@often
@given(st.data())
def test_both_find_the_same(both: Both, data: st.DataObject) -> None:
    words, chosen = data.draw(queries(both[0].world)), data.draw(criteria(both[0].world))
    (embedded, cluster) = (placed.found(words, chosen) for placed in both)
    assert embedded == cluster


@often
@given(st.data())
def test_both_show_the_same_in_the_same_order_for_the_same_reasons(both: Both, data: st.DataObject) -> None:
    words, chosen = data.draw(queries(both[0].world)), data.draw(criteria(both[0].world))
    (embedded, cluster) = (placed.ask(words, criteria=chosen, limit=20) for placed in both)
    assert (embedded.total, embedded.understood, embedded.relaxed) == (
        cluster.total,
        cluster.understood,
        cluster.relaxed,
    )
    (mine, theirs) = ([hit.score for hit in answer.hits] for answer in (embedded, cluster))
    assert mine == pytest.approx(theirs, rel=2e-3)
    # Engines add up in different precision: where two scores are the same to it, their order is nobody's.
    at = {hit.document.id: (place, hit) for place, hit in enumerate(cluster.hits)}
    for place, hit in enumerate(embedded.hits):
        if hit.document.id in at:
            other, same = at[hit.document.id]
            assert same.relaxed == hit.relaxed
            assert other == place or theirs[other] == pytest.approx(mine[place], rel=2e-3)
    shared = len({hit.document.id for hit in embedded.hits} & set(at))
    assert shared >= len(embedded.hits) - 1


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.SALARY, Sort.DISTANCE])
@settings(often, max_examples=10)
@given(st.data())
def test_plain_orders_are_the_same_to_the_last_place(both: Both, sort: Sort, data: st.DataObject) -> None:
    words = data.draw(st.just("") | queries(both[0].world))
    near = Criteria(near=Near(data.draw(st.sampled_from(CENTRES)), 20_000))
    (mine, theirs) = (
        [hit.document.id for hit in placed.ask(words, criteria=near, sort=sort, limit=50).hits] for placed in both
    )
    assert mine == theirs


@settings(often, max_examples=12)
@given(st.data())
def test_both_count_the_same(both: Both, data: st.DataObject) -> None:
    words, chosen = data.draw(st.just("") | queries(both[0].world)), data.draw(criteria(both[0].world))
    (mine, theirs) = (placed.ask(words, criteria=chosen, facets=tuple(Facet), limit=1).facets for placed in both)
    assert mine == theirs
