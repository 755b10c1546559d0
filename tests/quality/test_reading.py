"""What is told of the counts: to whom, of which days, in which steps, and what is withheld."""

from datetime import UTC, date, datetime, timedelta

import pytest

from chalicelib import quality
from chalicelib.clock import FixedClock
from chalicelib.employers.model import Employer, EmployerDetails, Member, Role
from chalicelib.employers.table import EmployerItem, MembershipItem
from chalicelib.errors import Forbidden, InvalidInput, Unauthenticated
from chalicelib.identifiers import new_identifier
from chalicelib.quality import Asked, Dimension, Field, Step
from chalicelib.quality.permitting import ALL
from chalicelib.quality.scoring import FEWEST
from chalicelib.quality.windows import LONGEST, USUAL
from chalicelib.vacancies.model import DIRECT, Channel
from security.principal import ANONYMOUS, Audience, Principal
from tests.quality.samples import NOW, content, handed_in, new_source, next_of

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
MONITOR = Principal(id="per_monitor", roles=frozenset({Audience.MONITOR}))
ADMIN = Principal(id="per_admin", roles=frozenset({Audience.ADMIN}))
SEEKER = Principal(id="per_seeker", roles=frozenset({Audience.SEEKER}))
TODAY = FixedClock(NOW + timedelta(days=20))
FIRST = NOW.date()


def offered(source: str, number: int = 1, **changes: object) -> None:
    quality.follow([(None, handed_in(source, **changes)) for _ in range(number)])


def told(source: str | None, principal: Principal = MONITOR, clock=TODAY, **asked: object):
    return quality.report(principal, Asked(source=source, **asked), clock)


@pytest.fixture
def source() -> str:
    return new_source()


def test_the_last_three_months_are_told_when_no_day_is_named(source):
    offered(source, 3)
    report = told(source)
    assert (report.first, report.last) == (TODAY.now().date() - USUAL, TODAY.now().date())
    (only,) = report.sources
    assert (only.source, only.scores.vacancies, only.history) == (source, 3, ())


def test_days_are_told_from_the_first_to_the_last_inclusive(source):
    for day in range(5):
        offered(source, day + 1, day=day)
    days = {"first": FIRST + timedelta(days=1), "last": FIRST + timedelta(days=3)}
    assert told(source, **days).sources[0].scores.vacancies == 2 + 3 + 4
    assert told(source, first=days["last"], last=days["last"]).sources[0].scores.vacancies == 4


@pytest.mark.parametrize(
    ("step", "periods"),
    [
        (None, []),
        (Step.DAY, [("2026-05-04", 1), ("2026-05-31", 2), ("2026-06-01", 3)]),
        (Step.MONTH, [("2026-05", 3), ("2026-06", 3)]),
    ],
)
def test_history_comes_in_the_steps_that_are_asked_for(source, step, periods):
    for number, day in ((1, 0), (2, 27), (3, 28)):
        offered(source, number, day=day)
    report = told(source, last=date(2026, 6, 30), step=step)
    assert [(each.period, each.scores.vacancies) for each in report.sources[0].history] == periods
    assert report.sources[0].scores.vacancies == 6


def test_of_some_fields_alone_these_are_told(source):
    offered(source, content=content(description="", expires_at=None))
    (only,) = told(source, fields=(Field.DESCRIPTION,)).sources
    assert {cell.cell.field for each in only.scores.dimensions for cell in each.cells} == {Field.DESCRIPTION}
    assert [(each.dimension, each.share) for each in only.scores.dimensions] == [(Dimension.COMPLETENESS, 0.0)]


@pytest.mark.parametrize("kind", ["employer", "officer", "partner", "feed", "public"])
def test_everybody_reads_a_kind_of_source_unless_it_has_too_few(source, kind):
    day = {"employer": 100, "officer": 101, "partner": 102, "feed": 103, "public": 104}[kind]
    only = {"first": FIRST + timedelta(days=day), "last": FIRST + timedelta(days=day)}
    name = source if kind in ("partner", "feed") else "padan"
    offered(name, FEWEST - 1, day=day, channel=Channel(kind))
    (withheld,) = told(kind, ANONYMOUS, step=Step.DAY, **only).sources
    assert withheld.scores is None
    assert [each.scores for each in withheld.history] == [None]
    assert told(kind, MONITOR, **only).sources[0].scores.vacancies == FEWEST - 1
    offered(name, day=day, channel=Channel(kind))
    assert told(kind, ANONYMOUS, **only).sources[0].scores.vacancies == FEWEST


