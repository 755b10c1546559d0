"""``padan reference`` needs no platform."""

import pytest

from chalicelib.clock import SYSTEM_CLOCK
from chalicelib.reference import checking, checking_pay, files
from chalicelib.reference.as_csv import csv_text
from chalicelib.reference.describing import describe
from chalicelib.reference.importing.layouts import running
from chalicelib.reference.importing.wording import codes
from chalicelib.reference.model import Finding
from tests.cli.conftest import command

FACTS = ("--title", "Words", "--source", "A list", "--licence", "Free", "--retrieved", "2026-03-01")


@pytest.fixture
def into(tmp_path):
    return tmp_path / "data"


@pytest.fixture
def noise(tmp_path):
    """The running table of words that say nothing, as a CSV file, and a way to spoil it."""
    file = tmp_path / "noise.csv"
    words = csv_text(running("title_noise"))

    def write(spoil=lambda text: text):
        file.write_text(spoil(words))
        return file

    return write


@pytest.mark.parametrize("arguments", [(), ("list",)], ids=["alone", "list"])
def test_it_lists_every_table(arguments):
    told = command("reference", *arguments, "--json").good().json
    expected = [(each.name, each.version, each.rows) for each in describe()]
    assert [(table["name"], table["version"], table["rows"]) for table in told["tables"]] == expected
    assert "minimum_wages" in command("reference", *arguments).good().out


def test_a_finding_is_told_and_ends_the_check_as_refused(monkeypatch):
    finding = Finding(table="regions", key="31.71", problem="lies [nowhere]")
    monkeypatch.setattr(checking, "check", lambda: (finding,))
    checked = command("reference", "check")
    assert checked.code == 1
    assert "regions 31.71: lies [nowhere]" in checked.out
    assert command("reference", "check", "regions", "--json").json["findings"][0]["key"] == "31.71"
    assert command("reference", "check", "skills", "--json").good().json["findings"] == []


def test_a_table_that_cannot_be_read_is_told(monkeypatch):
    def unreadable():
        raise files.BadTable("skills 2, line 7: torn")

    monkeypatch.setattr(checking, "check", unreadable)
    checked = command("reference", "check")
    assert (checked.code, checked.out) == (1, "")
    assert "line 7: torn" in checked.err


def test_an_unknown_table_is_wrong_usage():
    assert command("reference", "check", "colours").code == 2
    assert command("reference", "check", "--as", "skills").code == 2
    assert command("reference", "check", "/nowhere.csv", "--as", "skills").code == 2


def test_a_file_is_checked_without_being_brought_in(noise):
    before = files.versions("title_noise")
    good = command("reference", "check", noise(), "--as", "title_noise", "--json").good().json
    assert good["problems"] == []
    assert good["rows"] == len(running("title_noise").lines)
    bad = command("reference", "check", noise(lambda text: text + "a\r\n"), "--as", "title_noise", "--json")
    assert bad.code == 1
    (problem,) = bad.json["problems"]
    assert (problem["code"], problem["key"], set(problem["text"])) == ("duplicate_code", "a", {"id", "en"})
    assert files.versions("title_noise") == before


def test_a_file_is_brought_in_and_the_running_version_goes_on(noise, into):
    file = noise(lambda text: text + "zonk\r\n")
    arguments = ("reference", "import", file, "--as", "title_noise", "--version", "77", *FACTS, "--into", into)
    done = command(*arguments, "--json").good().json
    assert done["path"] == str(into / "title_noise" / "77.tsv")
    assert [each["code"] for each in done["difference"]["added"]] == ["zonk"]
    assert done["running"] == running("title_noise").version
    table = files.read("title_noise", "77", into)
    assert (table.title, table.source, table.licence, table.retrieved) == ("Words", "A list", "Free", "2026-03-01")
    again = command(*arguments)
    assert again.code == 1
    assert "version_exists" in again.out
    assert "Nothing was written" in again.err


def test_the_screen_tells_what_is_new_and_that_nothing_runs_yet(noise, into):
    arguments = ("--as", "title_noise", "--version", "77", *FACTS, "--into", into)
    shown = command("reference", "import", noise(lambda text: text + "zonk\r\n"), *arguments).good().out
    assert "zonk" in shown
    assert f"Version {running('title_noise').version} goes on" in shown
    assert "current.py" in shown


def test_a_refused_file_leaves_nothing_and_names_its_lines(noise, into):
    file = noise(lambda text: text.replace("word", "kata", 1) + '"zo\x07nk"\r\n')
    refused = command("reference", "import", file, "--as", "title_noise", "--version", "77", *FACTS, "--into", into)
    last = len(running("title_noise").lines) + 2
    assert refused.code == 1
    assert "line 1 (kata)" in refused.out
    assert f"line {last}: There is a control or hidden character U+0007" in refused.out
    assert "goes on" in refused.err
    assert not into.exists()
    mapped = ("--column", "word=kata")
    told = command(
        "reference", "import", file, "--as", "title_noise", "--version", "77", *FACTS, *mapped, "--into", into, "--json"
    )
    assert [problem["code"] for problem in told.json["problems"]] == ["control_character"]
    assert {problem["code"] for problem in told.json["problems"]} <= codes()


