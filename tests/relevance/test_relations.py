"""Relations that hold for any corpus: between the answers to two queries, whatever they are."""

import random

import pytest

from search.answer import SearchAnswer
from search.document import Coordinates
from search.request import Criteria, Facet, Near
from search.vocabulary import Kind
from tests.relevance.conftest import Ask
from tests.relevance.corpus import documents, live

EVERYTHING = len(documents())
WORDS = (
    "kasir",
    "sopir",
    "perawat",
    "admin",
    "guru",
    "sales",
    "teknisi",
    "operator",
    "desain",
    "data",
    "hotel",
    "staf",
)
TYPOS = {
    "kasirr": "kasir",
    "perawt": "perawat",
    "progammer": "programmer",
    "satpamm": "satpam",
    "pramuniga": "pramuniaga",
    "resepsonis": "resepsionis",
    "penjahitt": "penjahit",
    "apotker": "apoteker",
    "bariista": "barista",
    "drafterr": "drafter",
}


def _found(answer: SearchAnswer) -> set[str]:
    """Return what meets the query as it is."""
    return {hit.document.id for hit in answer.hits if not hit.relaxed}


def _all(ask: Ask, words: str, **options: object) -> set[str]:
    return _found(ask(words, limit=EVERYTHING, **options))


@pytest.mark.parametrize("typo", TYPOS)
def test_a_typo_finds_what_the_right_word_finds(ask: Ask, typo: str) -> None:
    right = _all(ask, TYPOS[typo])
    assert right
    assert right <= _all(ask, typo)


@pytest.mark.parametrize("words", ["sopir truk", "data analyst", "customer service", "operator jahit", "desain grafis"])
def test_quotes_around_a_concept_lose_nothing(ask: Ask, words: str) -> None:
    plain = _all(ask, words)
    assert plain
    assert plain <= _all(ask, f'"{words}"')


@pytest.mark.parametrize(
    "words", ["sopir truk bekasi", "kasir depok 5jt", "guru matematika", "admin gudang", "teknisi ac", "teller bank"]
)
def test_word_order_changes_nothing(ask: Ask, words: str) -> None:
    order = words.split()
    random.Random(words).shuffle(order)
    assert _all(ask, words) == _all(ask, " ".join(order))


@pytest.mark.parametrize("one", WORDS)
@pytest.mark.parametrize("other", ["jakarta", "bandung", "kasir", "mesin", "senior", "5jt", "magang"])
def test_another_word_never_finds_more(ask: Ask, one: str, other: str) -> None:
    assert _all(ask, f"{one} {other}") <= _all(ask, one)


@pytest.mark.parametrize("word", [*WORDS, "bekasi", "java", "astronot", '"sopir truk"', "python"])
def test_a_word_and_its_negation_split_the_corpus(ask: Ask, word: str) -> None:
    having, lacking = _all(ask, f"+{word}"), _all(ask, f"-{word}")
    assert not having & lacking
    assert having | lacking == live()


@pytest.mark.parametrize("word", WORDS)
def test_a_plus_admits_what_the_word_admits(ask: Ask, word: str) -> None:
    assert _all(ask, f"+{word}") == _all(ask, word)


@pytest.mark.parametrize(
    ("narrow", "wide"),
    [
        (Criteria(regions=("32.75",)), Criteria(regions=("32",))),
        (Criteria(regions=("32.75",)), Criteria(regions=("32.75", "31"))),
        (Criteria(occupations=("5230",)), Criteria(occupations=("52",))),
        (Criteria(salary_minimum=6_000_000), Criteria(salary_minimum=4_000_000)),
        (Criteria(education_rank=1), Criteria(education_rank=7)),
        (Criteria(experience_months=0), Criteria(experience_months=24)),
        (Criteria(employment_types=("INTERN",)), Criteria(employment_types=("INTERN", "FULL_TIME"))),
        (Criteria(near=Near(Coordinates(-6.2, 106.8), 5)), Criteria(near=Near(Coordinates(-6.2, 106.8), 50))),
    ],
)
def test_a_wider_filter_never_loses_a_hit(ask: Ask, narrow: Criteria, wide: Criteria) -> None:
    assert _all(ask, "", criteria=narrow) <= _all(ask, "", criteria=wide)


