"""The bench of the recogniser compares things that find the same."""

from hypothesis import given
from hypothesis import strategies as st

from bench import recogniser
from chalicelib import reference
from search.normalise import normalise
from search.reading.automaton import Automaton

WINDOWS = recogniser.Windows()
COMPILED = Automaton(reference.lexicon())
TITLES = reference.occupations().titles[::7]


@given(st.lists(st.sampled_from([title.title for title in TITLES] + ["Bandung", "SIM B1", "THR", "xyzzy"]), max_size=3))
def test_dictionaries_and_the_compiled_lexicon_find_the_same(parts):
    words = normalise(" ".join(parts)).split()
    assert [(match.start, match.end, match.surface) for match in WINDOWS.find(words)] == [
        (match.start, match.end, match.surface) for match in COMPILED.find(words)
    ]


def test_without_the_development_data_the_titles_of_the_tables_are_read_and_it_is_said(tmp_path, capsys):
    found = recogniser.titles(tmp_path / "absent")
    assert len(found) == len(reference.occupations().titles)
    assert "absent" in capsys.readouterr().out


def test_real_titles_are_those_of_all_files_without_the_empty_ones(tmp_path):
    for file, column in (
        ("jobstreet-2024.csv", "Job Title"),
        ("jobstreet-2018-titles.csv", "job_position"),
        ("glints-2018-skills.csv", "job_position"),
    ):
        (tmp_path / file).write_text(f"{column},other\nKasir {file},x\n  ,y\n")
    assert len(recogniser.titles(tmp_path)) == 3


def test_the_faster_of_several_rounds_counts():
    slow, fast = recogniser.a_second([lambda: sum(range(200_000)), lambda: sum(range(2_000))], 10)
    assert 0 < slow < fast