def test_a_measure_that_applies_to_few_is_withheld_too(source):
    day = {"first": FIRST + timedelta(days=60), "last": FIRST + timedelta(days=60)}
    offered(source, FEWEST, day=60)
    offered(source, FEWEST - 1, day=60, content=content(skills=("cashier",), expires_at=None))

    def cells(principal: Principal) -> set[str]:
        scores = told("partner", principal, **day).sources[0].scores
        return {cell.cell.code for each in scores.dimensions for cell in each.cells}

    assert "validity_skills" in cells(MONITOR)
    assert "validity_skills" not in cells(ANONYMOUS)
    assert "completeness_skills" in cells(ANONYMOUS)


def test_without_a_name_every_kind_is_told():
    report = told(None, ANONYMOUS)
    assert [each.source for each in report.sources] == ["employer", "officer", "partner", "feed", "public"]


def test_a_source_reads_itself_to_the_last_vacancy_and_nobody_else(source):
    other = new_source()
    offered(source)
    offered(other)
    partner = Principal(id=source, roles=frozenset({Audience.PARTNER}))
    assert told(source, partner).sources[0].scores.vacancies == 1
    with pytest.raises(Forbidden):
        told(other, partner)
    with pytest.raises(Forbidden):
        told(ALL, partner)


@pytest.mark.parametrize("name", [ALL, "padan", "par_unheard_of"])
def test_names_of_sources_are_for_the_monitor_and_administrators(name):
    with pytest.raises(Unauthenticated):
        told(name, ANONYMOUS)
    with pytest.raises(Forbidden):
        told(name, SEEKER)


def test_the_monitor_reads_all_sources_by_name(source):
    offered(source, 2)
    for reader in (MONITOR, ADMIN):
        found = {each.source: each.scores for each in told(ALL, reader).sources}
        assert found[source].vacancies == 2


def test_a_source_that_nobody_heard_of_is_named_and_not_told_as_empty():
    with pytest.raises(InvalidInput) as refused:
        told("par_unheard_of")
    assert (refused.value.errors[0].pointer, refused.value.errors[0].code) == ("source", "unknown_source")


def test_a_partner_that_has_sent_nothing_yet_has_no_scores(source):
    assert told(source, Principal(id=source, roles=frozenset({Audience.PARTNER}))).sources[0].scores is None


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        (date(2026, 5, 5), date(2026, 5, 4), "after_end"),
        (date(2026, 5, 5) - LONGEST - timedelta(days=1), date(2026, 5, 5), "too_long"),
        (date(2027, 1, 1), None, "after_end"),
    ],
)
def test_days_that_make_no_sense_are_refused_by_name(first, last, code):
    with pytest.raises(InvalidInput) as refused:
        told(None, first=first, last=last)
    assert (refused.value.errors[0].pointer, refused.value.errors[0].code) == ("from", code)


@pytest.mark.parametrize(
    ("first", "last", "pointer"),
    [(date.min, date.min, "from"), (date.max, date.max, "from"), (None, date.min, "to"), (None, date.max, "to")],
)
def test_the_ends_of_the_calendar_are_refused_by_name(first, last, pointer):
    with pytest.raises(InvalidInput) as refused:
        told("partner", ANONYMOUS, first=first, last=last)
    assert (refused.value.errors[0].pointer, refused.value.errors[0].code) == (pointer, "out_of_range")


@pytest.mark.parametrize(("first", "last"), [(date(2000, 1, 1), date(2000, 1, 1)), (date(2199, 12, 31), None)])
def test_days_without_vacancies_are_days_like_others(first, last):
    last = last or first
    assert told("partner", MONITOR, first=first, last=last).sources[0].scores is None


