"""What people call occupations and regions, as the published tables are searched by it."""

import pytest

from chalicelib.reference import files, publishing
from chalicelib.reference.everyday import everyday_names, naming_table, usages
from chalicelib.reference.publishing import Selection


def _found(name, text, **wanted):
    return [row.code for row in publishing.page(publishing.table(name), Selection(q=text, **wanted)).rows]


@pytest.mark.parametrize(
    ("table", "text", "first"),
    [
        ("occupations", "sopir truk", "8332"),
        ("occupations", "software engineer", "2512"),
        ("occupations", "Nurse", "2221"),
        ("occupations", "tukang las", "7212"),
        ("occupations", "Satpam", "5414"),
        ("regions", "jaksel", "31.74"),
        ("regions", "MM2100", "32.16"),
        ("regions", "Ujung Pandang", "73.71"),
    ],
)
def test_a_row_is_found_by_what_people_call_it(table, text, first):
    assert _found(table, text)[0] == first


def test_a_name_of_several_regions_finds_all_of_them():
    found = _found("regions", "jabodetabek")
    assert {"31", "32.71", "32.75", "32.76", "36.71", "36.74"} <= set(found)
    assert len(found) == len(set(found))


def test_all_readings_of_a_shared_name_are_found():
    assert {"32.08", "31.74"} <= set(_found("regions", "kuningan"))


def test_words_of_different_everyday_names_are_not_mixed():
    assert _found("regions", "kota bandung", parent="32") == ["32.73"]
    assert "2512" not in _found("occupations", "software satpam")


def test_titles_are_no_names_of_another_edition():
    other = files.read("occupations", "2026")
    assert naming_table(other) is None
    assert everyday_names(other) == {}
    assert publishing.searched_beside(other) == ()


@pytest.mark.parametrize("table", ["skills", "job_titles", "licences"])
def test_other_tables_have_their_own_names_alone(table):
    assert naming_table(publishing.table(table).table) is None


def test_titles_are_as_usual_as_they_were_counted():
    found = usages(publishing.table("job_titles").table)
    assert {title: found[title] for title in ("sales", "programmer")} == {"sales": 11.587, "programmer": 9.485}
    assert len(found) == len(publishing.table("title_counts").rows)
    assert usages(publishing.table("skills").table) == {}


def test_a_page_of_titles_is_another_when_the_counts_are():
    of = publishing.table("job_titles").table
    assert publishing.searched_beside(of) == (publishing.entity_tag(publishing.table("title_counts").table),)
    assert publishing.searched_beside(publishing.table("skills").table) == ()


@pytest.mark.parametrize("table", ["occupations", "regions"])
def test_every_everyday_name_leads_to_a_row(table):
    of = publishing.table(table)
    names = everyday_names(of.table)
    assert names
    assert all(of.get(code) is not None for code in names)
    assert all(name for each in names.values() for name in each)


@pytest.mark.parametrize("table", ["occupations", "regions"])
def test_a_page_is_another_when_the_names_are(table):
    of = publishing.table(table).table
    other = naming_table(of)
    assert publishing.searched_beside(of) == (publishing.entity_tag(other),)
    assert publishing.entity_tag(of, *publishing.searched_beside(of)) != publishing.entity_tag(of)
