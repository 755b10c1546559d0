"""What is noted of a coding names every table that coding reads, in the version that it reads."""

import subprocess
import sys
from pathlib import Path

from chalicelib.reference.coding_versions import coding_version, leading
from chalicelib.reference.files import versions

HOUSE = Path(__file__).parents[2]
CODING = """
from chalicelib.reference import files, prepared
from search.lexicon.container import BadLexicon

def absent(path):
    raise BadLexicon("the tables themselves are to be read")

prepared.load = absent

read, seen = files.read, set()

def noted(name, version, *rest):
    seen.add((name, version))
    return read(name, version, *rest)

files.read = noted
from chalicelib.vacancies.coding import coded
from chalicelib.vacancies.model import VacancyContent

coded(VacancyContent(title="Manager Welder Bandung", description="Menguasai Microsoft Excel."))
write("=".join(each) for each in sorted(seen))
"""
NOTING = """
from chalicelib.reference import files

def refused(*_):
    raise AssertionError("a table was read")

files.read = refused
from chalicelib.reference.coding_versions import coding_version

write(coding_version().split())
"""


def run(script, folder):
    """Run a script that writes lines, in a process that has read nothing yet; what it logs is not meant."""
    file = folder / "written"
    begin = f"from pathlib import Path\n\ndef write(lines):\n    Path({str(file)!r}).write_text(chr(10).join(lines))\n"
    subprocess.run([sys.executable, "-c", begin + script], cwd=HOUSE, capture_output=True, timeout=60, check=True)
    return set(file.read_text().splitlines())


def test_every_table_that_coding_reads_is_named(tmp_path):
    read = run(CODING, tmp_path)
    assert read == set(coding_version().split())


def test_naming_the_versions_reads_no_table(tmp_path):
    assert run(NOTING, tmp_path) == set(coding_version().split())


def test_every_version_is_there():
    for each in coding_version().split():
        table, _, version = each.partition("=")
        assert version in versions(table), each


def test_what_leads_to_another_edition_is_named_too():
    assert list(leading("2014", "2014")) == []
    assert list(leading("2014", "2026")) == [("occupations", "2014"), ("occupation_crosswalks", "2014-2026")]
    steps = [name for table, name in leading("isco08", "2026") if table == "occupation_crosswalks"]
    assert steps == ["2014-isco08", "2014-2026"]
