"""What engines store."""

from search.document import CandidateDocument, Coordinates
from search.indexed import MISSING, MOST_SKILLS_ASKED, beginnings, indexed_candidate, indexed_vacancy, units
from search.plan import CodeField, NumberField, TextField
from tests.search.builders import vacancy


def test_codes_come_with_the_codes_they_lie_in() -> None:
    assert beginnings("32.73", dotted=True) == ("32", "32.73")
    assert beginnings("2512", dotted=False) == ("2", "25", "251", "2512")
    assert beginnings(None, dotted=True) == (MISSING,)


def test_every_field_is_there_and_what_is_not_stated_is_marked() -> None:
    indexed = indexed_vacancy(vacancy())
    assert set(indexed.texts) == set(TextField)
    assert set(indexed.codes) == set(CodeField)
    assert indexed.codes[CodeField.OCCUPATION] == (MISSING,)
    assert set(indexed.numbers) == {NumberField.POSTED_AT, NumberField.EXPIRES_AT}


def test_a_vacancy_lies_in_each_occupation_it_may_be_of() -> None:
    indexed = indexed_vacancy(vacancy(occupation="2519", further_occupations=("2515", "2519")))
    assert indexed.codes[CodeField.OCCUPATION] == ("2", "25", "251", "2519", "2515")
    assert units(vacancy(occupation="2519.01", further_occupations=("2515", "2519.02")), 4) == ("2519", "2515")
    assert units(vacancy(), 4) == (MISSING,)


def test_skills_are_counted_each_once_and_no_further_than_matters() -> None:
    def counted(*skills: str) -> tuple[str, ...]:
        return indexed_vacancy(vacancy(skills=skills)).codes[CodeField.SKILLS_ASKED]

    assert counted() == (MISSING,)
    assert counted("sql") == counted("sql", "sql") == ("1",)
    assert counted(*(f"skl_{number}" for number in range(MOST_SKILLS_ASKED - 1))) == (str(MOST_SKILLS_ASKED - 1),)
    assert counted(*(f"skl_{number}" for number in range(40))) == (str(MOST_SKILLS_ASKED),)


def test_pay_is_the_most_that_is_stated() -> None:
    assert indexed_vacancy(vacancy(pay_minimum=3, pay_maximum=5)).numbers[NumberField.PAY] == 5
    assert indexed_vacancy(vacancy(pay_minimum=3)).numbers[NumberField.PAY] == 3


def test_a_vacancy_keeps_its_point_and_flags() -> None:
    indexed = indexed_vacancy(vacancy(point=Coordinates(-6.2, 106.8), remote=True))
    assert indexed.point == Coordinates(-6.2, 106.8)
    assert indexed.codes[CodeField.REMOTE] == ("true",)
    assert indexed.codes[CodeField.FRESH_GRADUATE] == ("false",)


def test_a_candidate_is_found_in_regions_lived_in_and_wished_for() -> None:
    person = CandidateDocument(id="per_1", version=1, occupations=("2512",), region="32.73", wished_regions=("31.74",))
    indexed = indexed_candidate(person)
    assert indexed.regions == ("32", "32.73", "31", "31.74")
    assert indexed.occupations == ("2", "25", "251", "2512")
