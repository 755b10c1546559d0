"""From a publication or a report to the monitor's word, the error rate and a vacancy that is held."""

from datetime import timedelta

import msgspec
import pytest

from chalicelib import monitoring, vacancies
from chalicelib.clock import FixedClock
from chalicelib.errors import Conflict, Forbidden, InvalidInput, NotFound, TooManyRequests
from chalicelib.identifiers import new_identifier
from chalicelib.monitoring import policy, reporting, sampling, table
from chalicelib.monitoring.anonymity import GRAIN
from chalicelib.monitoring.model import Device, NewReport, Origin, ReportCode, Sampled, Step
from chalicelib.monitoring.reporting import severe_since_decision
from chalicelib.monitoring.sampling import sampled
from chalicelib.people.table import CounterItem
from chalicelib.vacancies.model import Decision, State, Transition
from security.principal import Audience, Principal
from tests.reviewing.samples import NOW, waiting

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
RIGHT = monitoring.Saying(right=True)
WRONG = monitoring.Saying(right=False, erred=Step.MACHINE, missed_rule="fee_asked", reason="Biaya diminta")
FAKE = NewReport(code=ReportCode.FAKE)
HERE = Device(address="", nearest="")
MONITOR = Principal(id=new_identifier("per"), roles=frozenset({Audience.MONITOR}))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


def somebody(role: Audience = Audience.SEEKER) -> Principal:
    return Principal(id=new_identifier("per"), roles=frozenset({role}))


def published():
    return waiting(state=State.PUBLISHED)


def drawn(clock: FixedClock, chance: float = 0.5, **changes: object) -> Sampled:
    made = sampled(published(), Origin.DRAWN, chance, clock)
    made = msgspec.structs.replace(made, **changes)
    assert table.add(made)
    return made


def rates(month: str):
    return {group.name: group for group in monitoring.figures(month)}


def test_what_is_published_is_drawn_once_and_waits(clock, monkeypatch):
    certain = msgspec.structs.replace(policy.read(1, (policy.FOLDER / "1.toml").read_text("utf-8")), floor=1.0)
    monkeypatch.setattr(sampling, "current", lambda: certain)
    vacancy = published()
    held = msgspec.structs.replace(vacancy, state=State.HELD)
    assert monitoring.sample([(held, vacancy)], clock) == 1
    assert monitoring.sample([(held, vacancy)], clock) == 0
    assert monitoring.sample([(vacancy, vacancy), (vacancy, None), (None, held)], clock) == 0
    assert vacancy.id in [each.vacancy_id for each in monitoring.pending(100)]


def test_the_monitors_word_is_said_once_and_counts(clock):
    clock.advance(timedelta(days=400))
    month = clock.now().isoformat()[:7]
    for right, step in ((True, Step.MACHINE), (False, Step.MACHINE), (True, Step.OFFICER)):
        one = drawn(clock, step=step)
        judged = monitoring.judge(somebody(Audience.MONITOR), one.id, RIGHT if right else WRONG, clock)
        assert judged.opinion.right is right
        with pytest.raises(Conflict):
            monitoring.judge(somebody(Audience.MONITOR), one.id, RIGHT, clock)
        assert one.id not in [each.id for each in monitoring.pending(100)]
    found = rates(month)
    assert {name: (each.judged, each.wrong) for name, each in found.items()} == {
        "all": (3, 1),
        "step:machine": (2, 1),
        "step:officer": (1, 0),
        "source:par_one": (3, 1),
        "missed:fee_asked": (3, 1),
    }
    assert found["all"].of_published.share == pytest.approx(1 / 3)


def test_rates_are_weighted_by_how_likely_each_was_drawn(clock):
    clock.advance(timedelta(days=800))
    for chance, saying in ((1.0, WRONG), (0.1, RIGHT)):
        monitoring.judge(somebody(Audience.MONITOR), drawn(clock, chance).id, saying, clock)
    found = rates(clock.now().isoformat()[:7])["all"]
    assert found.of_sample.share == 0.5
    assert found.of_published.share == pytest.approx(1 / 11)


