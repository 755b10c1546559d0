"""Counting which known titles vacancies use."""

import csv

import pytest

from bench import recognition, title_counts
from bench.title_counts import Counted, KnownTitles, counted, vacancies
from chalicelib.reference import files, occupations
from chalicelib.reference.model_occupations import TitleCount
from chalicelib.reference.title_counts import COUNT_VERSION, COUNTS

ABSENT = pytest.mark.skipif(not recognition.FOLDER.is_dir(), reason="the development data is not beside the project")


@pytest.fixture
def folder(tmp_path):
    """Four collections; the second employer has the same title in two of them, and writes it in two ways."""
    said = {
        "jobstreet-2024.csv": [("Kasir", "PT Satu"), ("KASIR", "PT Dua"), ("", "PT Dua")],
        "jobstreet-2024-with-text.csv": [("kasir!", "PT. Dua"), ("Sales Executive", "PT Dua")],
        "jobstreet-2018-titles.csv": [("xyzzy", "PT Tiga")],
        "glints-2018-skills.csv": [("Urgently needed: Kasir", "PT Tiga")],
    }
    for name, title, company in recognition.TITLED:
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow([title, company])
            writer.writerows(said[name])
    return tmp_path


def test_each_title_of_an_employer_counts_once_over_all_collections(folder):
    assert sorted(title for _, title in vacancies(folder)) == [
        "kasir",
        "kasir",
        "sales executive",
        "urgently needed kasir",
        "xyzzy",
    ]


def test_a_vacancy_counts_for_the_title_that_decides_its_code(folder):
    found = counted(title for _, title in vacancies(folder))
    assert (found.titles, found.total) == ({"kasir": 3, "sales executive": 1}, 5)
    assert found.rows[0] == TitleCount(title="kasir", count=3, per_mille=600.0)
    assert title_counts.differing(found) != ()


def test_equally_used_titles_are_in_the_order_of_letters():
    assert [row.title for row in Counted({"b": 2, "a": 2, "c": 3}, 10).rows] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("sales executive", "sales executive"),
        ("executive sales", "sales executive"),
        ("Sales  Executives", "sales executive"),
        ("customerservice", "customerservice"),
        ("custommer servicce", "customer service"),
    ],
)
def test_other_spellings_count_for_the_known_title(written, title):
    assert counted([written]).titles == {title: 1}


def test_each_known_title_counts_for_itself():
    titles = dict(occupations().surfaces.entries())
    known = KnownTitles(titles)
    assert [known.of(surface) for surface in titles] == [title.title for title in titles.values()]


def test_words_that_are_no_title_count_for_none():
    with pytest.raises(KeyError):
        KnownTitles({}).of("kasir")


def test_what_is_written_is_a_table_that_holds_the_counts(folder, tmp_path):
    written = tmp_path / "data" / COUNTS / f"{COUNT_VERSION}.tsv"
    assert title_counts.main([str(folder), "--write", str(written)]) == 0
    assert files.typed(COUNTS, COUNT_VERSION, TitleCount, tmp_path / "data") == (
        TitleCount(title="kasir", count=3, per_mille=600.0),
        TitleCount(title="sales executive", count=1, per_mille=200.0),
    )
    assert " 5 vacancies" in files.read(COUNTS, COUNT_VERSION, tmp_path / "data").source
    assert title_counts.differing(counted(title for _, title in vacancies(folder)), tmp_path / "data") == ()


def test_a_check_ends_with_1_when_the_table_says_otherwise(folder, capsys):
    assert title_counts.main([str(folder), "--check"]) == 1
    assert "the table says otherwise" in capsys.readouterr().out
    assert title_counts.main([str(folder)]) == 0


def test_absent_data_is_said(tmp_path, capsys):
    assert title_counts.main([str(tmp_path / "none"), "--check"]) == 2
    assert "is absent" in capsys.readouterr().err


@ABSENT
def test_the_published_counts_are_those_of_the_collections(capsys):
    assert title_counts.main([str(recognition.FOLDER), "--check"]) == 0
    assert "otherwise          " in capsys.readouterr().out
