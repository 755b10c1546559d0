"""One recogniser over all tables: what is compiled, from what, and what stands in when that is not there."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from chalicelib import reference
from chalicelib.reference import compiling, prepared
from chalicelib.reference.model_study import Programme
from chalicelib.reference.place_terms import ALONE, BESIDE_A_REGION, district_terms, label_of
from chalicelib.reference.words import ABBREVIATION
from search.lexicon.container import Container, load, pack
from search.lexicon.lexicon import Lexicon
from search.normalise import normalise
from search.reading.recogniser import Recogniser
from search.vocabulary import AskedKind, Kind

ROOT = Path(__file__).parents[2]
RECOGNISER = reference.recogniser()
TABLES = {
    Kind.INDUSTRY: reference.industries,
    Kind.BENEFIT: reference.benefits,
    Kind.ARRANGEMENT: reference.working_arrangements,
    Kind.LICENCE: reference.licences,
    Kind.LANGUAGE: reference.languages,
    Kind.LANGUAGE_LEVEL: reference.language_levels,
    Kind.LANGUAGE_TEST: reference.language_tests,
    Kind.FIELD: reference.fields_of_study,
    Kind.PAY_PERIOD: reference.pay_periods,
    Kind.EDUCATION: reference.education_levels,
    Kind.EMPLOYMENT_TYPE: reference.employment_types,
}


def _codes(text: str, kind: Kind) -> set[str]:
    return {meaning.code for mention in RECOGNISER.read(text, (kind,)) for meaning in mention.meanings}


@pytest.mark.parametrize("kind", TABLES, ids=str)
def test_every_name_of_every_list_is_recognised(kind):
    table = TABLES[kind]()
    for surface, code in table.surfaces.entries():
        if surface:
            assert code in _codes(surface, kind), surface


def test_every_kind_that_a_table_has_is_in_the_vocabulary():
    kinds = {term.kind for term in reference.vocabulary().terms}
    assert kinds == set(Kind) - {Kind.EMPLOYER}, "employers come from the index"


@given(st.sampled_from(tuple(reference.programmes())))
def test_programmes_are_recognised_and_short_names_are_doubted(programme: Programme):
    assert programme.code in _codes(programme.name, Kind.PROGRAMME)
    for term in (term for term in reference.vocabulary().terms if term.code == programme.code):
        assert term.weight <= (ABBREVIATION if len(term.surface) <= 3 else 1.0)


def test_the_readings_of_a_districts_name_share_its_sureness():
    weights: dict[str, float] = {}
    for term in district_terms({}):
        weights[term.surface] = weights.get(term.surface, 0.0) + term.weight
    assert set(weights) == {normalise(district.name) for district in reference.districts()}
    for surface, weight in weights.items():
        named = reference.regions().surfaces.get(surface)
        assert weight == pytest.approx(BESIDE_A_REGION if named else ALONE), surface
    halved = next(term for term in district_terms({"coblong": 0.5}) if term.surface == "coblong")
    assert halved.weight == pytest.approx(weights["coblong"] / 2)


def test_a_district_is_labelled_with_its_regency():
    (district,) = reference.districts().resolve("Coblong")
    assert label_of(district).id == "Coblong, Kota Bandung"
    assert label_of(district).en.startswith("Coblong, ")


@pytest.mark.parametrize(
    ("text", "written", "kind", "code"),
    [
        ("Punya SIM B1 Umum aktif", "SIM B1 Umum", Kind.LICENCE, "sim_b1_umum"),
        ("Fasilitas: BPJS Kesehatan, THR", "THR", Kind.BENEFIT, "thr"),
        ("Kerja dari rumah", "Kerja dari rumah", Kind.ARRANGEMENT, "remote"),
        ("gaji Rp150.000 per hari", "per hari", Kind.PAY_PERIOD, "DAY"),
        ("IELTS minimal 6,5", "IELTS", Kind.LANGUAGE_TEST, "ielts"),
        ("Kec. Coblong, Bandung", "Coblong", Kind.DISTRICT, "32.73.02"),
        ("Pertambangan nikel", "Pertambangan", Kind.INDUSTRY, "B"),
    ],
)
def test_what_vacancies_say_is_found_where_it_stands(text, written, kind, code):
    found = [mention for mention in RECOGNISER.read(text, (kind,)) if written in text[mention.start : mention.end]]
    assert found, RECOGNISER.read(text)
    assert code in {meaning.code for meaning in found[0].meanings}


def test_queries_mean_what_they_mean_without_the_other_tables():
    vocabulary = reference.vocabulary()
    asked = {Kind(kind) for kind in AskedKind}
    alone = Recogniser(
        Lexicon.of(
            replace(
                vocabulary,
                concepts=tuple(concept for concept in vocabulary.concepts if concept.kind in asked),
                terms=tuple(term for term in vocabulary.terms if term.kind in asked),
            )
        )
    )
    every = Recogniser(reference.lexicon())
    others = sorted({term.surface for term in vocabulary.terms if term.kind not in asked})[::9]
    titles = [title.title for title in reference.occupations().titles[::50]]
    for text in (*others, *(f"{one} {other}" for one, other in zip(titles, others, strict=False))):
        assert every.read(text) == alone.read(text), text


def test_the_same_tables_give_the_same_bytes():
    held = {name: compiled("d") for name, compiled in compiling.FORMS.items()}
    program = (
        "import hashlib, sys; from chalicelib.reference.compiling import FORMS;"
        "print(*(hashlib.sha256(made('d')).hexdigest() for made in FORMS.values()))"
    )
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.split() == [hashlib.sha256(content).hexdigest() for content in held.values()]


def _marked(digest: str) -> bytes:
    return pack({"kinds": b"made in memory"}, "1", digest)


def _prepared(folder: Path) -> Container:
    return prepared.prepared("words", _marked, folder)


def test_a_form_of_these_tables_is_used(tmp_path):
    (tmp_path / "words.bin").write_bytes(pack({"kinds": b"from the file"}, "1", prepared.sources_digest()))
    assert bytes(_prepared(tmp_path).section("kinds")) == b"from the file"


@pytest.mark.parametrize(
    "content",
    [None, b"", b"torn", pack({"kinds": b"stale"}, "1", "of other tables"), pack({}, "1", "")[:-1]],
    ids=["missing", "empty", "foreign", "stale", "cut"],
)
def test_any_other_is_not_used_and_a_warning_says_so(tmp_path, content, caplog):
    if content is not None:
        (tmp_path / "words.bin").write_bytes(content)
    held = _prepared(tmp_path)
    assert bytes(held.section("kinds")) == b"made in memory"
    assert held.digest == prepared.sources_digest()
    assert "compiled in memory" in caplog.text


def test_the_digest_follows_every_table_and_the_code_that_reads_them(tmp_path):
    for file in ("chalicelib/reference/data/skills/2.tsv", "chalicelib/reference/words.py", "search/normalise.py"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text("one")
    digest = prepared.sources_digest.__wrapped__
    before = digest(tmp_path)
    assert before == digest(tmp_path)
    seen = {before}
    for file in ("chalicelib/reference/data/skills/2.tsv", "chalicelib/reference/words.py", "search/normalise.py"):
        (tmp_path / file).write_text("two")
        seen.add(digest(tmp_path))
    (tmp_path / "chalicelib/reference/data/skills/3.tsv").write_text("a new version")
    seen.add(digest(tmp_path))
    assert len(seen) == 5


def test_writing_is_done_once_and_brings_a_stale_form_up_to_date(tmp_path, capsys):
    assert compiling.main([str(tmp_path)]) == 0
    assert "words.bin" in capsys.readouterr().out
    files = sorted(tmp_path.iterdir())
    assert [file.name for file in files] == ["phrases.bin", "titles.bin", "words.bin"]
    written = [file.stat().st_mtime_ns for file in files]
    compiling.write(tmp_path)
    assert [file.stat().st_mtime_ns for file in files] == written
    (tmp_path / "titles.bin").write_bytes(b"torn")
    compiling.write(tmp_path)
    assert load(tmp_path / "titles.bin").digest == prepared.sources_digest()
    assert sorted(tmp_path.iterdir()) == files, "nothing is left behind"