@pytest.mark.parametrize("option", [("--column", "word"), ("--column", "=x"), ("--delimiter", "|")], ids=" ".join)
def test_options_that_say_nothing_are_wrong_usage(option, noise, into):
    arguments = ("--as", "title_noise", "--version", "77", *FACTS, "--into", into)
    wrong = command("reference", "import", noise(), *arguments, *option)
    assert (wrong.code, wrong.out) == (2, "")
    assert not into.exists()


def test_a_folder_that_refuses_is_told(noise, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "title_noise").write_text("in the way")
    arguments = ("--as", "title_noise", "--version", "77", *FACTS, "--into", tmp_path / "data")
    refused = command("reference", "import", noise(), *arguments)
    assert refused.code == 1
    assert "Nothing was written" in refused.err


def test_two_versions_are_compared():
    told = command("reference", "diff", "skills", "1", "2", "--json").good().json
    assert (told["from_version"], told["to_version"]) == ("1", "2")
    before, after = ({line[0] for line in files.read("skills", each).lines} for each in "12")
    assert {each["code"] for each in told["added"]} == after - before
    assert {each["code"] for each in told["removed"]} == before - after
    shown = command("reference", "diff", "skills", "1", "2").good().out
    assert "added" in shown
    assert "--json has all of them" in shown
    assert "the same" in command("reference", "diff", "skills", "2", "2").good().out


def test_a_version_that_does_not_exist_is_wrong_usage():
    wrong = command("reference", "diff", "skills", "1", "1999")
    assert (wrong.code, wrong.out) == (2, "")
    assert "1, 2" in wrong.err
    assert command("reference", "diff", "colours", "1", "2").code == 2


def test_the_report_measures_the_titles_of_somebodys_own(tmp_path):
    file = tmp_path / "titles.csv"
    file.write_text("No;Posisi\n1;Kasir\n2;Juru Qwertz\n3;juru  qwertz\n4;\n")
    told = command("reference", "report", "--titles", file, "--column", "Posisi", "--json").good().json
    (collection,) = told["collections"]
    assert collection["recognition"]["titles"] == 3
    assert collection["recognition"]["empty"] == 1
    assert collection["recognition"]["unrecognised"] == [{"title": "Juru Qwertz", "count": 2}]
    assert collection["coded_percent"] == 33.3
    assert {table["name"] for table in told["tables"]} == {each.name for each in describe()}
    assert told["findings"] == []
    shown = command("reference", "report", "--titles", file).good().out
    assert "Juru Qwertz" in shown
    assert "33.3 % coded" in shown


def test_titles_that_cannot_be_found_are_told(tmp_path):
    file = tmp_path / "titles.csv"
    file.write_text("a,b\n1,2\n")
    refused = command("reference", "report", "--titles", file)
    assert refused.code == 1
    assert "missing_column" in refused.out
    assert command("reference", "report", "--column", "b").code == 2


def test_a_table_of_a_year_runs_in_its_year(tmp_path, into):
    file = tmp_path / "days.csv"
    days = csv_text(running("calendar_days"))
    file.write_text(days)
    version = f"{running('calendar_days').version[:4]}.9"
    shown = command("reference", "import", file, "--as", "calendar_days", "--version", version, *FACTS, "--into", into)
    assert f"is read for {version[:4]}" in shown.good().out
    assert "the same" in shown.out


def test_codes_that_moved_are_shown(tmp_path):
    head = "# title: T\n# source: S\n# licence: L\n# retrieved: 2026-01-01\ncode\tlabel.id\n"
    (tmp_path / "regions").mkdir()
    for version, code in (("1", "91.08"), ("2", "96.01")):
        (tmp_path / "regions" / f"{version}.tsv").write_text(f"{head}{code}\tKabupaten Sorong\n")
    shown = command("reference", "diff", "regions", "1", "2", "--into", tmp_path).good().out
    (row,) = [line for line in shown.splitlines() if "91.08" in line and "96.01" in line]
    assert "yes" in row


def test_a_version_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "skills").mkdir()
    for version in "12":
        (tmp_path / "skills" / f"{version}.tsv").write_bytes(b"\xff")
    refused = command("reference", "diff", "skills", "1", "2", "--into", tmp_path)
    assert refused.code == 1
    assert "skills 1, line 1" in refused.err


def test_many_problems_are_counted_on_the_screen(noise):
    many = noise(lambda text: text + "a\r\n" * 300)
    shown = command("reference", "check", many, "--as", "title_noise")
    assert shown.code == 1
    assert shown.out.count("[duplicate_code]") == 200
    assert "and 100 more" in shown.out
    assert "300 problems" in shown.err


def test_a_year_of_wages_that_is_not_there_is_told_as_overdue_and_is_no_mistake(monkeypatch):
    monkeypatch.setattr(checking_pay, "newest_wages", lambda: SYSTEM_CLOCK.now().year - 3)
    told = command("reference", "check", "minimum_wages", "--json").good().json
    assert len(told["overdue"]) >= 2
    assert told["overdue"][0] == f"minimum_wages {SYSTEM_CLOCK.now().year - 2}"
    assert "overdue: minimum_wages" in command("reference", "check", "minimum_wages").good().out
    assert command("reference", "check", "regions", "--json").good().json["overdue"] == []
