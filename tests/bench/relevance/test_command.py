"""The whole bench on the invented corpus."""

from pathlib import Path

import pytest

from bench.relevance import __main__ as command
from bench.relevance.engines import EMBEDDED, searchable
from bench.relevance.model import TUNE, Posting
from bench.relevance.page import BEGIN, END


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert command.main([*arguments, "--engine", "embedded"]) == 0
    return capsys.readouterr().out


def test_both_parts_are_measured_and_written(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "relevance.md"
    page.write_text(f"# Relevance\n\n{BEGIN}\n{END}\n", encoding="utf-8")
    _run(capsys, str(folder), "--write", str(page))
    text = page.read_text(encoding="utf-8")
    assert "40 vacancies that a portal filed under 4 sub-classes" in text
    assert "embedded, tune part" in text
    assert "embedded, test part" in text
    assert text.count("as it is |") == 4


def test_two_runs_tell_the_same(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (_run(capsys, str(folder), "--part", "tune").partition("\n")[2] for _ in range(2))
    assert first == second
    assert "test part" not in first


def test_the_worst_are_shown_of_the_tune_part_only(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = _run(capsys, str(folder), "--part", "tune", "--worst", "3")
    assert len(told.splitlines()) == len(_run(capsys, str(folder), "--part", "tune").splitlines()) + 3
    untold, told = (_run(capsys, str(folder), "--part", "test", "--worst", count) for count in ("0", "3"))
    assert told.partition("\n")[2] == untold.partition("\n")[2]


def test_without_data_it_says_so_and_leaves_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.md"
    page.write_text("as it was", encoding="utf-8")
    assert "absent" in _run(capsys, str(tmp_path / "nowhere"), "--write", str(page))
    assert page.read_text(encoding="utf-8") == "as it was"


def test_each_way_finds_by_what_it_reads(filed: list[Posting]) -> None:
    own = [posting for posting in filed if posting.part == TUNE]
    titles = {posting.document.id: posting.document.title for posting in own}
    places = {posting.document.id: posting.document.region for posting in own}
    with searchable(EMBEDDED, "test", own) as made:
        words, placed, coverage, jobs, concepts, spelt, loosened, _, shown = made
        assert {titles[each] for each in words.find("kasir")} == {"Kasir"}
        assert {places[each] for each in words.find("kasir bandung")} > {"32.73"}
        assert {places[each] for each in placed.find("kasir bandung")} == {"32.73"}
        assert {places[each] for each in coverage.find("kasir bandung")} == {"32.73"}
        assert coverage.find("cashier") == []
        assert {titles[each] for each in jobs.find("cashier")} == {"Kasir"}
        assert concepts.find("resepsionsi hotel") == []
        assert {titles[each] for each in spelt.find("resepsoinis")} == {"Resepsionis"}
        assert spelt.find("kasir kosmetik") == spelt.find("kasir istimewa") == []
        assert {titles[each] for each in shown.find("kasir istimewa")} == {"Kasir"}
        assert {titles[each] for each in loosened.find("kasir kosmetik")} == {"Kasir"}
        assert titles[shown.find("kasir kosmetik")[0]] == "Kasir"
