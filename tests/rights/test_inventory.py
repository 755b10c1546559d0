"""Whatever is classed as personal is on the list, shown to the person or not for a reason, and reached by erasure."""

from pathlib import Path

import msgspec
import pytest

from chalicelib import tables
from chalicelib.rights.erasing import STEPS
from chalicelib.rights.inventory import PLACES, After, Place, page_rows
from functions.profile_views import Export
from infra_cdk.data import stores
from infra_cdk.data.classification import TABLES, DataClass
from infra_cdk.data.stores import Store

PAGE = Path(__file__).parents[2] / "docs" / "rights.md"
BUCKETS = [each for each in vars(stores).values() if isinstance(each, Store)]
PERSONAL = {name for name, kind in TABLES.items() if kind is DataClass.PERSONAL} | {
    f"bucket:{each.name}" for each in BUCKETS if each.data_class is DataClass.PERSONAL
}
MODELS = {model.Meta.logical_name: model for model in tables.all_tables()}
ids = [place.name for place in PLACES]


def test_every_personal_store_is_on_the_list_and_no_other():
    assert len(ids) == len(set(ids))
    assert set(ids) == PERSONAL


@pytest.mark.parametrize("place", PLACES, ids=ids)
def test_the_person_is_shown_it_or_told_why_not(place: Place):
    parts = {field.name for field in msgspec.structs.fields(Export)}
    assert place.part in parts if place.part else place.why


def test_every_part_of_the_export_is_of_some_place():
    derived = {"receipts", "employers", "processing"}
    """From the sealed part, from what employers say of their members, and from the person."""
    parts = {field.name for field in msgspec.structs.fields(Export)}
    assert parts - {place.part for place in PLACES} == derived


@pytest.mark.parametrize("place", PLACES, ids=ids)
def test_erasure_reaches_it_or_there_is_a_reason(place: Place):
    if place.after in (After.REMOVED, After.ANONYMOUS):
        assert place.step in {"person", *STEPS}
    else:
        assert place.why


def test_every_step_of_erasure_is_of_some_place():
    operational = {"memberships"}
    """Employers and memberships are classed as operational, and hold identifiers of people all the same."""
    assert set(STEPS) - {place.step for place in PLACES} == operational


@pytest.mark.parametrize(
    "place", [place for place in PLACES if place.after is After.PASSES], ids=lambda each: each.name
)
def test_what_passes_has_an_end_in_the_store_itself(place: Place):
    kind, _, name = place.name.rpartition(":")
    if kind == "bucket":
        (store,) = [each for each in BUCKETS if each.name == name]
        assert 0 < store.expires <= place.days
    else:
        assert "expires" in MODELS[name].get_attributes()
        assert place.days > 0


def test_the_page_has_the_list_as_it_is():
    assert "\n".join(page_rows()) in PAGE.read_text(encoding="utf-8")