_LISTS = {
    Facet.OCCUPATION: "occupations",
    Facet.SKILL: "skills",
    Facet.REGION: "regions",
    Facet.EMPLOYMENT_TYPE: "employment_types",
    Facet.SOURCE: "sources",
    Facet.EMPLOYER: "employers",
}


def _choosing(facet: Facet, value: str, ranks: dict[str, int]) -> Criteria:
    match facet:
        case Facet.SALARY:
            return Criteria(salary_minimum=int(value))
        case Facet.EDUCATION:
            return Criteria(education_rank=ranks[value])
        case Facet.REMOTE:
            return Criteria(remote=value == "true")
        case _:
            return Criteria(**{_LISTS[facet]: (value,)})


@pytest.mark.parametrize("facet", list(Facet))
@pytest.mark.parametrize("words", ["", "kasir", "staf -gudang"])
def test_facet_counts_equal_the_hits_after_choosing(ask: Ask, knowledge: object, facet: Facet, words: str) -> None:
    (counts,) = ask(words, facets=(facet,)).facets
    for entry in counts.values:
        if entry.value is not None:
            chosen = _choosing(facet, entry.value, knowledge.education_ranks)  # type: ignore[attr-defined]
            assert ask(words, criteria=chosen).total == entry.count, entry.value


@pytest.mark.parametrize("facet", [Facet.REGION, Facet.EMPLOYMENT_TYPE, Facet.OCCUPATION, Facet.SALARY])
def test_a_facet_is_counted_without_its_own_filter(ask: Ask, knowledge: object, facet: Facet) -> None:
    (free,) = ask("kasir", facets=(facet,)).facets
    value = next(entry.value for entry in free.values if entry.value and entry.count)
    chosen = _choosing(facet, value, knowledge.education_ranks)  # type: ignore[attr-defined]
    (own,) = ask("kasir", criteria=chosen, facets=(facet,)).facets
    assert own == free


def test_what_is_understood_has_a_known_kind(ask: Ask) -> None:
    understood = ask("kasir python bekasi smk magang").understood
    assert {entry.kind for entry in understood.concepts} >= {Kind.OCCUPATION, Kind.SKILL, Kind.REGION}


@pytest.mark.parametrize(
    "words",
    [
        "kasir python mewah depok",
        "programmer python java kubernetes bandung",
        "admin excel gudang istimewa",
        "guru mewah kilat bekasi gaji 9jt",
        "magang desain photoshop mewah",
        "operator mewah kilat",
    ],
)
def test_nobody_is_shown_twice_however_much_is_loosened(ask: Ask, words: str) -> None:
    shown = [hit.document.id for hit in ask(words, limit=EVERYTHING).hits]
    assert shown
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("words", ["guru mewah kilat bekasi", "operator mewah kilat", "kasir python mewah depok"])
def test_pages_of_a_loosened_list_are_the_list(ask: Ask, words: str) -> None:
    whole = [hit.document.id for hit in ask(words, limit=5).hits]
    page = ask(words, limit=5)
    while page.next:
        page = ask(words, limit=5, cursor=page.next)
        whole.extend(hit.document.id for hit in page.hits)
    assert len(whole) == len(set(whole))


@pytest.mark.parametrize("word", ["kasir", "perawat", "sopir truk", "guru"])
@pytest.mark.parametrize("unknown", ["mewah", "kosong", "istimewa"])
def test_a_word_that_nothing_is_known_of_loses_nobody(ask: Ask, word: str, unknown: str) -> None:
    shown = {hit.document.id for hit in ask(f"{word} {unknown}", limit=EVERYTHING).hits}
    assert _all(ask, word) <= shown
