"""What adds to a score and never admits."""

import msgspec
import pytest

from search import titles
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.plan import TextField, Words
from search.planning.boosts import boosts
from search.planning.intent import intent
from search.planning.plans import plan
from search.reading.model import Part
from search.request import Criteria, SearchRequest
from search.weights import trying, weights
from tests.search.builders import NOW, vacancy
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()
ALL = msgspec.structs.replace(
    weights(), title_whole=1.0, title_first=0.5, title_query=0.75, description=0.25, description_phrase=0.5
)
NONE = msgspec.structs.replace(
    weights(), title_whole=0.0, title_first=0.0, title_query=0.0, description=0.0, description_phrase=0.0
)


def _said(*words: str) -> list[Words]:
    with trying(ALL):
        found = boosts([Part(words=each) for each in words])
    return [leaf for leaf in found if isinstance(leaf, Words)]


def _of(leaves: list[Words], field: TextField) -> dict[tuple[str, ...], float]:
    return {leaf.tokens: leaf.weight for leaf in leaves if leaf.field is field}


def test_one_term_counts_as_the_whole_title_its_head_and_in_the_text() -> None:
    leaves = _said("kasir")
    assert _of(leaves, TextField.TITLE) == {(titles.whole(["kasir"]),): 1.0, (titles.first("kasir"),): 0.5}
    assert _of(leaves, TextField.DESCRIPTION) == {("kasir",): 0.25}


def test_several_terms_count_together_too() -> None:
    titled = _of(_said("admin", "gudang"), TextField.TITLE)
    assert titled["admin", "gudang"] == 0.75
    assert titled[(titles.whole(["admin", "gudang"]),)] == 0.75
    assert titled[(titles.first("gudang"),)] == 0.5


def test_a_term_of_several_words_counts_side_by_side_in_the_text() -> None:
    described = _of(_said("sopir truk"), TextField.DESCRIPTION)
    assert described == {("sopir",): 0.25, ("truk",): 0.25, ("sopir", "truk"): 0.5}


@pytest.mark.parametrize("words", ["", "di", "yang untuk"])
def test_what_says_nothing_boosts_nothing(words: str) -> None:
    assert _said(words) == []


def test_what_weighs_nothing_is_not_asked_for() -> None:
    with trying(NONE):
        assert boosts([Part(words="sopir truk"), Part(words="bekasi")]) == ()


def test_long_queries_stay_short() -> None:
    leaves = _said(*(f"kata{number} lagi{number}" for number in range(200)))
    assert len(leaves) < 60


def _found(index: EmbeddedVacancyIndex, words: str) -> list[str]:
    wanted = intent(KNOWLEDGE.recogniser.read(words), Criteria(), KNOWLEDGE)
    page = index.search(plan(wanted, SearchRequest(words=words, now=NOW, limit=50)))
    return [hit.document.title for hit in page.hits]


@pytest.fixture(scope="module")
def index() -> EmbeddedVacancyIndex:
    made = EmbeddedVacancyIndex()
    names = ["Sekretaris Direktur", "Direktur Operasional", "Direktur", "Asisten Direktur / Manajer", "Staf"]
    made.put([vacancy(number, title=title, posted_at=NOW) for number, title in enumerate(names, 1)])
    made.refresh()
    return made


def test_the_head_of_a_title_counts_more_than_its_other_words(index: EmbeddedVacancyIndex) -> None:
    with trying(ALL):
        assert _found(index, "direktur")[:2] == ["Direktur", "Direktur Operasional"]


@pytest.mark.parametrize("words", ["direktur", "sekretaris direktur", "staf", "operasional manajer"])
def test_boosts_change_the_order_and_nothing_else(index: EmbeddedVacancyIndex, words: str) -> None:
    with trying(ALL):
        boosted = _found(index, words)
    with trying(NONE):
        plain = _found(index, words)
    assert sorted(boosted) == sorted(plain)