def test_scores_of_a_source_are_of_late(source):
    offered(source, 2)
    assert quality.scores(source, TODAY).vacancies == 2
    assert quality.scores(source, FixedClock(datetime(2027, 5, 1, tzinfo=UTC))) is None
    assert quality.scores(new_source(), TODAY) is None


def test_as_csv_every_share_has_its_line_and_what_is_withheld_none(source):
    offered(source, 4)
    offered(source, 1, content=content(description="", expires_at=None))
    report = told(source, step=Step.MONTH)
    names, *lines = [line.split(",") for line in quality.csv_text(report).splitlines()]
    assert names[:5] == ["source", "period", "vacancies", "dimension", "field"]
    assert {line[1] for line in lines} == {f"{report.first}/{report.last}", "2026-05"}
    assert all(line[0] == source and line[2] == "5" and len(line) == len(names) for line in lines)
    (described,) = [line for line in lines if line[1] == "2026-05" and line[3:5] == ["completeness", "description"]]
    assert described[5:] == ["3", "4", "5", "0.8000"]
    whole = [line[3] for line in lines if line[1] == "2026-05" and not line[4]]
    assert whole == list(Dimension)
    assert len(quality.csv_text(told("public", ANONYMOUS, first=FIRST, last=FIRST)).splitlines()) == 1


@pytest.fixture
def employer() -> str:
    """An employer in Bandung with one member, `OWNER`, that nobody else's vacancies belong to."""
    identifier = new_identifier("emp")
    made = Employer(
        id=identifier,
        details=EmployerDetails(name="PT Contoh Mutu", region="32.73"),
        members=(Member(person_id=OWNER.id, role=Role.OWNER, since=NOW),),
        created_at=NOW,
        updated_at=NOW,
    )
    EmployerItem(identifier, employer=made).save()
    MembershipItem(OWNER.id, identifier).save()
    return identifier


OWNER = Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER}))
OFFICER = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("32",))
ELSEWHERE = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("35",))


def test_an_employer_reads_what_was_posted_for_it_by_whole_months(employer, source):
    offered(DIRECT, 2, employer_id=employer)
    offered(DIRECT, 1, day=28, employer_id=employer, channel=Channel.OFFICER)
    offered(DIRECT, 1, employer_id=new_identifier("emp"))
    offered(source, 1, employer_id=employer)
    day = {"first": FIRST + timedelta(days=10), "last": FIRST + timedelta(days=30)}
    for reader in (OWNER, OFFICER, MONITOR, ADMIN):
        report = told(employer, reader, step=Step.DAY, **day)
        assert (report.first, report.last) == (date(2026, 5, 1), date(2026, 6, 30))
        (only,) = report.sources
        assert [(each.period, each.scores.vacancies) for each in only.history] == [("2026-05", 2), ("2026-06", 1)]
    assert quality.scores(employer, TODAY).vacancies == 2


@pytest.mark.parametrize("reader", [SEEKER, ELSEWHERE])
def test_another_ones_employer_is_nobodys_business(employer, reader):
    with pytest.raises(Forbidden):
        told(employer, reader)
    with pytest.raises(Unauthenticated):
        told(employer, ANONYMOUS)


def test_an_employer_that_there_is_not_is_unknown_to_the_monitor_and_forbidden_to_others():
    nobody = new_identifier("emp")
    with pytest.raises(InvalidInput):
        told(nobody, MONITOR)
    with pytest.raises(Forbidden):
        told(nobody, OWNER)


def test_a_post_that_changes_hands_leaves_the_first_employer(employer):
    other = new_identifier("emp")
    first = handed_in(DIRECT, employer_id=employer)
    quality.follow([(None, first)])
    quality.follow([(first, next_of(first, employer_id=other))])
    assert quality.scores(employer, TODAY) is None
    assert quality.scores(other, TODAY).vacancies == 1


def test_employers_are_not_listed_among_the_sources(employer):
    offered(DIRECT, employer_id=employer)
    names = {each.source for each in told(ALL).sources}
    assert DIRECT in names
    assert employer not in names
