"""One vacancy coded anew: what the poster stated stays, and nothing is published or hidden by it."""

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference.coding_versions import coding_version
from chalicelib.reference.crosswalks import crosswalk
from chalicelib.reference.model_crosswalk import Relation
from chalicelib.vacancies.coding import coded, stated_of
from chalicelib.vacancies.content import content_hash
from chalicelib.vacancies.model import State, Stated
from chalicelib.vacancies.recoding import carried, is_current, recoded
from chalicelib.vacancies.recoding_model import Became, Code, Reason
from chalicelib.validation.model import Severity
from tests.vacancies.recoding_samples import current, old
from tests.vacancies.samples import NOW, content, finding, vacancy

CASHIER = "5230"
LATER = NOW + timedelta(days=30)
CODES = ("2512", "5230", "8322", "4110")
LEFT_ALONE = ("id", "state", "posted_at", "updated_at", "expires_at", "history", "published_at", "waiting_since")
LEFT_ALONE += ("content_hash", "applications", "cleared", "offered_at", "source", "employer_name", "duplicate_of")


def nothing(vacancy, now):
    return ()


def nowhere(code, origin, goal):
    return None


def test_what_the_machine_coded_is_coded_anew():
    before = old()
    done = recoded(before, LATER)
    assert (done.became, done.before, done.after) == (
        Became.CHANGED,
        Code(edition="2014", code="2512"),
        Code(edition="2014", code=CASHIER),
    )
    after = done.vacancy
    assert after.content == msgspec.structs.replace(before.content, occupation=CASHIER, skills=after.content.skills)
    assert (after.coded_with, after.stated, after.recoded_at) == (coding_version(), Stated(), LATER)
    assert (
        after.occupation_confidence == coded(content(title=before.content.title, occupation=None)).occupation_confidence
    )
    assert all(getattr(after, name) == getattr(before, name) for name in LEFT_ALONE)


def test_coding_again_changes_nothing():
    done = recoded(old(), LATER).vacancy
    again = recoded(done, LATER)
    assert again.became is Became.CURRENT
    assert again.vacancy is done
    assert recoded(done, LATER, every=True).vacancy is done


@pytest.mark.parametrize(
    ("title", "occupation", "became"),
    [
        ("Kasir Toko", None, Became.CODED),
        ("Kasir Toko", "2512", Became.CHANGED),
        ("Kasir Toko", CASHIER, Became.SAME),
        ("Xqzzt wrrbl", "2512", Became.UNCODED),
        ("Xqzzt wrrbl", None, Became.SAME),
    ],
)
def test_what_became_of_it_is_told(title, occupation, became):
    before = old(content=content(title=title, occupation=occupation))
    assert recoded(before, LATER, check=nothing).became is became


def test_skills_that_were_found_are_found_again():
    text = "Menguasai Microsoft Excel dan bahasa Inggris."
    found = reference.skills().find_in(text)
    assert found
    before = old(content=content(title="Kasir", occupation=None, description=text, skills=("gone",)))
    done = recoded(before, LATER)
    assert set(found) <= set(done.vacancy.content.skills)
    assert "gone" not in done.vacancy.content.skills
    assert done.skills


@given(
    stated=st.builds(Stated, occupation=st.booleans(), skills=st.booleans()),
    occupation=st.sampled_from(CODES),
    title=st.sampled_from(("Kasir", "Programmer", "Sopir Truk", "Xqzzt wrrbl")),
    skills=st.lists(st.sampled_from(("excel", "gone", "sql")), min_size=1, unique=True).map(tuple),
    state=st.sampled_from(State),
)
def test_what_was_stated_is_never_overwritten(stated, occupation, title, skills, state):
    posted = content(title=title, occupation=occupation, skills=skills)
    before = old(content=posted, stated=stated, state=state, occupation_confidence=1.0 if stated.occupation else 0.6)
    done = recoded(before, LATER)
    after = done.vacancy
    if stated.occupation:
        assert (after.content.occupation, after.occupation_confidence) == (occupation, 1.0)
    if stated.skills:
        assert after.content.skills == skills
    assert stated_of(after) == stated
    assert all(getattr(after, name) == getattr(before, name) for name in LEFT_ALONE)


