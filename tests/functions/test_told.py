"""An employer's members are told what to mend and what an officer decided."""

import pytest

from chalicelib.notifications.planning import notices_of
from chalicelib.outbox import OutboxItem
from chalicelib.vacancies.reviews_reasons import REASONS
from security.principal import Audience
from tests.functions.posting_samples import drafted, employer_of
from tests.store_fixtures import Caller, SignedIn

pytestmark = pytest.mark.emulator
DEMANDING = "Menata barang di toko dan melayani pembeli dengan ramah setiap hari kerja. Usia maksimal 27 tahun."


@pytest.fixture
def owner(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.SEEKER)


def events_of(vacancy: str, topic: str):
    stored = (item.event for item in OutboxItem.scan())
    return [event for event in stored if (event.subject, event.topic) == (vacancy, topic)]


def submitted(owner: SignedIn, employer: str, **changes: object) -> str:
    place = drafted(owner, employer, **changes)
    assert owner.send("POST", f"{place}/submit").status == 200
    return place.rpartition("/")[2]


def test_a_phrase_to_mend_is_told_once_to_every_member(owner):
    vacancy = submitted(owner, employer_of(owner, verified=True), description=DEMANDING)
    (event,) = events_of(vacancy, "vacancy_mend")
    (notice,) = notices_of(event)
    assert notice.recipient.person_id == owner.id
    assert notice.template == "vacancy_mend"
    assert notice.values["by"].id == event.details["by"]
    owner.send("POST", f"/v1/vacancies/{vacancy}/renew")
    assert len(events_of(vacancy, "vacancy_mend")) == 1


def test_nothing_to_mend_tells_nobody(owner):
    vacancy = submitted(owner, employer_of(owner, verified=True))
    assert events_of(vacancy, "vacancy_mend") == []


@pytest.mark.parametrize(
    ("decision", "code", "reason"),
    [("publish", None, None), ("correct", "pay_unlawful", "gaji"), ("reject", "suspected_fraud", "penipuan")],
)
def test_a_decision_is_told_with_its_reason(caller, owner, decision, code, reason):
    vacancy = submitted(owner, employer_of(owner))
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    body = {"decision": decision} | ({"code": code, "reason": reason} if reason else {})
    assert officer.send("POST", f"/v1/reviews/{vacancy}/lease").status == 200
    assert officer.send("POST", f"/v1/reviews/{vacancy}/decision", body).status == 200
    (event,) = events_of(vacancy, "vacancy_decided")
    (notice,) = notices_of(event)
    assert notice.template == f"vacancy_{decision}"
    words = notice.values["reason"]
    assert reason is None or (reason in words.id and reason in words.en)
    assert code is None or (REASONS[code].id in words.id and REASONS[code].en in words.en)


def test_a_correction_tells_which_fields_to_mend(caller, owner):
    vacancy = submitted(owner, employer_of(owner))
    officer = caller.sign_in(Audience.OFFICER, regions=("32",))
    officer.send("POST", f"/v1/reviews/{vacancy}/lease")
    fields = [{"pointer": "/hours", "detail": "Jam kerja per minggu?"}]
    body = {"decision": "correct", "code": "incomplete", "fields": fields}
    assert officer.send("POST", f"/v1/reviews/{vacancy}/decision", body).status == 200
    (notice,) = notices_of(events_of(vacancy, "vacancy_decided")[0])
    assert notice.values["reason"].id == "Keterangan belum lengkap. Jam per minggu: Jam kerja per minggu?"
