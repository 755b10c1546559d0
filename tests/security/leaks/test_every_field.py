"""Whatever can be written anywhere is written there once, and lies nowhere but where that field's words belong."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

import msgspec
import pytest

from tests.security.leaks.fields import Field, fields
from tests.security.leaks.planting import VALUES, Planted, plant, words_for
from tests.security.leaks.spellings import find

pytestmark = pytest.mark.emulator
FIELDS = fields()
"""Every text of every operation."""


class Belongs(msgspec.Struct, frozen=True):
    """What is written into ``fields`` (by the operation and the place in it) may lie in ``tables``, for a reason."""

    fields: str
    tables: str
    why: str


HELD = (
    Belongs(r"(POST|PATCH) /v1/vacancies(/\{vacancy_id\})? body", "vacancies", "a vacancy is for everybody to read"),
    Belongs(r"POST /v1/vacancies/\{vacancy_id\}/(close|withdraw) body /reason", "vacancies", "why a vacancy ended"),
    Belongs(r"(POST|PATCH) /v1/employers(/\{employer_id\})? body /contact/", "employers", "an office, for everybody"),
    Belongs(
        r"(POST|PATCH) /v1/employers(/\{employer_id\})? body /(industry|nib)", "employers|uniqueness", "of a business"
    ),
    Belongs(
        r"(POST|PATCH) /v1/employers(/\{employer_id\})? body /name",
        "employers|vacancies|uniqueness|employer-names",
        "vacancies are shown with it",
    ),
    Belongs(r"POST /v1/employers/\{employer_id\}/verification body /reason", "employers", "an officer on a business"),
    Belongs(r"POST /v1/partners body /name", "partners|uniqueness", "a partner is found by it"),
    Belongs(r"POST /v1/partners/\{partner_id\}/suspension body /reason", "partners", "on a partner"),
    Belongs(r"POST /v1/monitor/samples/\{sample_id\}/opinion body /reason", "monitor-samples", "on a vacancy"),
    Belongs(r"POST /v1/reviews/\{vacancy_id\}/decision body /(reason|fields)", "vacancies", "its poster has to know"),
    Belongs(r"POST /v1/reviews/\{vacancy_id\}/proposal(/answer)? body /reason", "review-cases", "between two officers"),
    Belongs(r"POST /v1/vacancies/\{vacancy_id\}/duplicates body /reason", "duplicates", "on two vacancies"),
    Belongs(r"POST /v1/proposals/\{proposal_id\}/decision body /reason", "proposals", "on a word that people search"),
    Belongs(r"POST /v1/people/me/documents body /file_name", "documents", "without numbers; to find the file again"),
)
"""All that lies in plain; a table's items as they are written and as they lie. See docs/decisions/0310."""

UNREACHED: Mapping[str, str] = {
    r"(GET|POST) /v1/(alert-stops|renewals) query t": "a token that opens nothing is an address that is not there",
    r"GET /v1/confirmations query employer": "an employer that is not there",
    r"GET /v1/partner/receipts/\{id\} query cursor": "what is not signed as it stands is nobody's",
    r"POST /v1/officers/recovery-codes body /email": "whose address it is not is told to nobody",
    r"POST /v1/officers/people body /region": "no office of a region that is not there",
    r"POST /v1/proposals/\{proposal_id\}/decision body /target/code": "a proposal of another kind has no target",
    r"POST /v1/reviews/\{vacancy_id\}/proposal body /fields": "a proposal to publish has nothing to correct",
    r"POST /v1/sessions(/refresh)? body /": "which proof of a sign-in was wrong is not told, nor whose it is not",
    r"PUT /v1/people/me/password body /code_id": "which proof was wrong is not told",
}
"""Fields of which no answer says that they were taken or are wrong; they were written all the same."""

TOO_NARROW = frozenset({"If-Match", "month"})
"""Fields into which no word of anybody fits: versions and months."""


@pytest.fixture(scope="module")
def planted(country) -> dict[Field, Planted]:
    with country.world.sharing():
        return {field: plant(country, field) for field in FIELDS if words_for(field)[0]}


@pytest.fixture(scope="module")
def places(country, planted) -> dict[str, str]:
    return {place: content.casefold() for place, content in country.places().items()}


def test_every_field_was_written_into(planted):
    """Somebody who may was heard, or told that this very field is wrong."""
    assert {field.pointer for field in FIELDS if field not in planted} <= TOO_NARROW
    missed = {str(field): each.tried for field, each in planted.items() if not each.reached}
    unexplained = {name: tried for name, tried in missed.items() if not any(re.match(each, name) for each in UNREACHED)}
    assert not unexplained, unexplained
    assert [each for each in UNREACHED if not any(re.match(each, name) for name in missed)] == [], "said in vain"


def test_marks_are_told_apart(planted):
    marks = [each.mark for each in planted.values()]
    assert len(set(marks)) == len(marks) == len(planted)


def test_words_lie_where_those_of_their_field_belong_and_nowhere_else(planted, places):
    found = {(str(field), place) for field, place in _found(planted, places)}
    astray = {each for each in found if not any(_may(belongs, *each) for belongs in HELD)}
    assert not astray, "\n".join(f"{field}: {place}" for field, place in sorted(astray))
    assert [each for each in HELD if not any(_may(each, *one) for one in found)] == [], "said in vain"


def test_what_everybody_wrote_everywhere_is_in_no_spelling_anywhere_else(places):
    """The same values stand in all those words: encoded, spaced or as a digest they are found by no mark."""
    in_plain = "|".join(each.tables for each in HELD)
    leaking: dict[str, set[str]] = defaultdict(set)
    for place, content in places.items():
        if not re.fullmatch(_lying(in_plain), place):
            leaking[place] |= {name for name, _ in find(content, VALUES)}
    assert {place: names for place, names in leaking.items() if names} == {}


def test_everything_was_kept_that_is_searched(places):
    kinds = {place.split()[0] for place in places}
    assert {"dynamodb", "sqs", "table", "log", "metrics", "trace"} <= kinds
    assert places["log"].count("served") > len(FIELDS) / 2


def _found(planted: Mapping[Field, Planted], places: Mapping[str, str]) -> Iterator[tuple[Field, str]]:
    for field, each in planted.items():
        yield from ((field, place) for place, content in places.items() if each.mark.casefold() in content)


def _may(belongs: Belongs, field: str, place: str) -> bool:
    return bool(re.match(belongs.fields, field) and re.fullmatch(_lying(belongs.tables), place))


def _lying(tables: str) -> str:
    return rf"(dynamodb \w+|table) leaking-field-({tables})"