@given(occupation=st.sampled_from((None, *CODES)), described=st.booleans(), skills=st.booleans(), hashed=st.booleans())
def test_a_vacancy_from_before_it_was_noted_tells_what_was_stated(occupation, described, skills, hashed):
    text = "Menguasai Microsoft Excel." if described else ""
    posted = content(title="Kasir", occupation=occupation, description=text, skills=("sql",) if skills else ())
    kept = coded(posted)
    known = content_hash("Karya Sentosa", posted) if hashed else "another"
    before = vacancy(
        State.PUBLISHED,
        content=kept.content,
        content_hash=known,
        occupation_confidence=kept.occupation_confidence,
    )
    wanted = Stated(occupation=occupation is not None, skills=skills or (not hashed and bool(kept.content.skills)))
    assert stated_of(before) == wanted


def test_in_doubt_everything_was_stated():
    before = vacancy(content=content(occupation="2512", skills=("sql",)), occupation_confidence=None)
    assert stated_of(before) == Stated(occupation=True, skills=True)


def of_another_edition(**changes):
    usual = {"content": content(title="Kasir", occupation="5211", skills=()), "occupation_version": "1982"}
    return old(**usual | changes, stated=Stated(occupation=True), occupation_confidence=1.0)


def test_a_stated_occupation_of_another_edition_goes_over():
    asked = []

    def carry(*way):
        asked.append(way)
        return CASHIER

    done = recoded(of_another_edition(), LATER, carry=carry, check=nothing)
    edition = reference.occupations().version
    assert asked == [("5211", "1982", edition)]
    assert (done.became, done.after) == (Became.CHANGED, Code(edition=edition, code=CASHIER))
    assert (done.vacancy.stated, done.vacancy.occupation_confidence) == (Stated(occupation=True), 1.0)
    assert is_current(done.vacancy)


def test_it_goes_over_by_the_crosswalk_of_the_editions():
    before = of_another_edition(content=content(title="Kasir", occupation="4219"), occupation_version="2026")
    done = recoded(before, LATER)
    assert (done.became, done.after) == (Became.CHANGED, Code(edition="2014", code="4212"))
    parted = of_another_edition(content=content(title="Kasir", occupation="2515"), occupation_version="2026")
    assert recoded(parted, LATER).officer.occupation == Code(edition="2026", code="2515")


def test_one_that_leads_nowhere_stays_and_is_listed_every_time():
    done = recoded(of_another_edition(), LATER, carry=nowhere)
    assert (done.became, done.officer.reason) == (Became.KEPT, Reason.NO_CORRESPONDENCE)
    assert (done.vacancy.content.occupation, done.vacancy.occupation_version) == ("5211", "1982")
    assert done.vacancy.coded_with == coding_version()
    again = recoded(done.vacancy, LATER, carry=nowhere)
    assert again.vacancy is done.vacancy
    assert again.officer == done.officer


@pytest.mark.parametrize(
    ("origin", "goal"), [("2014", "2026"), ("2026", "2014"), ("isco08", "2014"), ("2014", "isco08")]
)
def test_a_code_goes_over_where_one_group_stands_for_it(origin, goal):
    walk, went = crosswalk("occupations", origin, goal), 0
    for code in (each.code for each in reference.occupations(origin) if each.level == 4):
        target, found = carried(code, origin, goal), {each.code: each.relation for each in walk.map(code)}
        sure = {other for other, relation in found.items() if relation is not Relation.PARTIAL}
        assert sure == {target} if target else len(sure) != 1
        assert target is None or target in reference.occupations(goal)
        went += target is not None
    assert went > 400


