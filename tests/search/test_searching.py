"""Whole searches."""

from collections.abc import Iterator

import pytest

from chalicelib.errors import InvalidInput
from search.answer import SearchAnswer
from search.document import Coordinates
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.request import Criteria, Facet, Near, SearchRequest, Sort
from search.searching import search
from tests.search.builders import DAY, NOW, vacancy
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()


@pytest.fixture(scope="module")
def index() -> Iterator[EmbeddedVacancyIndex]:
    made = EmbeddedVacancyIndex()
    made.put(
        [
            *(vacancy(n, title="Kasir", region="32.76", occupation="5230") for n in range(1, 8)),
            *(
                vacancy(n, title="Kasir", region="31.74", occupation="5230", pay_minimum=5_000_000)
                for n in range(8, 14)
            ),
            *(vacancy(n, title="Kasir", region="32.73", occupation="5230") for n in range(14, 17)),
            vacancy(20, title="Penjaga Loket", region="32.76", occupation="5239"),
            vacancy(21, title="Admin", description="Membantu kasir", region="32.76", occupation="4110"),
            vacancy(22, title="Kasir", expires_at=NOW - DAY, occupation="5230"),
            vacancy(23, title="Barista", region="32.73", point=Coordinates(-6.9, 107.6)),
        ]
    )
    made.refresh()
    yield made
    made.close()


def _ask(index: EmbeddedVacancyIndex, words: str = "", **options: object) -> SearchAnswer:
    return search(index, KNOWLEDGE, SearchRequest(words=words, now=NOW, **options))  # type: ignore[arg-type]


def _pages(index: EmbeddedVacancyIndex, words: str, **options: object) -> list[SearchAnswer]:
    pages = [_ask(index, words, **options)]
    while pages[-1].next:
        pages.append(_ask(index, words, cursor=pages[-1].next, **options))
    return pages


def test_a_search_tells_what_it_understood_and_found(index: EmbeddedVacancyIndex) -> None:
    answer = _ask(index, "loker kasir depok", limit=5)
    assert answer.total == 7
    assert len(answer.hits) == 5
    assert [entry.words for entry in answer.understood.concepts] == ["kasir", "depok"]
    assert answer.relaxed == ()
    assert answer.hits[0].snippets[0].text == "<mark>Kasir</mark>"


def test_expired_vacancies_are_never_found(index: EmbeddedVacancyIndex) -> None:
    assert vacancy(22).id not in {hit.document.id for page in _pages(index, "kasir") for hit in page.hits}


def test_descriptions_never_admit(index: EmbeddedVacancyIndex) -> None:
    assert vacancy(21).id not in {hit.document.id for page in _pages(index, "kasir") for hit in page.hits}


@pytest.mark.parametrize("limit", [1, 3, 5, 7])
def test_a_list_goes_on_without_repeats_or_gaps(index: EmbeddedVacancyIndex, limit: int) -> None:
    pages = _pages(index, "kasir", limit=limit)
    identifiers = [hit.document.id for page in pages for hit in page.hits if not hit.relaxed]
    assert identifiers == [hit.document.id for hit in _ask(index, "kasir", limit=16).hits]
    assert {page.total for page in pages} == {16}


def test_too_few_are_filled_up_step_by_step(index: EmbeddedVacancyIndex) -> None:
    answer = _ask(index, "kasir depok", limit=15)
    assert answer.total == 7
    assert [(step.criterion, step.added) for step in answer.relaxed] == [("region", 6), ("region", 3)]
    assert [len(hit.relaxed) for hit in answer.hits] == [0] * 7 + [1] * 8
    assert {name for hit in answer.hits for name in hit.relaxed} == {"region"}


def test_a_loosened_list_goes_on_where_it_stopped(index: EmbeddedVacancyIndex) -> None:
    pages = _pages(index, "kasir depok", limit=9)
    identifiers = [hit.document.id for page in pages for hit in page.hits]
    assert len(pages) == 2
    assert len(identifiers) == len(set(identifiers)) == 13
    assert all(hit.relaxed for hit in pages[1].hits)


