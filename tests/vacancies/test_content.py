"""The content on its own: incoherent fields, partial changes, fingerprints."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.merging import merged
from chalicelib.vacancies.content import ContentPatch, content_hash, refuse_incoherent, text_hash
from chalicelib.vacancies.model import VacancyContent
from functions.reading import convert
from tests.vacancies.samples import CONTENT, NOW, content


def codes(wrong: VacancyContent) -> dict[str, str]:
    with pytest.raises(InvalidInput) as refused:
        refuse_incoherent(wrong, NOW)
    return {error.pointer: error.code for error in refused.value.errors}


def test_the_usual_content_is_coherent():
    refuse_incoherent(CONTENT, NOW)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"region": "99.99"}, {"/region": "unknown_region"}),
        ({"occupation": "9999"}, {"/occupation": "unknown_occupation"}),
        ({"education": "X9"}, {"/education": "unknown_education"}),
        ({"skills": ("no-such-skill",)}, {"/skills/0": "unknown_skill"}),
        ({"languages": ("id", "klingon")}, {"/languages/1": "unknown_language"}),
        ({"licences": ("no-such-licence",)}, {"/licences/0": "unknown_licence"}),
        ({"pay_minimum": 9, "pay_maximum": 8}, {"/pay_maximum": "below_minimum"}),
        ({"expires_at": NOW}, {"/expires_at": "past"}),
        ({"expires_at": NOW + timedelta(days=400)}, {"/expires_at": "too_far"}),
    ],
)
def test_each_contradiction_names_its_field(changes, expected):
    assert codes(content(**changes)) == expected


def test_every_wrong_field_is_named_at_once():
    wrong = content(region="xx", pay_minimum=2, pay_maximum=1, expires_at=NOW - timedelta(days=1))
    assert set(codes(wrong)) == {"/region", "/pay_maximum", "/expires_at"}


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"pay_minimum": -1}, "/pay_minimum"),
        ({"pay_minimum": 1.5}, "/pay_minimum"),
        ({"title": None}, "/title"),
        ({"title": "ab"}, "/title"),
        ({"openings": 0}, "/openings"),
        ({"hours": 169}, "/hours"),
        ({"employment_type": "SOMETIMES"}, "/employment_type"),
        ({"expires_at": "2026-12-01T00:00:00"}, "/expires_at"),
        ({"expires_at": "tomorrow"}, "/expires_at"),
        ({"point": {"lat": 91, "lon": 0}}, "/point/lat"),
        ({"salary": 1}, "/salary"),
    ],
)
def test_a_patch_with_a_wrong_field_names_it(body, pointer):
    with pytest.raises(InvalidInput) as refused:
        convert(body, ContentPatch, strict=True, pointer="/")
    assert [error.pointer for error in refused.value.errors] == [pointer]


def test_a_patch_changes_what_it_names_and_null_empties():
    patch = convert({"title": "Kasir Malam", "pay_maximum": None}, ContentPatch, strict=True, pointer="/")
    assert merged(CONTENT, patch) == content(title="Kasir Malam", pay_maximum=None)


@given(st.sets(st.sampled_from(VacancyContent.__struct_fields__)))
def test_a_patch_of_a_contents_own_values_changes_nothing(names):
    patch = ContentPatch(**{name: getattr(CONTENT, name) for name in names})
    assert merged(CONTENT, patch) == CONTENT


def test_the_fingerprint_tells_every_field_and_the_employer():
    prints = {content_hash("PT A", CONTENT), content_hash("PT B", CONTENT)}
    for name in ("hours", "pay_maximum", "region", "employment_type", "contact_url"):
        prints.add(content_hash("PT A", content(**{name: None})))
    assert len(prints) == 7


def test_the_same_text_in_other_spelling_is_the_same_vacancy():
    loud = content(title="KASIR  minimarket", contact_url=None, expires_at=NOW)
    assert text_hash("pt karya", loud) == text_hash("PT Karya", CONTENT)
    assert text_hash("PT Karya", content(region="32")) != text_hash("PT Karya", CONTENT)


def test_a_content_survives_the_wire():
    assert msgspec.convert(msgspec.to_builtins(CONTENT), VacancyContent) == CONTENT
