"""Employers with an open application hear that an applicant corrected their data, each member once, and nobody else."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from chalicelib import applications, employers
from chalicelib.applications import Application, ApplicationLetter, ApplicationState
from chalicelib.notifications import planning
from chalicelib.outbox import OutboxEvent

NOW = datetime(2026, 5, 4, tzinfo=UTC)
EVENT = OutboxEvent(id="evt_1", topic="person_corrected", subject="per_1", correlation_id="c", at=NOW)


def sent(number: int) -> Application:
    return Application(
        id=f"app_{number}",
        vacancy_id=f"vac_{number}",
        employer_id=f"emp_{number}",
        person_id="per_1",
        title=f"Kasir {number}",
        employer_name="Toko Contoh",
        letter=ApplicationLetter(message="Rahasia"),
        state=ApplicationState.SUBMITTED,
        created_at=NOW,
        updated_at=NOW,
        history=(),
    )


@pytest.fixture
def world(monkeypatch):
    members = {"emp_1": ("per_a", "per_b"), "emp_2": ("per_c",)}

    def stored(employer_id):
        people = tuple(SimpleNamespace(person_id=each) for each in members[employer_id])
        return SimpleNamespace(employer=SimpleNamespace(members=people))

    monkeypatch.setattr(employers, "stored", stored)
    monkeypatch.setattr(
        applications, "open_of", lambda person_id: iter([sent(1), sent(2)] if person_id == "per_1" else [])
    )


@pytest.mark.usefixtures("world")
def test_every_member_of_an_employer_with_an_open_application_is_told():
    notices = planning.notices_of(EVENT)
    assert [(each.recipient.person_id, each.values["title"].id) for each in notices] == [
        ("per_a", "Kasir 1"),
        ("per_b", "Kasir 1"),
        ("per_c", "Kasir 2"),
    ]
    assert {each.template for each in notices} == {"applicant_corrected"}
    assert "per_1" not in repr(notices)
    assert "Rahasia" not in repr(notices)


@pytest.mark.parametrize(
    ("right", "words"),
    [
        ("restrict", "hanya disimpan"),
        ("lift_restriction", "dicabut"),
        ("object", "tidak lagi dinilai"),
        ("lift_objection", "dicocokkan lagi"),
    ],
)
def test_using_a_right_is_confirmed_to_the_person_in_plain_words(right, words):
    event = OutboxEvent(
        id="evt_2", topic="rights_used", subject="per_1", correlation_id="c", at=NOW, details={"right": right}
    )
    (notice,) = planning.notices_of(event)
    assert (notice.recipient.person_id, notice.template) == ("per_1", "rights_used")
    assert words in notice.values["right"].id
    assert notice.values["right"].en
