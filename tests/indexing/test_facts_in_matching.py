"""What a vacancy's text asks for is matched like its fields, and shuts nobody out."""

import msgspec
import pytest

from chalicelib.indexing import vacancy_document
from chalicelib.matching.sides import demand_of
from chalicelib.vacancies.model import VacancyContent
from tests.indexing.fakes import NOW, vacancy

TEXT = "Penempatan: Semarang. Pendidikan minimal D3. Pengalaman minimal 1 tahun. Wajib punya SIM B1. Gaji Rp 5.000.000"


def demand(**fields):
    content = msgspec.convert({"title": "Sopir Truk", "description": TEXT, **fields}, VacancyContent)
    return demand_of(vacancy_document(vacancy(content=content), 1, NOW))


def test_matching_sees_what_the_text_asks_for():
    asked = demand()
    assert asked.licences == ("sim_b1",)
    assert (asked.place.code, asked.experience_months, asked.pay_maximum) == ("33.74", 12, 5_000_000)


@pytest.mark.parametrize(("fields", "from_text"), [({}, True), ({"licences": ["sim_b1"]}, False)])
def test_a_licence_of_the_text_is_told_from_one_that_the_poster_asks_for(fields, from_text):
    assert demand(**fields).licences_from_text is from_text
    assert demand(**fields).licences == ("sim_b1",)


def test_education_of_the_text_is_never_demanded_by_law():
    assert not demand(education_required_by_law=True).education_required_by_law
    assert demand(education="d3", education_required_by_law=True).education_required_by_law