def test_what_was_wrongly_published_is_held(clock):
    one = drawn(clock)
    monitoring.judge(somebody(Audience.MONITOR), one.id, WRONG, clock)
    last = vacancies.get(one.vacancy_id).history[-1]
    assert (last.state, last.reason, last.by) == (State.HELD, "monitor", "machine")


def test_nobody_judges_the_own_decision(clock):
    monitor = somebody(Audience.MONITOR)
    one = drawn(clock, step=Step.OFFICER, decided_by=monitor.id)
    with pytest.raises(Forbidden):
        monitoring.judge(monitor, one.id, RIGHT, clock)


@pytest.mark.parametrize(
    ("saying", "place"),
    [
        (monitoring.Saying(right=False), "/erred"),
        (monitoring.Saying(right=True, erred=Step.OFFICER), "/erred"),
        (monitoring.Saying(right=True, missed_rule="fee_asked"), "/erred"),
        (monitoring.Saying(right=False, erred=Step.OFFICER, missed_rule="unheard_of"), "/missed_rule"),
    ],
)
def test_a_word_that_makes_no_sense_is_refused(clock, saying, place):
    one = drawn(clock)
    with pytest.raises(InvalidInput) as caught:
        monitoring.judge(somebody(Audience.MONITOR), one.id, saying, clock)
    assert [each.pointer for each in caught.value.errors] == [place]


def test_an_unknown_sample_or_month_is_refused(clock):
    for sample in ("smp_unknown", new_identifier("smp")):
        with pytest.raises(NotFound):
            monitoring.judge(somebody(Audience.MONITOR), sample, RIGHT, clock)
    with pytest.raises(InvalidInput):
        monitoring.figures("2026-13")
    assert monitoring.figures("2019-01") == ()


def test_a_report_is_kept_without_who_sent_it(clock):
    vacancy, reporter = published(), somebody()
    text = "Diminta transfer ke rekening pribadi."
    monitoring.report(reporter, vacancy.id, NewReport(code=ReportCode.FEE_ASKED, text=text), HERE, clock)
    (found,) = monitoring.reports_of(MONITOR, vacancy.id, clock)
    assert (found.code, found.text, found.at) == (ReportCode.FEE_ASKED, text, NOW)
    stored = table.load_reported(vacancy.id)[0]
    assert reporter.id not in repr(stored) + repr(found)
    waits = [each for each in monitoring.pending(100) if each.vacancy_id == vacancy.id]
    assert [(each.origin, each.probability) for each in waits] == [(Origin.REPORTED, 1.0)]


def test_the_same_person_counts_once(clock):
    vacancy, reporter = published(), somebody()
    for _ in range(policy.current().reports.holds + 1):
        monitoring.report(reporter, vacancy.id, FAKE, HERE, clock)
    assert len(monitoring.reports_of(MONITOR, vacancy.id, clock)) == 1
    assert vacancies.get(vacancy.id).state is State.PUBLISHED


def test_what_the_same_person_adds_is_kept_and_counts_once(clock):
    vacancy, reporter = published(), somebody()
    sent = [
        NewReport(code=ReportCode.ALREADY_FILLED),
        NewReport(code=ReportCode.FEE_ASKED, text="Uang seragam."),
        NewReport(code=ReportCode.FEE_ASKED, text="Juga uang pelatihan."),
    ]
    for new in (*sent, *sent):
        clock.advance(timedelta(minutes=1))
        monitoring.report(reporter, vacancy.id, new, HERE, clock)
    kept = [(each.code, each.text) for each in monitoring.reports_of(MONITOR, vacancy.id, clock)]
    assert kept == [(each.code, each.text) for each in reversed(sent)]
    reported = table.load_reported(vacancy.id)[0]
    assert len({each.key for each in reported.entries}) == len(sent)
    assert severe_since_decision(reported, vacancy) == 1
    assert vacancies.get(vacancy.id).state is State.PUBLISHED


