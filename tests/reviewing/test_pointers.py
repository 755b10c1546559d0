"""Which fields an officer may name: all that the poster's form has, and nothing else."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.reviewing.pointers import exists, require_fields
from chalicelib.texts import Language
from chalicelib.vacancies.model import Decision, Note, Point, ReasonCode, VacancyContent
from chalicelib.vacancies.reviews import Ruling
from tests.vacancies.samples import content

FULL = msgspec.structs.replace(content(), skills=("sk_kasir", "sk_retail"), point=Point(lat=-6.9, lon=107.6))
FORM = [f"/{field.encode_name}" for field in msgspec.structs.fields(VacancyContent)]


def asking(*pointers: str, decision: Decision = Decision.CORRECT) -> Ruling:
    notes = tuple(Note(pointer=pointer, detail="Perjelas.") for pointer in pointers)
    return Ruling(decision=decision, code=ReasonCode.UNCLEAR, fields=notes)


@pytest.mark.parametrize("pointer", FORM)
def test_every_field_of_the_form_can_be_named_also_when_it_is_empty(pointer):
    assert exists(pointer, FULL)
    assert exists(pointer, VacancyContent(title="Kasir"))
    require_fields(asking(pointer), VacancyContent(title="Kasir"))


@pytest.mark.parametrize("pointer", ["/skills/0", "/skills/1", "/point/lat", "/point/lon"])
def test_an_item_of_a_list_and_a_part_can_be_named(pointer):
    assert exists(pointer, FULL)


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "/",
        "title",
        "/nowhere",
        "/Title",
        "/title/0",
        "/title/",
        "/skills/2",
        "/skills/-1",
        "/skills/00",
        "/skills/-",
        "/skills/٠",
        "/skills/0/0",
        "/point/height",
        "/content/title",
        "/~1title",
        "/history",
        "/employer_name",
        "//title",
    ],
)
def test_what_the_form_does_not_have_is_refused_by_name(pointer):
    assert not exists(pointer, FULL)
    with pytest.raises(InvalidInput) as caught:
        require_fields(asking("/title", pointer), FULL)
    (error,) = caught.value.errors
    assert (error.pointer, error.code) == ("/fields/1/pointer", "unknown_field")
    for language in Language:
        assert pointer in error.detail.in_language(language)
    assert error.detail.id != error.detail.en


def test_every_wrong_one_is_named_and_one_named_twice_too():
    with pytest.raises(InvalidInput) as caught:
        require_fields(asking("/hours", "/nowhere", "/hours", "/elsewhere"), FULL)
    assert [(each.pointer, each.code) for each in caught.value.errors] == [
        ("/fields/1/pointer", "unknown_field"),
        ("/fields/2/pointer", "repeated"),
        ("/fields/3/pointer", "unknown_field"),
    ]


@pytest.mark.parametrize(("decision", "refused"), [(Decision.PUBLISH, True), (Decision.REJECT, False)])
def test_what_is_published_has_nothing_to_be_corrected(decision, refused):
    if not refused:
        require_fields(asking("/title", decision=decision), FULL)
        return
    with pytest.raises(InvalidInput) as caught:
        require_fields(asking("/title", decision=decision), FULL)
    assert [(each.pointer, each.code) for each in caught.value.errors] == [("/fields", "wrong_decision")]


@given(st.text(max_size=40).map(lambda text: f"/{text}"))
def test_any_text_is_judged_and_only_real_fields_pass(pointer):
    if exists(pointer, FULL):
        assert pointer in FORM or pointer.split("/")[1] in ("skills", "point")
