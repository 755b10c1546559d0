"""Titles of published vacancies that say nothing to the tables, though several employers use them."""

import pytest

from chalicelib.learning.model import ProposalKind
from chalicelib.learning.uncoded import LEAST_EMPLOYERS, LEAST_VACANCIES, of_vacancies
from chalicelib.vacancies.model import State
from tests.vacancies.samples import content, vacancy


def posted(title, number=LEAST_VACANCIES, employers=LEAST_EMPLOYERS, occupation=None):
    return [
        vacancy(
            State.PUBLISHED,
            id=f"vac_{title}_{each}",
            employer_id=f"emp_{each % employers}",
            content=content(title=title, occupation=occupation),
        )
        for each in range(number)
    ]


def test_a_title_that_several_employers_use_is_proposed():
    (found,) = of_vacancies(posted("Wekwek Manager II"))
    assert (found.kind, found.words) == (ProposalKind.TITLE, "wekwek manager ii")
    assert (found.evidence.vacancies, found.evidence.employers) == (5, 3)
    assert found.evidence.searches == 0


def test_what_the_title_is_likest_to_is_its_target():
    (found,) = of_vacancies(posted("Juru Kasirr Wekwek"))
    if found.target is None:
        assert found.confidence == 0
    else:
        assert len(found.target.code) == 4
        assert 0 < found.confidence <= 1


def test_spelling_of_one_title_is_one_title():
    mixed = [*posted("WEKWEK  Keliling", 2), *posted("wekwek keliling", 3)]
    (found,) = of_vacancies(mixed)
    assert found.evidence.vacancies == 5


@pytest.mark.parametrize(
    "posts",
    [
        posted("Wekwek", number=LEAST_VACANCIES - 1),
        posted("Wekwek", number=50, employers=LEAST_EMPLOYERS - 1),
        posted("Wekwek", occupation="5230"),
        posted("Kasir"),
        posted("Wekwek khusus wanita"),
        posted("Admin slot"),
        posted("Asisten Bapak Wulandari"),
        posted("Wekwek hubungi 081234567890"),
        posted("w" * 61),
    ],
)
def test_what_is_rare_known_forbidden_or_personal_is_not(posts):
    assert list(of_vacancies(posts)) == []
