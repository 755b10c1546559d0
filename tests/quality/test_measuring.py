"""What one vacancy counts for: each measure where it applies, from what happened and not from the clock."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.quality.cells import CELLS
from chalicelib.quality.measuring import CHECKS, measured
from chalicelib.quality.model import Dimension, Field, counts_of
from chalicelib.quality.presence import FORM
from chalicelib.vacancies.model import DIRECT, Channel, Point, State, Stated, Transition
from chalicelib.validation.checking import RUNNING
from tests.quality.samples import DAY, NOW, content, found, handed_in, next_of

GOOD, BAD, APART = True, False, None


def verdict(vacancy, code):
    """Whether the cell is good, bad, or does not apply."""
    of = measured(vacancy)
    assert of is not None
    return GOOD if code in of.good else BAD if code in of.bad else APART


def with_content(**changes):
    return handed_in(content=content(expires_at=None, **changes))


def test_every_measure_has_a_check_and_every_check_a_measure():
    assert set(CHECKS) == set(CELLS)
    assert {cell.dimension for cell in CELLS.values()} == set(Dimension)
    assert all(cell.text.id != cell.text.en and cell.weight >= 1 for cell in CELLS.values())


def test_rules_whose_findings_are_counted_exist():
    known = {rule.code for rule in RUNNING}
    contradictions = {
        *("pay_order", "pay_missing_zero", "pay_range_wide", "point_outside_region", "dates_out_of_order"),
        *("stated_hours_unlawful", "stated_hours_with_overtime", "fresh_graduate_with_experience"),
    }
    assert set(FORM) | contradictions <= known


@pytest.mark.parametrize(
    ("changes", "field", "filled"),
    [
        ({}, Field.DESCRIPTION, GOOD),
        ({"description": " \n"}, Field.DESCRIPTION, BAD),
        ({"occupation": None}, Field.OCCUPATION, BAD),
        ({"region": None}, Field.REGION, BAD),
        ({"region": None, "remote": True}, Field.REGION, GOOD),
        ({"pay_minimum": None}, Field.PAY, GOOD),
        ({"pay_minimum": None, "pay_maximum": None}, Field.PAY, BAD),
        ({"employment_type": None}, Field.EMPLOYMENT_TYPE, BAD),
        ({}, Field.EDUCATION, BAD),
        ({"education": "sma"}, Field.EDUCATION, GOOD),
        ({}, Field.EXPERIENCE, BAD),
        ({"experience_months": 0}, Field.EXPERIENCE, GOOD),
        ({"fresh_graduate": True}, Field.EXPERIENCE, GOOD),
        ({"hours": None}, Field.HOURS, BAD),
        ({}, Field.SKILLS, BAD),
        ({"skills": ("cashier",)}, Field.SKILLS, GOOD),
        ({"contact_url": None}, Field.CONTACT, BAD),
    ],
)
def test_a_field_is_complete_when_it_is_stated(changes, field, filled):
    assert verdict(with_content(**changes), f"completeness_{field}") is filled


def test_who_posts_here_needs_no_address_for_applications():
    assert verdict(handed_in(DIRECT), "completeness_contact_url") is APART


@pytest.mark.parametrize(("code", "field"), FORM.items())
def test_a_field_is_valid_unless_a_rule_finds_fault_with_its_form(code, field):
    all_stated = content(
        skills=("cashier",), licences=("sim_a",), languages=("id",), education="sma", expires_at=NOW + 9 * DAY
    )
    whole = handed_in(content=all_stated)
    assert verdict(whole, f"validity_{field}") is GOOD
    wrong = msgspec.structs.replace(whole, findings=found(code))
    assert verdict(wrong, f"validity_{field}") is BAD
    others = {cell for cell in CELLS if cell.startswith("validity_") and cell != f"validity_{field}"}
    assert {verdict(wrong, cell) for cell in others} == {GOOD}


def test_what_law_and_fairness_find_is_no_matter_of_form():
    unfair = handed_in(findings=found("age_requirement", "fee_asked", "pay_below_minimum"))
    assert not any(code.startswith("validity") for code in measured(unfair).bad)


def test_what_is_not_stated_has_no_form():
    assert verdict(with_content(hours=None, pay_minimum=None, pay_maximum=None), "validity_pay") is APART
    assert verdict(with_content(), "validity_skills") is APART


@pytest.mark.parametrize(("days", "timely"), [(0, GOOD), (7, GOOD), (7.01, BAD), (300, BAD), (-1, GOOD)])
def test_what_its_source_posted_long_before_came_late(days, timely):
    assert verdict(handed_in(posted_at=NOW - days * DAY), "timeliness_posted_at") is timely


def test_what_is_posted_here_comes_as_it_is_posted():
    assert verdict(handed_in(DIRECT, posted_at=NOW - 300 * DAY), "timeliness_posted_at") is APART


@pytest.mark.parametrize(
    ("waited", "timely"), [(timedelta(), GOOD), (3 * DAY, GOOD), (timedelta(days=3, seconds=1), BAD)]
)
def test_time_to_publication_runs_from_handing_in(waited, timely):
    assert verdict(handed_in(published_at=NOW + waited), "timeliness_published_at") is timely


def test_what_was_never_published_waited_for_nothing_yet():
    held = handed_in(state=State.HELD, published_at=None)
    assert verdict(held, "timeliness_published_at") is APART
    assert verdict(held, "timeliness_expires_at") is APART


def stood(*words: tuple[int, str], **changes):
    """A vacancy with these steps, each the days since its publication and by whom."""
    made = handed_in(**changes)
    steps = tuple(Transition(state=State.PUBLISHED, at=NOW + day * DAY, by=by) for day, by in words)
    return msgspec.structs.replace(made, history=(*made.history, *steps))


@pytest.mark.parametrize(
    ("words", "timely"),
    [
        ([], APART),
        ([(60, "machine")], APART),
        ([(61, "machine")], BAD),
        ([(45, "par_one"), (90, "par_one")], GOOD),
        ([(45, "machine"), (90, "machine")], BAD),
        ([(30, "par_one"), (95, "machine")], BAD),
        ([(61, "par_one"), (70, "par_one")], BAD),
    ],
)
def test_a_source_that_is_silent_for_long_does_not_look_after_its_vacancy(words, timely):
    assert verdict(stood(*words), "timeliness_updated_at") is timely


def test_what_has_an_end_of_its_own_needs_no_word_in_between():
    ended = stood((80, "machine"), content=content(expires_at=NOW + 100 * DAY))
    assert verdict(ended, "timeliness_updated_at") is APART


@pytest.mark.parametrize(
    ("state", "by", "timely"),
    [
        (State.PUBLISHED, "machine", APART),
        (State.CLOSED, "par_one", GOOD),
        (State.FILLED, "par_one", GOOD),
        (State.FILLED, "machine", BAD),
        (State.EXPIRED, "machine", BAD),
    ],
)
def test_a_vacancy_should_end_as_its_source_says(state, by, timely):
    assert verdict(next_of(handed_in(), state, by=by), "timeliness_expires_at") is timely


def test_of_offers_of_one_job_the_canonical_one_is_unique():
    assert verdict(handed_in(), "uniqueness_job") is GOOD
    other = handed_in(canonical_id="vac_other")
    assert (verdict(other, "uniqueness_job"), verdict(other, "uniqueness_text")) == (BAD, GOOD)


def test_what_its_source_sent_before_counts_as_that_and_for_nothing_else():
    of = measured(handed_in(duplicate_of="vac_other", state=State.CLOSED))
    assert (of.good, of.bad) == ((), ("uniqueness_text",))


@pytest.mark.parametrize(
    ("changes", "codes", "cell", "consistent"),
    [
        ({}, (), "pay", GOOD),
        ({}, ("pay_order",), "pay", BAD),
        ({"pay_maximum": None}, ("pay_order",), "pay", APART),
        ({}, (), "point", APART),
        ({"point": Point(lat=-6.9, lon=107.6)}, (), "point", GOOD),
        ({"point": Point(lat=1.1, lon=104.0)}, ("point_outside_region",), "point", BAD),
        ({"point": Point(lat=1.1, lon=104.0), "region": None}, (), "point", APART),
        ({}, ("stated_hours_unlawful",), "hours", BAD),
        ({"hours": 54}, ("stated_hours_unlawful",), "hours", GOOD),
        ({"hours": None}, ("stated_hours_unlawful",), "hours", APART),
        ({}, (), "experience_months", APART),
        ({"fresh_graduate": True}, (), "experience_months", GOOD),
        (
            {"fresh_graduate": True, "experience_months": 24},
            ("fresh_graduate_with_experience",),
            "experience_months",
            BAD,
        ),
        ({"education": "s1"}, (), "education", APART),
        ({"education": "s1", "description": "Pendidikan minimal SMA/SMK sederajat."}, (), "education", BAD),
        ({"education": "smk", "description": "Pendidikan minimal SMA/SMK sederajat."}, (), "education", GOOD),
        ({"education": "d4", "description": "Pendidikan minimal S1 semua jurusan."}, (), "education", GOOD),
    ],
)
def test_fields_should_not_contradict_each_other_or_the_text(changes, codes, cell, consistent):
    made = msgspec.structs.replace(with_content(**changes), findings=found(*codes))
    assert verdict(made, f"consistency_{cell}") is consistent


def test_an_end_before_the_beginning_is_a_contradiction():
    made = handed_in(content=content(expires_at=NOW - 9 * DAY))
    assert verdict(made, "consistency_expires_at") is GOOD
    assert verdict(msgspec.structs.replace(made, findings=found("dates_out_of_order")), "consistency_expires_at") is BAD


@pytest.mark.parametrize(
    ("title", "occupation", "stated", "consistent"),
    [
        ("Kasir Minimarket", "5230", True, GOOD),
        ("Kasir Minimarket", "5223", True, GOOD),
        ("Kasir Minimarket", "2221", True, BAD),
        ("Kasir Minimarket", "2221", False, APART),
        ("Zxyv Qwrt", "2221", True, APART),
    ],
)
def test_a_stated_occupation_should_be_of_the_group_that_the_title_means(title, occupation, stated, consistent):
    made = handed_in(content=content(title=title, occupation=occupation), stated=Stated(occupation=stated))
    assert verdict(made, "consistency_occupation") is consistent


def test_an_edition_that_is_gone_is_held_against_nobody():
    made = handed_in(occupation_version="1892", stated=Stated(occupation=True))
    assert verdict(made, "consistency_occupation") is APART


@pytest.mark.parametrize("states", [(), (State.DRAFT,), (State.DRAFT, State.WITHDRAWN)])
def test_what_was_never_handed_in_counts_for_nothing(states):
    history = tuple(Transition(state=state, at=NOW, by="per_one") for state in states)
    assert measured(handed_in(history=history)) is None


def test_a_vacancy_counts_on_the_day_of_its_arrival_in_western_time():
    drafted = Transition(state=State.DRAFT, at=NOW, by="per_one")
    late = Transition(state=State.SUBMITTED, at=NOW.replace(hour=17, minute=30), by="per_one")
    of = measured(handed_in(history=(drafted, late, next_of(handed_in()).history[-1])))
    assert of.day == (NOW + DAY).date().isoformat()


@pytest.mark.parametrize(
    ("source", "channel", "name", "kind"),
    [
        ("par_one", Channel.PARTNER, "par_one", "partner"),
        ("par_one", Channel.FEED, "par_one", "feed"),
        ("par_one", None, "par_one", "partner"),
        (DIRECT, Channel.EMPLOYER, DIRECT, "employer"),
        (DIRECT, Channel.UPLOAD, DIRECT, "employer"),
        (DIRECT, Channel.OFFICER, DIRECT, "officer"),
        (DIRECT, Channel.PUBLIC, DIRECT, "public"),
    ],
)
def test_a_vacancy_counts_under_its_source_and_its_kind(source, channel, name, kind):
    of = measured(handed_in(source, channel=channel))
    assert (of.source, of.kind) == (name, kind)


@given(st.lists(st.sampled_from(State), max_size=8), st.sets(st.sampled_from([rule.code for rule in RUNNING])))
def test_no_cell_counts_twice_and_all_are_known(states, codes):
    made = handed_in(findings=found(*codes))
    for state in states:
        made = next_of(made, state)
    of = measured(made)
    assert not set(of.good) & set(of.bad)
    assert {*of.good, *of.bad} <= set(CELLS)
    counts = counts_of(of)
    assert set(counts.values()) == {1}
    assert all(name.removesuffix("_good") + "_of" in counts for name in counts if name.endswith("_good"))