def test_a_full_page_is_not_loosened(index: EmbeddedVacancyIndex) -> None:
    assert all(not page.relaxed for page in _pages(index, "kasir depok", limit=3))


def test_loosening_reaches_the_group_and_the_pay(index: EmbeddedVacancyIndex) -> None:
    answer = _ask(index, "kasir gaji 9jt", limit=20)
    assert answer.total == 0
    assert [(step.criterion, step.added) for step in answer.relaxed] == [("occupation", 0), ("salary", 17)]
    assert answer.hits[-1].document.title == "Penjaga Loket"


def test_demands_are_kept_however_little_is_found(index: EmbeddedVacancyIndex) -> None:
    answer = _ask(index, "+barista -bandung depok")
    assert answer.hits == ()


def test_a_misspelling_finds_what_was_meant_and_says_so(index: EmbeddedVacancyIndex) -> None:
    answer = _ask(index, "kasirr", limit=16)
    assert answer.did_you_mean == "kasir"
    assert answer.total == 16


def test_facets_come_with_the_first_and_later_pages(index: EmbeddedVacancyIndex) -> None:
    first, second, *_ = _pages(index, "kasir", limit=5, facets=(Facet.REGION,))
    assert first.facets == second.facets
    assert {entry.value: entry.count for entry in first.facets[0].values}["32.76"] == 7


@pytest.mark.parametrize("change", [{"words": "guru"}, {"sort": Sort.NEWEST}, {"criteria": Criteria(regions=("32",))}])
def test_a_cursor_of_another_search_is_refused(index: EmbeddedVacancyIndex, change: dict[str, object]) -> None:
    cursor = _ask(index, "kasir", limit=5).next
    with pytest.raises(InvalidInput) as refusal:
        _ask(index, **{"words": "kasir", "limit": 5, "cursor": cursor, **change})  # type: ignore[arg-type]
    assert refusal.value.errors[0].pointer == "cursor"


def test_a_forged_cursor_is_refused(index: EmbeddedVacancyIndex) -> None:
    with pytest.raises(InvalidInput):
        _ask(index, "kasir", cursor="AAAA")


def test_the_moment_stays_that_of_the_first_page(index: EmbeddedVacancyIndex) -> None:
    first = _ask(index, "kasir", limit=10)
    later = SearchRequest(words="kasir", now=NOW + 40 * DAY, limit=10, cursor=first.next)
    assert len(search(index, KNOWLEDGE, later).hits) == 6


def test_near_a_point(index: EmbeddedVacancyIndex) -> None:
    near = Criteria(near=Near(Coordinates(-6.91, 107.61), 5.0))
    (hit,) = _ask(index, criteria=near, sort=Sort.DISTANCE).hits
    assert hit.document.title == "Barista"
    assert hit.distance_km == pytest.approx(1.57, abs=0.05)


@pytest.mark.parametrize(
    "words", ["a" * 10_000, "kasir " * 1_000, "кассир", "'; DROP", '"""', "+ - +", "*", "kasir AND"]
)
def test_any_words_are_answered(index: EmbeddedVacancyIndex, words: str) -> None:
    assert _ask(index, words).total >= 0


def test_what_words_are_about_is_found_and_said() -> None:
    made = EmbeddedVacancyIndex()
    made.put(
        [
            vacancy(1, title="Petugas Kolektor", occupation="4214"),
            vacancy(2, title="Petugas Statistik", occupation="4312"),
            vacancy(3, title="Barista", occupation="5132", description="nagih utang"),
        ]
    )
    made.refresh()
    answer = _ask(made, "nagih utang")
    assert [(hit.document.occupation, hit.relaxed) for hit in answer.hits] == [
        ("4214", ("meaning",)),
        ("4312", ("meaning",)),
    ]
    assert [(also.words, also.code, also.via) for also in answer.understood.also] == [
        ("nagih utang", "4214", "menagih utang"),
        ("nagih utang", "4312", ""),
    ]
    assert answer.total == 0


