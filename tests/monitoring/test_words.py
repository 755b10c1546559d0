"""Words of reports: sealed each under a key of its own, read by monitors alone, and closed when their time is over."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib import monitoring
from chalicelib.clock import SYSTEM_CLOCK, FixedClock, epoch_seconds
from chalicelib.errors import Forbidden, InvalidInput
from chalicelib.identifiers import new_identifier
from chalicelib.monitoring import policy, table, words
from chalicelib.monitoring.model import Device, KeptReport, NewReport, ReportCode
from chalicelib.monitoring.table import ReportItem
from chalicelib.vacancies.model import State
from security import audit, rewrapping, vault
from security.owner_keys_table import OwnerKeyItem
from security.principal import Audience, Principal
from tests.reviewing.samples import waiting

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
HERE = Device(address="198.51.100.7", nearest="203.0.113.9", agent="Peramban/1")
SECRET = "Ditagih oleh Bu Sari, 0812-9876-5432, Jalan Mawar 3."
KEPT = policy.current().reports.kept


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(SYSTEM_CLOCK.now())


@pytest.fixture
def monitor() -> Principal:
    return Principal(id=new_identifier("per"), roles=frozenset({Audience.MONITOR}))


def somebody() -> Principal:
    return Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))


def reported(clock, text: str | None = SECRET, reporter: Principal | None = None, vacancy=None):
    """A report, its vacancy, and the item in which it is kept."""
    vacancy = vacancy or waiting(state=State.PUBLISHED)
    monitoring.report(reporter or somebody(), vacancy.id, NewReport(code=ReportCode.FEE_ASKED, text=text), HERE, clock)
    entry = table.load_reported(vacancy.id)[0].entries[-1]
    return vacancy, ReportItem.get(entry.key)


def texts(reader, vacancy, clock):
    return [each.text for each in monitoring.reports_of(reader, vacancy.id, clock)]


def test_words_lie_sealed_and_a_monitor_reads_them_with_an_entry_in_the_audit(clock, monitor):
    vacancy, item = reported(clock)
    assert "Sari" not in str(item.serialize())
    assert "9876" not in repr(item.report)
    assert texts(monitor, vacancy, clock) == [SECRET]
    (entry,) = audit.acts_of(monitor.id)
    assert (entry.action, entry.purpose, entry.subject) == ("read_words", "follow_report", words.owner_of(item.pk))


def test_nobody_but_a_monitor_opens_them(clock):
    vacancy, _ = reported(clock)
    for role in set(Audience) - {Audience.MONITOR}:
        with pytest.raises(Forbidden):
            texts(Principal(id=new_identifier("per"), roles=frozenset({role})), vacancy, clock)


def test_the_report_does_not_say_who_wrote_it(clock, monitor):
    reporter = somebody()
    vacancy, item = reported(clock, reporter=reporter)
    assert texts(monitor, vacancy, clock) == [SECRET]
    (entry,) = audit.acts_of(monitor.id)
    assert reporter.id not in f"{item.serialize()} {entry} {item.report.words}"
    assert list(audit.entries_of(reporter.id)) == []


def test_each_report_has_a_key_of_its_own(clock, monitor):
    reporter = somebody()
    vacancy, first = reported(clock, "Uang seragam.", reporter)
    _, second = reported(clock, "Uang pelatihan.", reporter, vacancy)
    assert first.report.words.owner != second.report.words.owner
    vault.shred(words.owner_of(first.pk))
    assert texts(monitor, vacancy, clock) == ["Uang pelatihan.", None]


def test_the_key_goes_with_the_report(clock, monitor):
    vacancy, item = reported(clock)
    key = OwnerKeyItem.get(words.owner_of(item.pk))
    assert key.expires == item.expires == epoch_seconds(clock.now() + KEPT)
    key.delete()
    vault.forget()
    (found,) = monitoring.reports_of(monitor, vacancy.id, clock)
    assert (found.text, found.code) == (None, ReportCode.FEE_ASKED)
    with pytest.raises(vault.KeyGoneError):
        vault.open_sealed(item.report.words, words.Purpose.FOLLOW_REPORT, monitor)


def test_when_its_time_is_over_the_text_is_told_no_more_though_it_still_lies_there(clock, monitor):
    vacancy, _ = reported(clock)
    clock.advance(KEPT - timedelta(seconds=1))
    assert texts(monitor, vacancy, clock) == [SECRET]
    clock.advance(timedelta(seconds=1))
    assert texts(monitor, vacancy, clock) == [None]


def test_a_key_without_a_term_has_no_time_to_live():
    owner = somebody()
    vault.seal("Sari", vault.Kind.NAME, owner.id)
    assert OwnerKeyItem.get(owner.id).expires is None


def test_the_same_words_again_change_nothing_and_others_are_kept(clock, monitor):
    reporter = somebody()
    vacancy, _ = reported(clock, SECRET, reporter)
    reported(clock, SECRET, reporter, vacancy)
    reported(clock, f"{SECRET} Juga hari ini.", reporter, vacancy)
    assert texts(monitor, vacancy, clock) == [f"{SECRET} Juga hari ini.", SECRET]


def test_a_report_from_before_words_were_sealed_is_read_and_known_again(clock, monitor):
    reporter = somebody()
    vacancy, item = reported(clock, "Uang seragam.", reporter)
    item.report = KeptReport(vacancy_id=vacancy.id, code=ReportCode.FEE_ASKED, at=clock.now(), text="Uang seragam.")
    item.save()
    assert texts(monitor, vacancy, clock) == ["Uang seragam."]
    reported(clock, "Uang seragam.", reporter, vacancy)
    assert len(table.load_reported(vacancy.id)[0].entries) == 1


def test_a_report_without_words_has_no_key(clock, monitor):
    vacancy, item = reported(clock, None)
    assert item.report.words is None
    with pytest.raises(OwnerKeyItem.DoesNotExist):
        OwnerKeyItem.get(words.owner_of(item.pk))
    assert texts(monitor, vacancy, clock) == [None]
    assert audit.acts_of(monitor.id) == ()


@pytest.mark.parametrize("text", ["   ", "Uang\x00 seragam", "Uang \x1b[31mseragam"])
def test_words_that_are_none_are_refused_by_their_field(clock, text):
    vacancy = waiting(state=State.PUBLISHED)
    with pytest.raises(InvalidInput) as caught:
        reported(clock, text, vacancy=vacancy)
    assert [each.pointer for each in caught.value.errors] == ["/text"]
    assert table.load_reported(vacancy.id)[0].entries == ()


@settings(suppress_health_check=list(HealthCheck), max_examples=15, deadline=None)
@given(text=st.text(st.characters(exclude_categories=("C", "Z")), min_size=3, max_size=60), other=st.text(max_size=20))
def test_words_come_back_as_they_were_and_are_told_from_others(text, other):
    bare = KeptReport(vacancy_id="vac_1", code=ReportCode.OTHER, at=SYSTEM_CLOCK.now())
    kept = words.closed(bare, "k", text, SYSTEM_CLOCK.now() + KEPT)
    reader = Principal(id=new_identifier("per"), roles=frozenset({Audience.MONITOR}))
    opened = words.opened(msgspec.json.decode(msgspec.json.encode(kept), type=KeptReport), reader)
    assert opened is not None
    assert words.says(kept, text)
    assert words.says(kept, other) is (other.splitlines() == text.splitlines())


def test_keys_of_reports_are_wrapped_anew_and_their_words_still_open(clock, monitor):
    vacancy, item = reported(clock)
    person = somebody()
    vault.seal("Sari", vault.Kind.NAME, person.id)
    before, theirs = OwnerKeyItem.get(words.owner_of(item.pk)), OwnerKeyItem.get(person.id)
    later = SYSTEM_CLOCK.now() + timedelta(minutes=1)
    found = rewrapping.rewrap_others(SYSTEM_CLOCK.now())
    assert found.renewed == found.seen > 0
    assert (found.failed, found.named) == (0, ())
    after = OwnerKeyItem.get(words.owner_of(item.pk))
    assert after.key.box != before.key.box
    assert (after.expires, after.key.until) == (before.expires, before.key.until)
    assert OwnerKeyItem.get(person.id).key == theirs.key, "people's keys are renewed with the rest of theirs"
    vault.forget()
    assert texts(monitor, vacancy, clock) == [SECRET]
    assert rewrapping.rewrap_others(later - timedelta(days=1)).renewed == 0


def test_a_key_that_does_not_open_keeps_no_other_from_being_renewed(clock):
    _, damaged = reported(clock)
    _, whole = reported(clock)
    bad, good = OwnerKeyItem.get(words.owner_of(damaged.pk)), OwnerKeyItem.get(words.owner_of(whole.pk))
    bad.key = msgspec.structs.replace(bad.key, box=good.key.box)
    bad.save()
    vault.forget()
    found = rewrapping.rewrap_others(SYSTEM_CLOCK.now())
    assert (found.failed, found.named) == (1, (bad.pk,))
    assert OwnerKeyItem.get(good.pk).key.wrapped_at > good.key.wrapped_at