@pytest.mark.parametrize(
    ("code", "origin", "goal", "target"),
    [
        ("2515", "2026", "2014", None),
        ("0110", "isco08", "2014", None),
        ("2519", "2014", "2026", "2519"),
        ("4212", "2014", "2026", "4219"),
        ("4219", "2026", "2014", "4212"),
        ("0111", "2014", "isco08", "0110"),
    ],
)
def test_a_group_that_was_parted_leads_nowhere_and_one_that_moved_follows(code, origin, goal, target):
    assert carried(code, origin, goal) == target


def test_editions_that_nothing_connects_lead_nowhere():
    assert carried("5211", "1812", "2014") is None
    assert carried("no code", "2014", "2014") is None
    assert carried(CASHIER, "2014", "2014") == CASHIER


@pytest.mark.parametrize("severity", [Severity.REJECT, Severity.HOLD, Severity.MEND])
def test_an_occupation_that_would_take_it_off_is_left_to_an_officer(severity):
    before = old()
    done = recoded(before, LATER, check=finds_in_cashiers(severity))
    assert done.vacancy is before
    assert (done.became, done.officer.reason) == (Became.KEPT, Reason.WOULD_BE_TAKEN_OFF)
    assert (done.officer.wanted.code, done.officer.findings) == (CASHIER, ("sample",))


def test_what_was_found_before_is_no_news():
    known = finding(Severity.MEND)
    done = recoded(old(findings=(known,)), LATER, check=finds_in_cashiers(Severity.MEND))
    assert (done.became, done.vacancy.findings) == (Became.CHANGED, (known,))


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize(
    "changes", [{"state": State.HELD}, {"state": State.CHECKED}, {"cleared": True}], ids=lambda each: str(*each)
)
def test_where_an_officer_looks_anyway_the_finding_is_noted(severity, changes):
    done = recoded(old(**changes), LATER, check=finds_in_cashiers(severity))
    assert done.vacancy.content.occupation == CASHIER
    assert [each.severity for each in done.vacancy.findings] == [severity]


def test_only_what_the_occupation_finds_comes_and_goes():
    was_here, stays = finding(Severity.WARN, code="about_code"), finding(Severity.WARN, code="of_old_rules")
    of_new_rules = finding(Severity.HOLD, code="of_new_rules")

    def check(vacancy, now):
        assert now == LATER
        return (of_new_rules,) if vacancy.content.occupation == CASHIER else (of_new_rules, was_here)

    done = recoded(old(findings=(was_here, stays)), LATER, check=check)
    assert (done.became, done.vacancy.findings) == (Became.CHANGED, (stays,))


def test_the_worst_finding_stays_first():
    mild = finding(Severity.WARN, code="mild")
    done = recoded(old(state=State.HELD, findings=(mild,)), LATER, check=finds_in_cashiers(Severity.HOLD))
    assert [each.severity for each in done.vacancy.findings] == [Severity.HOLD, Severity.WARN]


@pytest.mark.parametrize("state", sorted(set(State) - {State.PUBLISHED, State.HELD, State.CHECKED}))
def test_what_is_not_checked_is_not_checked_by_recoding(state):
    def never(vacancy, now):
        raise AssertionError("checked")

    assert recoded(old(state=state), LATER, check=never).became is Became.CHANGED


def test_a_revision_comes_with_what_a_reader_notices_and_alone_with_that():
    changed = recoded(old(), LATER).vacancy
    assert (changed.revision, changed.recoded_from) == (4, 3)
    twice = recoded(
        msgspec.structs.replace(changed, coded_with="", content=old().content, occupation_confidence=0.6), LATER
    ).vacancy
    assert (twice.revision, twice.recoded_from) == (5, 3)
    unnoticed = recoded(msgspec.structs.replace(current(), coded_with="other"), LATER).vacancy
    assert (unnoticed.revision, unnoticed.recoded_from, unnoticed.coded_with) == (3, None, coding_version())


def finds_in_cashiers(severity):
    """A check that finds something in every cashier and in nobody else."""
    return lambda vacancy, now: (finding(severity),) if vacancy.content.occupation == CASHIER else ()
