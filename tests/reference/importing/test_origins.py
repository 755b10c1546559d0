"""Where a new version comes from has to be said, and rows may say more."""

from datetime import UTC, datetime

import pytest

from chalicelib.clock import FixedClock
from chalicelib.reference import files
from chalicelib.reference.importing import Facts, Request, bring_in, examine
from tests.reference.importing.conftest import FACTS

WORDS = "word\ndan\ndi\nuntuk\n"
CLOCK = FixedClock(datetime(2026, 6, 1, 2, tzinfo=UTC))


def _examined(desk, facts, content=WORDS):
    return examine(content.encode(), Request(table="title_noise", version="2", facts=facts), desk.data, CLOCK)


@pytest.mark.parametrize("fact", ["title", "source", "licence", "retrieved"])
def test_every_fact_has_to_be_stated(desk, fact):
    said = {name: getattr(FACTS, name) for name in FACTS.__struct_fields__} | {fact: "  "}
    (problem,) = _examined(desk, Facts(**said)).problems
    assert (problem.code, problem.line) == ("bad_fact", None)
    assert f"--{fact}" in problem.text.en
    assert problem.text.id != problem.text.en


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-06-01", None), ("2026-06-02", "bad_fact"), ("1 Juni 2026", "bad_date"), ("2026-02-30", "bad_date")],
)
def test_the_day_has_come(desk, day, code):
    examined = _examined(desk, Facts(title="T", source="S", licence="L", retrieved=day))
    assert [each.code for each in examined.problems] == ([code] if code else [])


def test_hidden_characters_are_no_fact(desk):
    (problem,) = _examined(desk, Facts(title="T\u200b", source="S", licence="L", retrieved="2026-01-01")).problems
    assert problem.code == "bad_fact"


def test_lines_of_a_fact_become_one(desk):
    facts = Facts(title="T", source="A\n# licence: none\u2028B", licence="L", retrieved="2026-01-01")
    assert desk.bring(WORDS, "title_noise", "2", facts=facts).path
    table = files.read("title_noise", "2", desk.data)
    assert (table.source, table.licence) == ("A # licence: none B", "L")


def test_the_head_of_an_own_file_states_what_options_do_not(desk):
    head = "# title: Words\n# source: Them\n# licence: Free\n# retrieved: 2026-01-01\n"
    desk.bring(head + WORDS, "title_noise", "2", facts=Facts(source="Us"))
    table = files.read("title_noise", "2", desk.data)
    assert (table.title, table.source, table.licence, table.retrieved) == ("Words", "Us", "Free", "2026-01-01")
    twice = desk.bring(head + "# title: Other\n" + WORDS, "title_noise", "3")
    assert [(each.line, each.code) for each in twice.examined.problems] == [(5, "bad_head")]


def test_rows_name_sources_by_their_text(desk):
    text = (
        "code,label.id,label.en,statutory,sumber\nthr,THR,Holiday allowance,true,Law 6/2023\n"
        "mess,Mess,Lodging,false,An office\nmeals,Makan,Meals,false,Law 6/2023\n"
    )
    desk.bring(text, "benefits", "2")
    table = files.read("benefits", "2", desk.data)
    assert table.source == "An office"
    assert [table.origin(line) for line in table.lines] == ["Law 6/2023", "", "Law 6/2023"]
    assert len(table.sources) == 1


def test_a_version_and_its_origin_are_needed_to_bring_it_in(desk):
    for request in (Request(table="title_noise", facts=FACTS), Request(table="title_noise", version="2")):
        with pytest.raises(ValueError, match="stated"):
            bring_in(WORDS.encode(), request, desk.data)


@pytest.mark.parametrize("version", ["2", "2026", "2026.1", "2020-2025", "2014-isco08"])
def test_names_of_versions(desk, version):
    assert desk.bring(WORDS, "title_noise", version).path


@pytest.mark.parametrize("version", ["", ".", "..", "a", "2/3", "../2", "2\n", "v2", "2.", "2 ", "2.tsv/", "２"])
def test_other_names_are_none(desk, version):
    before = desk.listing()
    assert "bad_version" in {each.code for each in desk.bring(WORDS, "title_noise", version).examined.problems}
    assert desk.listing() == before


@pytest.mark.parametrize("version", ["1", "27", "2027a", "2027-1", "3027"])
def test_versions_of_tables_of_a_year_begin_with_it(desk, version):
    text = "\n".join(";".join(row) for row in desk.body("calendar_days", "2026"))
    assert "bad_version" in {each.code for each in desk.bring(text, "calendar_days", version).examined.problems}
    assert desk.bring(text, "calendar_days", "2026.1").path
