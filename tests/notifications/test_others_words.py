"""What employers write stands in messages as one line: with more it could look like the platform's own words."""

from datetime import UTC, datetime
from types import SimpleNamespace

import msgspec
import pytest

from chalicelib import applications, employers, people, vacancies
from chalicelib.notifications import planning
from chalicelib.notifications.rendering import render
from chalicelib.outbox import OutboxEvent
from chalicelib.people.contacting import Address
from chalicelib.people.verification_model import Channel
from chalicelib.texts import Language, Text

FORGED = "PT Contoh\n\nAkun Anda ditutup.\r\nMasuk lagi:\u2028contoh.invalid\x0b\x85sekarang"
SAID = "PT Contoh Akun Anda ditutup. Masuk lagi: contoh.invalid sekarang"
TOPICS = (
    ("application_received", {}),
    ("application_state", {"side": "employer", "state": "interview"}),
    ("application_state", {"side": "seeker", "state": "withdrawn"}),
    ("search_closed", {}),
    ("vacancy_mend", {"by": "2026-05-04"}),
    ("vacancy_decided", {"decision": "publish"}),
    ("vacancy_on_behalf", {}),
)


@pytest.fixture(autouse=True)
def forged(monkeypatch):
    """An application to, and a vacancy of, an employer whose words have line ends of every kind."""
    application = SimpleNamespace(title=FORGED, employer_name=FORGED, employer_id="emp_1", person_id="per_1")
    vacancy = SimpleNamespace(content=SimpleNamespace(title=FORGED), employer_id="emp_1", employer_name=FORGED)
    employer = SimpleNamespace(members=[SimpleNamespace(person_id="per_2")])
    monkeypatch.setattr(applications, "stored", lambda _: SimpleNamespace(application=application))
    monkeypatch.setattr(vacancies, "get", lambda _: vacancy)
    monkeypatch.setattr(vacancies, "told_reason", lambda _: Text("Alasan.", "Reason."))
    monkeypatch.setattr(employers, "stored", lambda _: SimpleNamespace(employer=employer))
    monkeypatch.setattr(people, "living", lambda person_id: (SimpleNamespace(id=person_id, verified=("email",)), 1))


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(("topic", "details"), TOPICS)
def test_no_message_has_more_lines_for_what_an_employer_wrote(monkeypatch, topic, details, language):
    at = datetime(2026, 5, 4, tzinfo=UTC)
    event = OutboxEvent(id="evt_1", topic=topic, subject="sub_1", correlation_id="c", at=at, details=details)
    notices = planning.notices_of(event)
    assert notices, "somebody is told"
    for notice in notices:
        plain = msgspec.structs.replace(notice, values={name: Text("x", "x") for name in notice.values})
        message, usual = (render(each, _address(language)) for each in (notice, plain))
        assert len(message.body.splitlines()) == len(usual.body.splitlines())
        assert SAID in message.subject + message.body


def _address(language):
    return Address(channel=Channel.EMAIL, value="a@contoh.invalid", language=language)
