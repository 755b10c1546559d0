"""Which version is the current one."""

from datetime import UTC, datetime

import pytest

from chalicelib.clock import FixedClock
from chalicelib.reference import files
from chalicelib.reference.current import current_version, newest, published
from chalicelib.reference.occupations import occupations
from chalicelib.reference.skills import skills

HEAD = "# title: T\n# source: S\n# licence: L\n# retrieved: 2026-01-01\n"


@pytest.fixture
def data(tmp_path):
    def add(name, *versions):
        (tmp_path / name).mkdir()
        for version in versions:
            (tmp_path / name / f"{version}.tsv").write_text(f"{HEAD}code\nx\n")
        return tmp_path

    return add


@pytest.mark.parametrize("name", published())
def test_every_table_has_a_current_version_that_can_be_read(name):
    assert files.read(name, current_version(name)).lines


def test_the_current_version_is_the_one_that_typed_modules_read():
    assert current_version("occupations") == occupations().version
    assert current_version("skills") == skills().version


@pytest.mark.parametrize(
    ("versions", "last"),
    [(["1"], "1"), (["9", "10"], "10"), (["2014", "2014.1"], "2014.1"), (["2026", "2025"], "2026"), (["1", "a"], "1")],
)
def test_the_newest_is_by_number(versions, last):
    assert newest(versions) == last
    assert newest(reversed(versions)) == last


def test_a_table_that_no_module_speaks_for_is_read_in_its_newest_version(data):
    assert current_version("colours", data("colours", "9", "10")) == "10"


def test_an_edition_that_lies_ready_is_not_current(data):
    assert current_version("occupations", data("occupations", "2014", "2026")) == "2014"


@pytest.mark.parametrize(
    ("moment", "version"),
    [
        (datetime(2026, 12, 31, 16, 59, tzinfo=UTC), "2026"),
        (datetime(2026, 12, 31, 17, 0, tzinfo=UTC), "2027"),
        (datetime(2031, 1, 1, tzinfo=UTC), "2027"),
        (datetime(2020, 1, 1, tzinfo=UTC), "2026"),
    ],
)
def test_a_years_table_is_current_in_its_year(data, moment, version):
    folder = data("minimum_wages", "2026", "2027")
    assert current_version("minimum_wages", folder, FixedClock(moment)) == version


def test_a_correction_is_current_in_the_year_that_it_corrects(data):
    folder = data("minimum_wages", "draft", "2026", "2026.1", "2027")
    assert current_version("minimum_wages", folder, FixedClock(datetime(2026, 6, 1, tzinfo=UTC))) == "2026.1"


def test_a_table_without_a_version_is_not_published(data):
    assert published(data("empty")) == ()
    with pytest.raises(files.BadTable):
        current_version("empty", data("more", "1"))
