"""Reports without an account: taken, few for each device, address and vacancy, and never enough by themselves."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import monitoring, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import TooManyRequests, Unauthenticated
from chalicelib.identifiers import new_identifier
from chalicelib.monitoring import policy, table
from chalicelib.monitoring.anonymity import GRAIN, keyed
from chalicelib.monitoring.model import Device, NewReport, ReportCode
from chalicelib.monitoring.reporting import severe_since_decision
from chalicelib.people.table import CounterItem
from chalicelib.vacancies.model import State
from security.principal import ANONYMOUS, Audience, Principal
from tests.reviewing.samples import NOW, waiting

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
FAKE = NewReport(code=ReportCode.FAKE, text="Alamat kantornya tidak ada.")
RULES = policy.current().reports
MONITOR = Principal(id=new_identifier("per"), roles=frozenset({Audience.MONITOR}))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


def device(number: int = 1, nearest: str = "203.0.113.9") -> Device:
    return Device(address=f"198.51.100.{number}", nearest=nearest, agent="Peramban/1")


def published():
    return waiting(state=State.PUBLISHED)


def anonymous(vacancy, where: Device, clock: FixedClock) -> None:
    monitoring.report(ANONYMOUS, vacancy.id, FAKE, where, clock)


def named(vacancy, clock: FixedClock) -> None:
    somebody = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))
    monitoring.report(somebody, vacancy.id, FAKE, device(), clock)


def test_however_many_report_without_an_account_nothing_is_taken_off(clock):
    vacancy = published()
    for number in range(RULES.vacancy_a_day):
        anonymous(vacancy, device(number, f"203.0.113.{number}"), clock)
    assert vacancies.get(vacancy.id).state is State.PUBLISHED
    assert severe_since_decision(table.load_reported(vacancy.id)[0], vacancy) == RULES.anonymous_voices < RULES.holds
    assert len(monitoring.reports_of(MONITOR, vacancy.id, clock)) == RULES.vacancy_a_day
    assert vacancy.id in [each.vacancy_id for each in monitoring.pending(100)]


def test_together_they_are_one_more_voice_beside_people_with_accounts(clock):
    vacancy = published()
    for number in range(3):
        anonymous(vacancy, device(number + 40), clock)
    for _ in range(RULES.holds - RULES.anonymous_voices):
        assert vacancies.get(vacancy.id).state is State.PUBLISHED
        named(vacancy, clock)
    assert vacancies.get(vacancy.id).state is State.HELD


def test_one_device_counts_once_for_a_vacancy_and_a_day(clock):
    vacancy = published()
    for _ in range(2):
        anonymous(vacancy, device(60), clock)
    assert len(monitoring.reports_of(MONITOR, vacancy.id, clock)) == 1
    clock.advance(timedelta(days=1))
    anonymous(vacancy, device(60), clock)
    assert len(monitoring.reports_of(MONITOR, vacancy.id, clock)) == 2


def test_a_device_reports_only_so_often_a_day_whatever_it_reports(clock):
    for _ in range(RULES.device_a_day):
        anonymous(published(), device(70), clock)
    with pytest.raises(TooManyRequests) as caught:
        anonymous(published(), device(70), clock)
    assert caught.value.detail.id != caught.value.detail.en
    assert 23 * 3600 < caught.value.retry_after <= 24 * 3600 + GRAIN
    anonymous(published(), device(71), clock)
    clock.advance(timedelta(days=1))
    anonymous(published(), device(70), clock)


def limited(monkeypatch, **changes: int) -> None:
    rules = msgspec.structs.replace(policy.current(), reports=msgspec.structs.replace(RULES, **changes))
    monkeypatch.setattr(policy, "current", lambda: rules)


def test_who_writes_other_addresses_is_stopped_by_the_one_they_call_from(clock, monkeypatch):
    limited(monkeypatch, address_a_day=4)
    for number in range(4):
        anonymous(published(), device(number + 80, "192.0.2.1"), clock)
    with pytest.raises(TooManyRequests):
        anonymous(published(), device(90, "192.0.2.1"), clock)
    anonymous(published(), device(91, "192.0.2.2"), clock)


def test_a_vacancy_gets_only_so_many_a_day_and_people_with_accounts_still_report(clock, monkeypatch):
    limited(monkeypatch, vacancy_a_day=2)
    vacancy = published()
    for number in range(2):
        anonymous(vacancy, device(number + 100), clock)
    with pytest.raises(TooManyRequests) as caught:
        anonymous(vacancy, device(102), clock)
    assert "akan diperiksa" in caught.value.detail.id
    named(vacancy, clock)
    assert len(monitoring.reports_of(MONITOR, vacancy.id, clock)) == 3


def test_a_policy_may_take_none(clock, monkeypatch):
    limited(monkeypatch, device_a_day=0)
    with pytest.raises(Unauthenticated):
        anonymous(published(), device(110), clock)


def test_nothing_that_is_kept_tells_the_address_or_the_browser(clock):
    vacancy = published()
    where = Device(address="198.51.100.77", nearest="198.51.100.78", agent="Langka/7.7")
    anonymous(vacancy, where, clock)
    kept = [
        str(item.serialize()) for model in (table.ReportedItem, table.ReportItem, CounterItem) for item in model.scan()
    ]
    assert any(vacancy.id in each for each in kept)
    for plain in ("198.51.100.77", "198.51.100.78", "Langka"):
        assert not any(plain in each for each in kept)
        assert plain not in repr(where)


def test_the_same_device_cannot_be_found_again_on_another_day_or_at_another_vacancy(clock):
    vacancy, other = published(), published()
    anonymous(vacancy, device(120), clock)
    anonymous(other, device(120), clock)
    clock.advance(timedelta(days=1))
    anonymous(vacancy, device(120), clock)
    first, later = (entry.key for entry in table.load_reported(vacancy.id)[0].entries)
    (elsewhere,) = (entry.key for entry in table.load_reported(other.id)[0].entries)
    assert len({first, later, elsewhere}) == 3


def test_hashes_need_the_secret_and_keep_parts_apart(monkeypatch):
    assert keyed("a", "bc") != keyed("ab", "c")
    before = keyed("a", "b")
    monkeypatch.setattr("chalicelib.monitoring.anonymity.lookup_secret", lambda: b"x" * 32)
    assert keyed("a", "b") != before


def test_a_policy_in_which_nobody_could_take_off_alone_is_refused():
    text = (policy.FOLDER / "2.toml").read_text(encoding="utf-8")
    assert "anonymous_voices = 1" in text
    with pytest.raises(msgspec.ValidationError, match="alone"):
        policy.read(9, text.replace("anonymous_voices = 1", "anonymous_voices = 3"))
    assert policy.read(1, (policy.FOLDER / "1.toml").read_text(encoding="utf-8")).reports.device_a_day == 0


def test_a_policy_that_keeps_reports_longer_than_people_are_told_is_refused():
    text = (policy.FOLDER / "2.toml").read_text(encoding="utf-8")
    assert "kept_days = 180" in text
    with pytest.raises(msgspec.ValidationError, match="retention schedule"):
        policy.read(9, text.replace("kept_days = 180", "kept_days = 181"))
    assert policy.read(9, text.replace("kept_days = 180", "kept_days = 30")).reports.kept == timedelta(days=30)