def test_what_is_kept_no_more_is_refused_and_not_dropped(clock, monkeypatch):
    monkeypatch.setattr(reporting, "MOST_OF_ONE", 2)
    vacancy, reporter = published(), somebody()
    for number in range(2):
        new = NewReport(code=ReportCode.WRONG_PAY, text=f"Upah berbeda {number}")
        monitoring.report(reporter, vacancy.id, new, HERE, clock)
    with pytest.raises(Conflict) as caught:
        monitoring.report(reporter, vacancy.id, NewReport(code=ReportCode.FAKE), HERE, clock)
    assert [(each.pointer, each.code) for each in caught.value.errors] == [("/vacancy_id", "reported_enough")]
    monitoring.report(reporter, vacancy.id, NewReport(code=ReportCode.WRONG_PAY), HERE, clock)
    monitoring.report(somebody(), vacancy.id, FAKE, HERE, clock)
    assert len(monitoring.reports_of(MONITOR, vacancy.id, clock)) == 3


def test_enough_people_hold_a_vacancy_and_not_one_fewer(clock):
    vacancy = published()
    for _ in range(policy.current().reports.holds - 1):
        monitoring.report(somebody(), vacancy.id, FAKE, HERE, clock)
    monitoring.report(somebody(), vacancy.id, NewReport(code=ReportCode.WRONG_PAY), HERE, clock)
    assert vacancies.get(vacancy.id).state is State.PUBLISHED
    monitoring.report(somebody(), vacancy.id, NewReport(code=ReportCode.FEE_ASKED), HERE, clock)
    held = vacancies.get(vacancy.id)
    assert (held.state, held.history[-1].reason) == (State.HELD, "reported")
    with pytest.raises(NotFound):
        monitoring.report(somebody(), vacancy.id, FAKE, HERE, clock)


def test_reports_before_an_officers_decision_do_not_hold_it_again(clock):
    vacancy = published()
    for _ in range(2):
        monitoring.report(somebody(), vacancy.id, FAKE, HERE, clock)
    reported = table.load_reported(vacancy.id)[0]
    assert severe_since_decision(reported, vacancy) == 2
    later = Transition(state=State.PUBLISHED, at=NOW + timedelta(hours=1), by="per_one", decision=Decision.PUBLISH)
    cleared = msgspec.structs.replace(vacancy, history=(*vacancy.history, later))
    assert severe_since_decision(reported, cleared) == 0


def test_a_report_of_something_else_says_what(clock):
    with pytest.raises(InvalidInput) as caught:
        monitoring.report(somebody(), published().id, NewReport(code=ReportCode.OTHER), HERE, clock)
    assert [(each.pointer, each.code) for each in caught.value.errors] == [("/text", "required")]


def test_only_what_is_published_is_reported(clock):
    for identifier in (waiting().id, "vac_unknown", new_identifier("vac")):
        with pytest.raises(NotFound):
            monitoring.report(somebody(), identifier, FAKE, HERE, clock)


def test_a_person_reports_only_so_often_a_day(clock):
    reporter, vacancy = somebody(), published()
    for _ in range(policy.current().reports.most_a_day):
        monitoring.report(reporter, vacancy.id, FAKE, HERE, clock)
    with pytest.raises(TooManyRequests) as caught:
        monitoring.report(reporter, vacancy.id, FAKE, HERE, clock)
    clock.advance(timedelta(seconds=caught.value.retry_after))
    monitoring.report(reporter, vacancy.id, FAKE, HERE, clock)


def test_the_count_of_reports_tells_neither_who_reported_nor_which(clock):
    reporter, vacancy = somebody(), published()
    monitoring.report(reporter, vacancy.id, FAKE, HERE, clock)
    counts = [item for item in CounterItem.scan() if item.pk.startswith("reports-day#")]
    assert counts
    assert all(reporter.id not in item.pk for item in counts)
    assert all(moment % (GRAIN * 1000) == 0 for item in counts for moment in item.moments)


def test_reports_are_of_a_vacancy_that_is_there(clock):
    with pytest.raises(NotFound):
        monitoring.reports_of(MONITOR, "vac_unknown", clock)
    assert monitoring.reports_of(MONITOR, waiting().id, clock) == ()