def test_what_words_are_about_goes_on_over_pages(index: EmbeddedVacancyIndex) -> None:
    made = EmbeddedVacancyIndex()
    made.put([vacancy(number, title="Petugas", occupation="4214") for number in range(1, 8)])
    made.refresh()
    pages = _pages(made, "nagih utang", limit=3)
    shown = [hit.document.id for page in pages for hit in page.hits]
    assert len(shown) == len(set(shown)) == 7
    assert all(page.understood.also for page in pages)
    assert _ask(index, "nagih utang").understood.also == ()


@pytest.fixture(scope="module")
def few() -> Iterator[EmbeddedVacancyIndex]:
    """Five cashiers, each with something else than what is asked for."""
    made = EmbeddedVacancyIndex()
    made.put(
        [
            vacancy(1, title="Kasir", region="32.76", occupation="5230"),
            vacancy(2, title="Kasir", region="31.74", occupation="5230", pay_minimum=6_000_000),
            vacancy(3, title="Kasir", region="32.76", occupation="5230", pay_maximum=4_000_000),
            vacancy(4, title="Penjaga Loket", region="32.76", occupation="5239", pay_minimum=6_000_000),
            vacancy(5, title="Kasir", region="35.78", occupation="5230", pay_minimum=6_000_000),
        ]
    )
    made.refresh()
    yield made
    made.close()


def _labels(answer: SearchAnswer) -> dict[int, tuple[str, ...]]:
    return {int(hit.document.id.removeprefix("vac_")): hit.relaxed for hit in answer.hits}


def test_only_what_a_vacancy_does_not_meet_is_told_as_loosened(few: EmbeddedVacancyIndex) -> None:
    answer = _ask(few, "kasir depok gaji 5jt")
    assert _labels(answer) == {2: ("region",), 4: ("occupation",), 1: ("salary",), 3: ("salary",)}


def test_the_place_asked_for_comes_first_in_later_steps(few: EmbeddedVacancyIndex) -> None:
    few_words = _ask(few, "kasir depok gaji 7jt")
    shown = list(_labels(few_words))
    assert set(shown[:3]) == {1, 3, 4}
    assert _labels(few_words)[2] == ("region", "salary")


def test_unknown_words_beside_a_place_show_the_place_and_say_so(few: EmbeddedVacancyIndex) -> None:
    answer = _ask(few, "sushi depok", limit=3)
    assert answer.total == 0
    assert _labels(answer) == {1: ("words",), 3: ("words",), 4: ("words",)}
    assert (answer.relaxed[-1].criterion, answer.relaxed[-1].before, answer.relaxed[-1].added) == (
        "words",
        ("sushi",),
        3,
    )


@pytest.mark.parametrize("words", ["sushi depok", "kasir depok gaji 7jt"])
def test_later_pages_tell_what_was_loosened(few: EmbeddedVacancyIndex, words: str) -> None:
    first, *later = _pages(few, words, limit=2)
    pages = [first, *later]
    assert later
    for page, before in zip(later, pages, strict=False):
        if any(hit.relaxed for hit in page.hits):
            assert page.relaxed == before.relaxed
    assert all(page.relaxed for page in pages if any(hit.relaxed for hit in page.hits))


def test_what_words_are_about_is_told_on_pages_of_later_steps() -> None:
    made = EmbeddedVacancyIndex()
    made.put(
        [
            vacancy(1, title="Petugas", occupation="4214", region="32.76"),
            *(vacancy(number, title="Nagih Utang", region="31.74") for number in range(2, 7)),
        ]
    )
    made.refresh()
    pages = _pages(made, "nagih utang depok", limit=3)
    assert len(pages) == 2
    assert all(page.understood.also for page in pages)
