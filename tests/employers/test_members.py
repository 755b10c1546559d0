"""Members of an employer: whatever is done, somebody owns it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.employers.members import MAXIMUM, with_member, without_member
from chalicelib.employers.model import Employer, EmployerDetails, Member, Role, Verification
from chalicelib.errors import Conflict, NotFound

NOW = datetime(2026, 5, 4, tzinfo=UTC)
PEOPLE = ("per_a", "per_b", "per_c")


def employer(*members: tuple[str, Role], **changes: object) -> Employer:
    return Employer(
        id="emp_1",
        details=EmployerDetails(name="Karya Sentosa"),
        members=tuple(Member(person_id=person, role=role, since=NOW) for person, role in members),
        created_at=NOW,
        updated_at=NOW,
        **changes,
    )


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(PEOPLE), st.sampled_from(list(Role))), max_size=20))
def test_there_is_always_an_owner_and_nobody_twice(steps):
    present = employer(("per_a", Role.OWNER))
    for joins, person, role in steps:
        try:
            present = with_member(present, person, role, NOW) if joins else without_member(present, person, NOW)
        except (Conflict, NotFound):
            continue
        people = [member.person_id for member in present.members]
        assert len(people) == len(set(people))
        assert any(member.role is Role.OWNER for member in present.members)
        assert present.role_of(person) is (role if joins else None)


def test_there_is_a_most_of_members():
    full = employer(*((f"per_{number}", Role.OWNER) for number in range(MAXIMUM)))
    with pytest.raises(Conflict) as refused:
        with_member(full, "per_new", Role.RECRUITER, NOW)
    assert refused.value.errors[0].code == "too_many"


@pytest.mark.parametrize(
    ("verification", "approved", "expected"),
    [
        (Verification.UNVERIFIED, 0, True),
        (Verification.UNVERIFIED, 2, True),
        (Verification.UNVERIFIED, 3, False),
        (Verification.REFUSED, 0, True),
        (Verification.VERIFIED, 0, False),
    ],
)
def test_an_officer_reads_the_first_three_of_an_employer_that_is_not_verified(verification, approved, expected):
    assert employer(verification=verification, approved_vacancies=approved).needs_review is expected
