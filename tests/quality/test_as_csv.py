"""Quality as a table: read back by any reader, it says what the report says."""

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from chalicelib.quality.as_csv import COLUMNS, csv_text
from chalicelib.quality.cells import CELLS
from chalicelib.quality.model import VACANCIES
from chalicelib.quality.reading import OfSource, Period, Report
from chalicelib.quality.scoring import scored

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


@st.composite
def all_scores(draw):
    """Scores of some vacancies, or none of too few."""
    vacancies = draw(st.integers(0, 1_000))
    counts = {VACANCIES: vacancies}
    for code in draw(st.sets(st.sampled_from(sorted(CELLS)), max_size=6)):
        of = draw(st.integers(0, vacancies))
        counts |= {f"{code}_of": of, f"{code}_good": draw(st.integers(0, of))}
    return scored(counts, draw(st.sampled_from([1, 10])))


NAMES = st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=12)
SOURCES = st.builds(
    OfSource,
    source=NAMES,
    scores=all_scores(),
    history=st.lists(
        st.builds(Period, period=st.sampled_from(["2026-01", "2026-02"]), scores=all_scores()), max_size=2
    ).map(tuple),
)


@given(st.lists(SOURCES, max_size=3))
def test_every_share_has_one_line_with_its_numbers(sources):
    report = Report(first=FIRST, last=LAST, sources=tuple(sources))
    rows = list(csv.DictReader(io.StringIO(csv_text(report), newline="")))
    told = [
        (source.source, period, scores)
        for source in sources
        for period, scores in [
            ("2026-01-01/2026-03-31", source.scores),
            *((each.period, each.scores) for each in source.history),
        ]
        if scores is not None
    ]
    expected = [
        (name, period, str(scores.vacancies), cell.cell.dimension, cell.cell.field, str(cell.good), str(cell.of))
        for name, period, scores in told
        for dimension in scores.dimensions
        for cell in dimension.cells
    ]
    of_fields = ("source", "period", "vacancies", "dimension", "field", "good", "of")
    assert [tuple(row[name] for name in of_fields) for row in rows if row["field"]] == expected
    assert sum(not row["field"] for row in rows) == sum(len(scores.dimensions) for _, _, scores in told)
    assert all(0 <= float(row["share"]) <= 1 for row in rows)


def test_of_nothing_there_are_the_names_alone():
    assert csv_text(Report(first=FIRST, last=LAST, sources=())) == ",".join(COLUMNS) + "\r\n"
