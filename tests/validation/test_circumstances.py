"""What a check knows besides the vacancy: the year of the wages, the reference tables, what is asked once."""

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType, Point, VacancyContent
from chalicelib.validation import recheck
from chalicelib.validation.checking import check
from chalicelib.validation.rules.licences import OF_ALL
from chalicelib.validation.rules.minimum_wage import HOURS_IN_DIVISOR, least_pay
from chalicelib.validation.subject import Subject
from chalicelib.validation.tables import ReferenceTables
from chalicelib.validation.wording import rupiah
from tests.validation.test_checking import CONTEXT

TABLES = ReferenceTables()
LOW = VacancyContent(title="Kasir", description="Melayani pembeli di toko buah.", region="31.73", pay_minimum=4_700_000)
WAGE_OF_2025, WAGE_OF_2026 = 4_500_000, 5_000_000


def codes(content: VacancyContent, **changes: object) -> set[str]:
    return {finding.code for finding in check(content, msgspec.structs.replace(CONTEXT, **changes))}


@pytest.mark.parametrize(
    ("now", "pinned", "year"),
    [
        (datetime(2026, 3, 2, tzinfo=UTC), None, 2026),
        (datetime(2025, 12, 31, 16, 59, tzinfo=UTC), None, 2025),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), None, 2026),
        (datetime(2026, 3, 2, tzinfo=UTC), 2024, 2024),
    ],
)
def test_the_year_is_that_of_jakarta_unless_it_is_pinned(now, pinned, year):
    assert msgspec.structs.replace(CONTEXT, now=now, wage_year=pinned).year == year


def test_the_wage_of_a_pinned_year_decides():
    assert WAGE_OF_2025 < LOW.pay_minimum < WAGE_OF_2026
    assert "pay_below_minimum" in codes(LOW)
    assert "pay_below_minimum" not in codes(LOW, wage_year=2025)


def test_a_vacancy_of_december_is_judged_by_the_wage_of_january_in_january():
    december = datetime(2025, 12, 20, tzinfo=UTC)
    assert "pay_below_minimum" not in codes(LOW, now=december, posted_at=december)
    assert "pay_below_minimum" in codes(LOW, now=december + timedelta(days=20), posted_at=december)


def test_the_first_hours_of_a_year_in_jakarta_tell_the_versions_apart():
    """At 17:30 UTC on the last of December it is January in Jakarta."""
    context = msgspec.structs.replace(CONTEXT, now=datetime(2025, 12, 31, 17, 30, tzinfo=UTC))
    old = {finding.code for finding in recheck(LOW, context, "rules.1+policy.1")}
    new = {finding.code for finding in recheck(LOW, context, "rules.2+policy.2")}
    assert "pay_below_minimum" not in old
    assert "pay_below_minimum" in new


def test_the_exemption_of_small_enterprises_is_of_the_year_too():
    small = msgspec.structs.replace(LOW, small_enterprise=True)
    assert "small_enterprise_stated" in codes(small)
    assert "small_enterprise_stated" not in codes(small, wage_year=2025)


def test_part_time_is_reckoned_by_the_year_too():
    part = msgspec.structs.replace(LOW, employment_type=EmploymentType.PART_TIME, hours=30, pay_minimum=4_800_000)
    assert "pay_below_minimum" in codes(part)
    assert "pay_below_minimum" not in codes(part, wage_year=2025)


def test_licences_of_the_table_are_known_with_their_names():
    nurse = {licence.code: licence for licence in TABLES.required_licences("2221")}
    assert {"str", "sip"} <= set(nurse)
    assert "str" in {word.lower() for word in nurse["str"].words}
    assert TABLES.required_licences("5223") == ()
    assert TABLES.required_licences("") == ()


def test_every_licence_that_binds_a_whole_group_is_in_the_list():
    assert all(TABLES.knows_licence(code) for code in OF_ALL)
    assert not TABLES.knows_licence("none")


def test_languages_and_hazards_are_those_of_the_tables():
    assert TABLES.knows_language("id")
    assert not TABLES.knows_language("xx-none")
    assert TABLES.hazard("3121") is not None
    assert TABLES.hazard("2411") is None


@pytest.mark.parametrize(
    ("point", "province", "inside"),
    [
        (Point(lat=-6.2, lon=106.8), "31", True),
        (Point(lat=6.2, lon=106.8), "31", False),
        (Point(lat=-6.2, lon=10.68), "31", False),
        (Point(lat=5.5, lon=95.3), "11", True),
        (Point(lat=-6.2, lon=106.8), "00", None),
    ],
)
def test_a_point_lies_in_its_province_or_not(point, province, inside):
    assert TABLES.lies_in(point.lat, point.lon, province) is inside


