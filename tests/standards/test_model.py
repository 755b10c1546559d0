"""Tables of standards are read strictly."""

import pytest

from local.standards.model import Line, TableError, Verdict, faults, lines
from local.standards.page import Page, written

HEAD = "key\tgroup\tasked\tverdict\tproof\tnote\n"


def _table(tmp_path, text):
    file = tmp_path / "some.tsv"
    file.write_text(text)
    return file


def test_lines_are_read_in_their_order(tmp_path):
    second, first = lines(
        _table(tmp_path, f"{HEAD}2\t1\tthat\tmet\ta.py::b  c.md#d\t\n1\t2\tthis\tnot met\t\tfor now\n")
    )
    assert second.proof == ("a.py::b", "c.md#d")
    assert first == Line(key="1", group="2", asked="this", verdict=Verdict.NOT_MET, note="for now")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "other columns"),
        ("key\tasked\n", "other columns"),
        (f"{HEAD}1\t1\tasked\tmet\n", "row 2: 4 fields"),
        (f"{HEAD}1\t1\ta\tmet\tp\t\n2\t1\ta\tperhaps\tp\t\n", "row 3: “perhaps” is no verdict"),
    ],
)
def test_a_table_of_another_form_is_refused(tmp_path, text, told):
    with pytest.raises(TableError, match=told):
        lines(_table(tmp_path, text))


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"verdict": Verdict.MET}, "nothing proves it"),
        ({"verdict": Verdict.NOT_MET}, "without a reason"),
        ({"verdict": Verdict.NOT_APPLICABLE}, "without a reason"),
        ({"verdict": Verdict.ACCEPTED}, "without a reason"),
        ({"verdict": Verdict.MET, "proof": ("x",), "asked": ""}, "does not say"),
    ],
)
def test_what_a_line_lacks_is_told(changed, told):
    (found,) = faults(Line(**({"key": "1", "group": "1", "asked": "a"} | changed)))
    assert told in found


def test_a_page_counts_its_lines_and_links_from_where_it_lies():
    page = Page(table="some", file="docs/security/some.md", head="# Some\n", key="k", group="g", asked="a")
    shown = written(
        page,
        [
            Line(key="1", group="2", asked="a | b", verdict=Verdict.MET, proof=("tests/x.py::test_y", "docs/z.md#w")),
            Line(key="2", group="2", asked="c", verdict=Verdict.NOT_MET, note="Not yet."),
        ],
    )
    assert "2 lines: 1 met, 1 not met." in shown
    assert "| 1 | 2 | a \\| b | met | [`test_y`](../../tests/x.py), [`z.md#w`](../z.md#w) |" in shown
    assert "| 2 | 2 | c | **not met** | Not yet. |" in shown
