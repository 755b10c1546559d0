"""What a vacancy meets of what was asked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.document import VacancyDocument
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.meeting import Meeting
from search.planning.intent import intent
from search.planning.plans import plan
from search.request import Criteria, SearchRequest
from tests.search.builders import NOW, vacancy
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()
CASHIER: dict[str, Any] = {"title": "Kasir Toko", "occupation": "5230", "region": "32.76", "pay_maximum": 5_000_000}
EVERYTHING = {
    "words": "mewah",
    "skill": "python",
    "region": "bekasi",
    "occupation": "perawat",
    "salary": "gaji 9jt",
    "employment_type": "magang",
}


def _unmet(words: str, asked: Criteria | None = None, **changes: Any) -> tuple[str, ...]:
    strict = intent(KNOWLEDGE.recogniser.read(words), asked or Criteria(), KNOWLEDGE)
    return tuple(Meeting(vacancy(**{**CASHIER, **changes})).unmet(strict))


@pytest.mark.parametrize("words", ["kasir", "kasir depok", "kasir jabar gaji 5jt", "toko", "kasir toko depok", ""])
def test_all_is_met(words: str) -> None:
    assert _unmet(words) == ()


@pytest.mark.parametrize(("criterion", "words"), EVERYTHING.items())
def test_one_criterion_is_not_met(criterion: str, words: str) -> None:
    assert _unmet(words) == (criterion,)


def test_each_criterion_is_told_by_itself() -> None:
    assert _unmet(" ".join(EVERYTHING.values())) == tuple(EVERYTHING)


@pytest.mark.parametrize(
    ("criterion", "asked"),
    [
        ("region", Criteria(regions=("31",))),
        ("occupation", Criteria(occupations=("2512",))),
        ("salary", Criteria(salary_minimum=6_000_000)),
        ("employment_type", Criteria(employment_types=("INTERN",))),
    ],
)
def test_what_was_chosen_is_held_against_it_too(criterion: str, asked: Criteria) -> None:
    assert _unmet("kasir", asked) == (criterion,)


def test_pay_that_is_not_stated_does_not_meet_what_is_asked() -> None:
    assert _unmet("kasir gaji 3jt", pay_maximum=None) == ("salary",)


def test_a_place_without_a_preposition_may_stand_in_the_title() -> None:
    assert _unmet("kasir bandung", title="Kasir Area Bandung") == ()
    assert _unmet("kasir di bandung", title="Kasir Area Bandung") == ("region",)


def test_words_count_as_the_engines_find_them() -> None:
    assert _unmet("barista", title="Barsita Kopi") == ()
    assert _unmet("barista", title="Bakso") == ("words",)
    assert _unmet('"toko emas"', title="Emas Toko") == ()  # what is quoted is never loosened, so nothing is told of it
    assert _unmet("kasir", occupation=None, title="Kasir") == ()


_TITLES = st.lists(
    st.sampled_from(("kasir", "toko", "emas", "barista", "barsita", "admin", "malam", "depok", "guru", "sd")),
    max_size=4,
)
_VACANCIES = st.builds(
    lambda title, occupation, region, pay, kind: vacancy(
        title=" ".join(title) or "-", occupation=occupation, region=region, pay_minimum=pay, employment_type=kind
    ),
    _TITLES,
    st.sampled_from((None, "5230", "5239", "4110", "2341")),
    st.sampled_from((None, "32.76", "32.75", "31.74")),
    st.sampled_from((None, 3_000_000, 6_000_000)),
    st.sampled_from((None, "INTERN", "FULL_TIME")),
)
_ASKED = st.lists(
    st.sampled_from(("kasir", "toko", "emas", "barista", "admin", "depok", "guru sd", "gaji 5jt", "magang", "bekasi")),
    min_size=1,
    max_size=4,
    unique=True,
).map(" ".join)


@given(document=_VACANCIES, words=_ASKED)
def test_nothing_is_unmet_just_when_the_engine_finds_it(document: VacancyDocument, words: str) -> None:
    index = EmbeddedVacancyIndex()
    index.put([document])
    index.refresh()
    strict = intent(KNOWLEDGE.recogniser.read(words), Criteria(), KNOWLEDGE)
    found = index.search(plan(strict, SearchRequest(words=words, now=NOW))).total
    index.close()
    assert found == (not tuple(Meeting(document).unmet(strict)))
