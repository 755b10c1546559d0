"""What a poster changed, field by field."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.reviewing.changes import changes
from chalicelib.vacancies.model import Point, VacancyContent
from tests.vacancies.samples import CONTENT

FIELDS = {
    "title": "Kasir Toko",
    "description": "",
    "skills": ("kasir",),
    "point": Point(lat=-6.9, lon=107.6),
    "hours": None,
    "openings": 3,
    "remote": True,
}


@given(st.sets(st.sampled_from(sorted(FIELDS))))
def test_exactly_the_changed_fields_are_named(names):
    after = msgspec.structs.replace(CONTENT, **{name: FIELDS[name] for name in names})
    assert {change.pointer for change in changes(CONTENT, after)} == {f"/{name}" for name in names}
    undone = {change.pointer: change.after for change in changes(after, CONTENT)}
    assert undone == {change.pointer: change.before for change in changes(CONTENT, after)}


def test_fields_come_in_the_order_of_the_content_and_as_json():
    after = msgspec.structs.replace(CONTENT, **FIELDS)
    found = changes(CONTENT, after)
    order = [f"/{field.name}" for field in msgspec.structs.fields(VacancyContent)]
    assert [change.pointer for change in found] == [place for place in order if place[1:] in FIELDS]
    point = next(change for change in found if change.pointer == "/point")
    assert (point.before, point.after) == (None, {"lat": -6.9, "lon": 107.6})
    assert b'"after":{"lat":-6.9' in msgspec.json.encode(found)
