"""A search in trouble is answered with less and says so; only when nothing is left it fails."""

import itertools

import msgspec
import pytest

from chalicelib.errors import InvalidInput, Unavailable, invalid
from chalicelib.finding import degrading
from chalicelib.finding.degrading import LAST_PATIENCE_SECONDS, PATIENCE_SECONDS, SHORT_PAGE, Degrading
from chalicelib.finding.keeping import ANSWER_SECONDS, MOST_ANSWERS, Answers, Kept
from chalicelib.finding.ladder import CALM_SECONDS, FIRST_PAUSE_SECONDS, SLOW_SECONDS, TRIAL_SECONDS, Ladder, Step
from chalicelib.texts import Text
from search.answer import Degradation, FacetCounts, FacetValue, Hit, SearchAnswer
from search.patience import left
from search.port import IndexUnavailable
from search.request import Facet, SearchRequest
from tests.measures import Measures
from tests.search.builders import DAY, NOW, vacancy

COUNTS = FacetCounts(Facet.REGION, (FacetValue("32.73", 12),))
REQUEST = SearchRequest(words="kasir", facets=(Facet.REGION,), now=NOW)


class World:
    """An index that behaves as a test says, a clock of its own, and what was asked."""

    def __init__(self, total=40):
        self.now, self.takes, self.fails, self.total = 100.0, 0.01, False, total
        self.asked: list[tuple[SearchRequest, bool]] = []
        self.patience: list[float | None] = []
        self.ladder = Ladder()
        self.answers = Answers()
        self.searches = Degrading(self.search, self.ladder, self.answers, lambda: self.now)

    def search(self, request, plain):
        self.asked.append((request, plain))
        self.patience.append(left())
        self.now += self.takes
        if self.fails:
            raise IndexUnavailable("nobody answers")
        count = min(request.limit, self.total)
        hits = tuple(
            Hit(document=msgspec.structs.replace(vacancy(number), expires_at=NOW + number * DAY), score=1.0)
            for number in range(1, count + 1)
        )
        return SearchAnswer(
            total=self.total,
            hits=hits,
            facets=(COUNTS,) if request.facets else (),
            next="more" if self.total > count else None,
        )

    def trouble(self, step):
        """Let as much go wrong as leads to ``step``."""
        for _ in range(step):
            self.ladder.failed(self.now)
        self.takes = 0.0


@pytest.fixture
def world(monkeypatch):
    monkeypatch.setattr(degrading, "measure", Measures())
    return World()


def test_a_usual_search_lacks_nothing(world):
    found = world.searches.find(REQUEST)
    assert (found.degraded, found.facets, len(found.hits)) == ((), (COUNTS,), 20)
    assert world.asked == [(REQUEST, False)]


def test_facets_go_first(world):
    world.trouble(Step.NO_FACETS)
    found = world.searches.find(REQUEST)
    assert found.degraded == (Degradation.FACETS_LEFT_OUT,)
    ((request, plain),) = world.asked
    assert (request.facets, request.limit, plain) == ((), 20, False)


def test_facets_of_the_same_search_are_shown_and_said_to_be_old(world):
    world.searches.find(REQUEST)
    world.trouble(Step.NO_FACETS)
    found = world.searches.find(msgspec.structs.replace(REQUEST, now=NOW + 60))
    assert (found.facets, found.degraded) == ((COUNTS,), (Degradation.FACETS_STALE,))
    other = world.searches.find(msgspec.structs.replace(REQUEST, words="guru"))
    assert (other.facets, other.degraded) == ((), (Degradation.FACETS_LEFT_OUT,))


def test_some_facets_are_known_and_some_are_not(world):
    world.searches.find(REQUEST)
    world.trouble(Step.NO_FACETS)
    found = world.searches.find(msgspec.structs.replace(REQUEST, facets=(Facet.REGION, Facet.SKILL)))
    assert found.facets == (COUNTS,)
    assert set(found.degraded) == {Degradation.FACETS_STALE, Degradation.FACETS_LEFT_OUT}


def test_a_search_without_facets_lacks_none(world):
    world.trouble(Step.NO_FACETS)
    assert world.searches.find(SearchRequest(words="kasir", now=NOW)).degraded == ()


@pytest.mark.parametrize(("total", "lacks"), [(3, (Degradation.LOOSENING_LEFT_OUT,)), (40, ())])
def test_then_nothing_is_loosened(monkeypatch, total, lacks):
    monkeypatch.setattr(degrading, "measure", Measures())
    world = World(total)
    world.trouble(Step.PLAIN)
    assert world.searches.find(SearchRequest(words="kasir", now=NOW)).degraded == lacks
    assert [plain for _, plain in world.asked] == [True]


@pytest.mark.parametrize(("limit", "lacks"), [(30, (Degradation.PAGE_SHORTENED,)), (SHORT_PAGE, ()), (5, ())])
def test_then_pages_are_short(world, limit, lacks):
    world.trouble(Step.SHORT)
    found = world.searches.find(SearchRequest(words="kasir", limit=limit, now=NOW))
    assert len(found.hits) == min(limit, SHORT_PAGE)
    assert found.next == "more"
    assert found.degraded == lacks


def test_a_search_that_fails_is_tried_once_more_for_less_and_answered(world):
    outcomes = iter([True, False])

    def search(request, plain, usual=world.search):
        world.fails = next(outcomes)
        return usual(request, plain)

    searches = Degrading(search, world.ladder, world.answers, lambda: world.now)
    found = searches.find(REQUEST)
    assert len(found.hits) == SHORT_PAGE
    assert [plain for _, plain in world.asked] == [False, True]
    first, second = world.patience
    assert PATIENCE_SECONDS - 1 < first <= PATIENCE_SECONDS
    assert LAST_PATIENCE_SECONDS - 1 < second <= LAST_PATIENCE_SECONDS
    assert SLOW_SECONDS < LAST_PATIENCE_SECONDS < PATIENCE_SECONDS
    assert LAST_PATIENCE_SECONDS < TRIAL_SECONDS
    assert left() is None


