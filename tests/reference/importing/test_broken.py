"""Every file of ``broken/`` is refused whole, each problem with its line, heading, kind and code."""

from pathlib import Path

import msgspec
import pytest

from chalicelib.reference.importing.headings import Wishes
from chalicelib.reference.importing.wording import codes
from tests.reference.importing.conftest import FACTS

BROKEN = Path(__file__).parent / "broken"


class Case(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A file, what is said of it, and what is wrong: line, heading, kind, code of the row."""

    file: str
    table: str
    problems: list[tuple[int | None, str, str, str]]
    version: str | None = None
    expect_rows: int | None = None
    mapped: tuple[tuple[str, str], ...] = ()

    @property
    def content(self) -> bytes:
        return (BROKEN / self.file).read_bytes()


CASES = msgspec.json.decode((BROKEN / "cases.json").read_bytes(), type=list[Case])


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
def test_every_problem_is_told_where_it_is(shared_desk, case):
    said = {"version": case.version, "expect_rows": case.expect_rows, "wishes": Wishes(mapped=case.mapped)}
    examined = shared_desk.examine(case.content, case.table, **said)
    found = [(each.line, each.column, each.code, each.key) for each in examined.problems]
    assert found == case.problems
    assert examined.content is None
    assert all(each.text.id and each.text.en for each in examined.problems)


@pytest.mark.parametrize("case", CASES, ids=[case.file for case in CASES])
def test_a_refused_file_changes_nothing(desk, case):
    before = desk.listing()
    version = case.version or "2027"
    said = {"expect_rows": case.expect_rows, "wishes": Wishes(mapped=case.mapped)}
    imported = desk.bring(case.content, case.table, version, facts=FACTS, **said)
    assert (imported.path, imported.difference) == (None, None)
    assert imported.examined.problems
    assert desk.listing() == before


def test_the_cases_are_all_the_files_and_nearly_all_the_kinds():
    assert {case.file for case in CASES} == {path.name for path in BROKEN.iterdir()} - {"cases.json"}
    told = {code for case in CASES for _, _, code, _ in case.problems}
    elsewhere = {"too_large", "cell_too_long", "ambiguous_region", "bad_fact"}
    assert codes() == told | elsewhere
    assert len(CASES) >= 25
