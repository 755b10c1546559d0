"""Both engines find the marks of a title as they find its words, and neither takes one for the other."""

import pytest

from search import titles
from search.analysis import tokens
from search.plan import Admission, Clause, Leaf, Plan, TextField, Words
from search.port import VacancyIndex
from tests.contracts.index.asking import SIGNALS, hold, listed
from tests.search.builders import NOW, vacancy

NAMED = {
    1: "Direktur Operasional",
    2: "Sekretaris Direktur",
    3: "Direktur",
    4: "Kasir - Depok",
    5: "Barista / Direktur Utama",
}
(DIREKTUR,) = tokens("direktur")


def _hold(index: VacancyIndex) -> None:
    hold(index, [vacancy(number, title=title, posted_at=NOW) for number, title in NAMED.items()])


def _title(*said: str, weight: float = 1.0, phrase: bool = False) -> Words:
    return Words(field=TextField.TITLE, tokens=said, weight=weight, phrase=phrase)


def _found(index: VacancyIndex, leaf: Leaf) -> set[int]:
    admission = Admission(clauses=(Clause((leaf,)),), minimum=1)
    return set(listed(index, Plan(admission=admission, signals=SIGNALS)))


@pytest.mark.parametrize(
    ("mark", "expected"),
    [
        (DIREKTUR, {1, 2, 3, 5}),
        (titles.first(DIREKTUR), {1, 3, 5}),
        (titles.whole([DIREKTUR]), {3}),
        (titles.whole(tokens("sekretaris direktur")), {2}),
        (titles.whole(tokens("kasir")), {4}),
        (titles.whole(tokens("kasir depok")), {4}),
        (titles.whole(tokens("direktur utama")), {5}),
        (titles.first("operasional"), set()),
    ],
)
def test_a_mark_is_found_as_one_word(vacancies: VacancyIndex, mark: str, expected: set[int]) -> None:
    _hold(vacancies)
    assert _found(vacancies, _title(mark)) == expected


def test_marks_make_no_phrases_with_words(vacancies: VacancyIndex) -> None:
    _hold(vacancies)
    assert _found(vacancies, _title("depok", "kasir", phrase=True)) == set()
    assert _found(vacancies, _title(*tokens("kasir depok"), phrase=True)) == {4}


def test_heads_raise_and_never_admit(vacancies: VacancyIndex) -> None:
    _hold(vacancies)
    admission = Admission(clauses=(Clause((_title(DIREKTUR, weight=3.0),)),), minimum=1)
    boosts = (_title(titles.first(DIREKTUR), weight=0.4), _title(titles.whole([DIREKTUR]), weight=0.5))
    order = listed(vacancies, Plan(admission=admission, boosts=boosts, signals=SIGNALS))
    assert order[0] == 3
    assert set(order[1:3]) == {1, 5}
    assert order[3:] == [2]
    heads = (_title(titles.first("kasir"), weight=9.0),)
    assert set(listed(vacancies, Plan(admission=admission, boosts=heads, signals=SIGNALS))) == {1, 2, 3, 5}