def test_what_was_answered_lately_is_answered_again_when_the_index_is_down(world):
    world.searches.find(REQUEST)
    world.fails = True
    found = world.searches.find(msgspec.structs.replace(REQUEST, now=NOW + 60))
    assert set(found.degraded) == {Degradation.ANSWER_STALE, Degradation.FACETS_STALE}
    assert (len(found.hits), found.total, found.facets, found.next) == (20, 40, (COUNTS,), "more")


def test_a_search_that_nobody_made_before_is_told_to_wait(world):
    world.fails = True
    with pytest.raises(Unavailable) as refused:
        world.searches.find(REQUEST)
    assert refused.value.retry_after
    with pytest.raises(Unavailable):
        world.searches.find(msgspec.structs.replace(REQUEST, cursor="page two"))


def test_an_index_that_is_down_is_left_alone(world):
    world.fails = True
    for _ in range(10):
        with pytest.raises(Unavailable):
            world.searches.find(REQUEST)
    assert len(world.asked) == 4
    world.now += FIRST_PAUSE_SECONDS
    world.fails = False
    assert len(world.searches.find(REQUEST).hits) == SHORT_PAGE
    world.now += 60
    assert world.searches.find(REQUEST).degraded == ()


def test_a_kept_page_is_cut_and_what_has_expired_is_left_out(world):
    world.searches.find(REQUEST)
    world.trouble(Step.KEPT)
    cut = world.searches.find(msgspec.structs.replace(REQUEST, limit=5))
    assert (len(cut.hits), cut.next) == (5, None)
    world.searches.find(msgspec.structs.replace(REQUEST, now=NOW))
    later = world.answers.answer(msgspec.structs.replace(REQUEST, now=NOW + ANSWER_SECONDS))
    assert len(later.hits) == 20
    assert world.answers.answer(msgspec.structs.replace(REQUEST, now=NOW + ANSWER_SECONDS + 1)) is None


def test_hits_that_expired_meanwhile_are_not_shown():
    answers = Answers()
    hits = tuple(
        Hit(document=msgspec.structs.replace(vacancy(number), expires_at=NOW + 100 * number), score=1.0)
        for number in (1, 2, 3)
    )
    answers.keep(REQUEST, SearchAnswer(total=3, hits=hits))
    found = answers.answer(msgspec.structs.replace(REQUEST, now=NOW + 150))
    assert ([hit.document.id for hit in found.hits], found.total) == ([hit.document.id for hit in hits[1:]], 2)


def test_an_answer_from_the_future_is_not_an_answer():
    answers = Answers()
    answers.keep(REQUEST, SearchAnswer(total=0, hits=()))
    assert answers.answer(msgspec.structs.replace(REQUEST, now=NOW - DAY)) is None


def test_degraded_answers_and_later_pages_are_not_kept():
    answers = Answers()
    answers.keep(REQUEST, SearchAnswer(total=0, hits=(), degraded=(Degradation.PAGE_SHORTENED,)))
    answers.keep(msgspec.structs.replace(REQUEST, cursor="page two"), SearchAnswer(total=0, hits=()))
    assert answers.answer(REQUEST) is None


def test_a_mistake_of_the_caller_is_no_trouble_of_the_index(world):
    def refuse(*_):
        raise invalid("cursor", "other_search", Text("a", "b"))

    searches = Degrading(refuse, world.ladder, world.answers, lambda: world.now)
    with pytest.raises(InvalidInput):
        searches.find(REQUEST)
    assert world.ladder.seen(world.now) is Step.FULL


def test_slowness_sheds_work_and_recovers(world):
    world.takes = SLOW_SECONDS + 1
    steps = []
    for _ in range(12):
        world.searches.find(REQUEST)
        steps.append(world.ladder.seen(world.now))
    assert steps == sorted(steps)
    assert steps[-1] is Step.SHORT
    world.takes = 0.01
    for _ in range(4):
        world.now += CALM_SECONDS
        world.searches.find(REQUEST)
    assert world.searches.find(REQUEST).degraded == ()


def test_every_degraded_answer_is_counted(world, monkeypatch):
    taken = Measures()
    monkeypatch.setattr(degrading, "measure", taken)
    world.searches.find(REQUEST)
    assert taken.taken == []
    world.trouble(Step.PLAIN)
    world.searches.find(REQUEST)
    assert taken.of("SearchDegraded") == [(1, {"step": "plain"})]


def test_no_more_is_kept_than_was_said():
    kept = Kept[int](3)
    for number in range(5):
        kept.keep(number, number, NOW)
    assert len(kept) == 3
    assert [kept.find(number, NOW, 10) for number in range(5)] == [None, None, 2, 3, 4]
    kept.find(2, NOW, 10)
    kept.keep(9, 9, NOW)
    assert [kept.find(number, NOW, 10) for number in (2, 3, 9)] == [2, None, 9]
    answers = Answers()
    for number in itertools.islice(itertools.count(), MOST_ANSWERS + 5):
        answers.keep(SearchRequest(words=str(number), now=NOW), SearchAnswer(total=0, hits=()))
    assert answers.answer(SearchRequest(words="0", now=NOW)) is None
    assert answers.answer(SearchRequest(words=str(MOST_ANSWERS), now=NOW)) is not None
