"""The page about the tables is current, and every table says where it comes from."""

from datetime import date
from pathlib import Path

from chalicelib.reference import files
from chalicelib.reference.describing import describe
from local import reference_page

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "README.md"


def test_the_page_is_written_from_the_tables_as_they_are():
    assert PAGE.read_text(encoding="utf-8") == reference_page.page(describe()), "run `make reference`"


def test_every_version_of_every_table_is_described():
    described = {(table.name, table.version) for table in describe()}
    assert described == {(path.parent.name, path.stem) for path in files.DATA.glob("*/*.tsv")}
    assert all(table.rows > 5 and date.fromisoformat(table.retrieved) for table in describe())


def test_the_promised_breadth():
    rows = {table.name: table.rows for table in describe()}
    assert rows["regions"] == 38 + 514
    assert rows["job_titles"] >= 400
    assert rows["skills"] >= 200


def test_writing_makes_the_folder(tmp_path):
    target = tmp_path / "new" / "README.md"
    assert reference_page.main(str(target)) == 0
    assert target.read_text(encoding="utf-8") == PAGE.read_text(encoding="utf-8")
