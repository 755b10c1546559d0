"""The table of what a person's data is used for: nothing beside it, and every stop stops what it names."""

from datetime import UTC, datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import Conflict
from chalicelib.people import require_use
from chalicelib.people.model import Person, PersonState, Profile
from chalicelib.people.uses import NEEDS, Use, permitted
from security.consent import CURRENT, ConsentType

NOW = datetime(2026, 5, 4, tzinfo=UTC)
WILLING = Person(
    id="per_1",
    state=PersonState.ACTIVE,
    profile=Profile(),
    created_at=NOW,
    updated_at=NOW,
    consents={kind.value: version for kind, version in CURRENT.items()},
)
states = st.sampled_from(PersonState)
agreed = st.dictionaries(st.sampled_from([kind.value for kind in ConsentType]), st.integers(0, 2))


def person(**changes):
    return msgspec.structs.replace(WILLING, **changes)


def test_every_use_is_in_the_table_and_every_consent_serves_one():
    assert set(NEEDS) == set(Use)
    assert {need.consent for need in NEEDS.values()} - {None} == set(ConsentType)


def test_who_agreed_to_all_may_be_served_in_every_way():
    assert all(permitted(WILLING, use) for use in Use)


@pytest.mark.parametrize("use", Use)
def test_restriction_and_erasure_stop_every_use(use):
    assert not permitted(person(restricted_at=NOW), use)
    assert not permitted(person(state=PersonState.ERASED), use)


def test_objection_stops_what_judges_by_machine_and_nothing_else():
    stopped = {use for use in Use if not permitted(person(objected_at=NOW), use)}
    assert stopped == {Use.FOUND, Use.RECOMMENDED}


@pytest.mark.parametrize(
    ("consent", "stopped"),
    [
        (ConsentType.RECOMMEND_TO_EMPLOYERS, {Use.FOUND, Use.REMINDED}),
        (ConsentType.CONTACT_BY_EMAIL, {Use.MAILED}),
        (ConsentType.CONTACT_BY_SMS, {Use.TEXTED}),
        (ConsentType.CHECK_IN_REGISTERS, {Use.CHECKED}),
        (ConsentType.OFFICER_ON_BEHALF, {Use.ASSISTED}),
        (ConsentType.RESEARCH, {Use.RESEARCH}),
    ],
)
@pytest.mark.parametrize("version", [None, 0, 99])
def test_a_consent_that_is_missing_or_to_another_wording_stops_its_own_uses(consent, stopped, version):
    consents = {name: given for name, given in WILLING.consents.items() if name != consent.value}
    if version is not None:
        consents[consent.value] = version
    assert {use for use in Use if not permitted(person(consents=consents), use)} == stopped


@given(states, agreed, st.booleans(), st.booleans(), st.sampled_from(Use))
def test_stopping_more_never_permits_more(state, consents, restricted, objected, use):
    """A law: whatever is permitted of somebody who stopped something is permitted of them without that stop."""
    free = person(state=state, consents=consents)
    bound = msgspec.structs.replace(
        free, restricted_at=NOW if restricted else None, objected_at=NOW if objected else None
    )
    assert not permitted(bound, use) or permitted(free, use)


@pytest.mark.parametrize(
    ("changes", "pointer", "code"),
    [
        ({"restricted_at": NOW}, "/restriction", "restricted"),
        ({"restricted_at": NOW, "objected_at": NOW}, "/restriction", "restricted"),
        ({"objected_at": NOW}, "/objection", "objected"),
        ({"consents": {}}, "/consents", "consent_needed"),
    ],
)
def test_a_refusal_says_what_can_be_lifted(changes, pointer, code):
    with pytest.raises(Conflict) as caught:
        require_use(person(**changes), Use.FOUND)
    assert [(error.pointer, error.code) for error in caught.value.errors] == [(pointer, code)]
    require_use(WILLING, Use.FOUND)