def test_an_accountant_needs_no_licence_of_public_accountants_and_a_nurse_needs_hers():
    real = msgspec.structs.replace(CONTEXT, reference=None)

    def found(**changes: object) -> bool:
        content = msgspec.structs.replace(LOW, region="32.75", **changes)
        return "licence_not_asked" in {finding.code for finding in check(content, real)}

    assert not found(occupation="2411")
    assert found(occupation="2221")
    assert not found(occupation="2221", description="Perawat dengan STR yang masih berlaku.")
    assert not found(occupation="2221", licences=("str",))


@pytest.mark.parametrize(
    ("licences", "told"),
    [
        (("sim_b1_umum",), False),
        (("sim_b2_umum",), False),
        (("sim_b1",), True),
        (("sim_a", "sim_c"), True),
        ((), True),
    ],
)
def test_a_licence_that_implies_the_one_needed_is_enough(licences, told):
    content = msgspec.structs.replace(LOW, region="32.75", occupation="8332", licences=licences)
    found = check(content, msgspec.structs.replace(CONTEXT, reference=None))
    assert ("licence_not_asked" in {finding.code for finding in found}) is told
    before = recheck(content, msgspec.structs.replace(CONTEXT, reference=None), "rules.2+policy.2")
    told_before = "sim_b1_umum" not in licences
    assert ("licence_not_asked" in {finding.code for finding in before}) is told_before


def test_what_several_rules_ask_is_made_once_for_each_vacancy():
    made = []

    def counted(subject: Subject) -> int:
        made.append(subject.content.title)
        return len(made)

    one, other = Subject.of(LOW, CONTEXT), Subject.of(LOW, CONTEXT)
    assert [one.once(counted), one.once(counted), other.once(counted)] == [1, 1, 2]


def test_nothing_that_is_nothing_is_made_again():
    made = []

    def nothing(subject: Subject) -> None:
        made.append(subject)

    subject = Subject.of(LOW, CONTEXT)
    subject.once(nothing)
    subject.once(nothing)
    assert len(made) == 1


def _said(**changes: object) -> Text:
    content = msgspec.structs.replace(LOW, region="32.75", **changes)
    found = check(content, msgspec.structs.replace(CONTEXT, reference=None))
    (message,) = (each.message for each in found if each.code.startswith("pay_be"))
    return message


def test_part_time_is_told_its_share_its_hours_and_the_wage_of_an_hour():
    said = _said(employment_type=EmploymentType.PART_TIME, hours=26, pay_minimum=3_000_000)
    whole = TABLES.minimum_wage("32.75", 2026)
    for text in (said.id, said.en):
        assert rupiah(whole.amount) in text
        assert rupiah(least_pay(whole.amount, EmploymentType.PART_TIME, 26)) in text
        assert rupiah(-(-whole.amount // HOURS_IN_DIVISOR)) in text
    assert "26 jam kerja paruh waktu seminggu" in said.id
    assert "per jam" in said.id
    assert "26 hours of part-time work a week" in said.en
    assert "an hour" in said.en


def test_full_time_is_told_the_wage_alone():
    said = _said(pay_minimum=3_000_000)
    assert "paruh waktu" not in said.id
    assert "belum tercatat" not in said.id
    assert "2026" in said.id


def test_a_range_that_begins_below_is_told_the_share_too():
    said = _said(employment_type=EmploymentType.PART_TIME, hours=26, pay_minimum=3_000_000, pay_maximum=9_000_000)
    assert "Kisaran upah" in said.id
    assert "26 jam kerja paruh waktu" in said.id


@pytest.mark.parametrize("years", [0, 1, 2, 20])
def test_no_later_year_switches_the_rule_off(years):
    assert "pay_below_minimum" in codes(LOW, wage_year=2026 + years)
    real = codes(msgspec.structs.replace(LOW, pay_minimum=1_000_000), wage_year=2026 + years, reference=None)
    assert "pay_below_minimum" in real
    assert "minimum_wage_unknown" not in real


def test_a_year_before_the_tables_is_said_to_be_unknown():
    real = codes(msgspec.structs.replace(LOW, pay_minimum=1_000_000), wage_year=2010, reference=None)
    assert "minimum_wage_unknown" in real
    assert "pay_below_minimum" not in real
