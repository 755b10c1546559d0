"""Finding occupations, skills, places and wages by what people write."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import BadTable
from chalicelib.reference.phrases import PhraseBook
from search.normalise import normalise
from search.vocabulary import Kind

GROUPS = reference.occupations()
WORDS = st.lists(st.sampled_from(["kasir", "sopir", "truk", "gudang", "senior", "xyzzy", "a"]), max_size=6)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Kasir", "5230"),
        ("DIBUTUHKAN SEGERA KASIR", "5230"),
        ("Staf Administrasi", "4110"),
        ("Direktur Utama", "1120"),
        ("Xyzzy", None),
        ("", None),
    ],
)
def test_a_title_is_coded_by_its_words(title, code):
    coding = GROUPS.code_title(title)
    assert (coding.code if coding else None) == code
    if coding:
        assert 0 < coding.confidence <= 1
        assert coding.version == GROUPS.version
        assert GROUPS.get(coding.code).level == 4


def test_words_that_say_nothing_do_not_lower_confidence_and_unknown_ones_do():
    plain, noisy, odd = (
        GROUPS.code_title(title).confidence for title in ("kasir", "loker kasir segera", "kasir xyzzy")
    )
    assert plain == noisy > odd


@given(WORDS)
def test_coding_never_fails_and_the_longest_phrase_decides(words):
    coding = GROUPS.code_title(" ".join(words))
    if coding:
        assert set(coding.matched.split()) <= set(words), "what says nothing of the work may stand between"


def test_every_title_is_found_by_itself():
    for title in GROUPS.titles:
        assert GROUPS.surfaces.get(normalise(title.title)), title.title


@given(st.sampled_from([group.code for group in GROUPS]))
def test_the_tree_holds_together(code):
    above = [code[:end] for end in range(len(code) - 1, 0, -1)]
    assert all(one in GROUPS for one in above)
    assert all(child.parent == code for child in GROUPS.children(code))
    if above:
        assert GROUPS.get(code) in GROUPS.children(above[0])


@pytest.mark.parametrize("table", [reference.occupations, reference.skills, reference.regions, reference.languages])
def test_an_unknown_version_is_refused(table):
    with pytest.raises(BadTable):
        table("1492")


def test_skills_are_found_in_text_once_in_order():
    table = reference.skills()
    text = "Menguasai Microsoft Word, lalu Ms. Excel; excel sehari-hari dan MS Word."
    assert table.find_in(text) == ("sk_word", "sk_excel")
    assert table.find_in("wordpressing excellent") == ()


def test_every_skill_is_resolved_by_code_label_and_synonym():
    table = reference.skills()
    for skill in table:
        for name in (skill.code, skill.label.id, skill.label.en.upper(), *skill.synonyms):
            assert table.resolve(name) == skill.code, name
    assert table.resolve("tidak ada") is None


def test_rarity_is_the_information_in_a_skill():
    table = reference.skills()
    for skill in table:
        assert table.rarity(skill.code) == pytest.approx(-math.log(min(skill.per_mille, 900) / 1000))
        assert table.rarity(skill.code) > 0
    assert table.rarity("sk_tidak_ada") == pytest.approx(math.log(1000))


def test_skills_of_an_occupation_are_those_of_its_groups():
    table = reference.skills()
    found = table.of_occupation("4110")
    assert "sk_excel" in {skill.code for skill in found}
    assert all(any("4110".startswith(group) for group in skill.occupations) for skill in found)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Jakarta Selatan", "31.74"),
        ("kota bandung", "32.73"),
        ("kab. bandung", "32.04"),
        ("jogja", "34"),
        ("bdg", "32.73"),
        ("West Java", "32"),
        ("Bekasi, Jawa Barat", "32.75"),
    ],
)
def test_a_place_is_read_from_what_people_write(words, code):
    readings = reference.regions().resolve(words)
    assert code in {reading.code for reading in readings}
    confidences = [reading.confidence for reading in readings]
    assert confidences == sorted(confidences, reverse=True)


def test_the_city_and_the_regency_share_a_name_and_the_city_leads():
    city, regency = (reading.code for reading in reference.regions().resolve("bandung")[:2])
    assert (city, regency) == ("32.73", "32.04")


def test_a_name_for_several_means_all_of_them_together():
    readings = reference.regions().resolve("jabodetabek")
    assert len(readings) > 5
    assert all(reading.together for reading in readings)


def test_neighbours_are_mutual():
    table = reference.regions()
    for code in ("31.71", "32.73", "51.03"):
        assert all(code in table.neighbours(other) for other in table.neighbours(code))
    assert table.neighbours("31") == ()


def test_the_vocabulary_names_only_concepts_that_it_holds():
    vocabulary = reference.vocabulary()
    concepts = {(concept.kind, concept.code) for concept in vocabulary.concepts}
    assert {(term.kind, term.code) for term in vocabulary.terms} <= concepts
    assert len(concepts) == len(vocabulary.concepts)
    assert {Kind.REGION, Kind.OCCUPATION, Kind.SKILL, Kind.EDUCATION} <= {kind for kind, _ in concepts}
    assert all(0 < term.weight <= 1 and term.surface == normalise(term.surface) for term in vocabulary.terms)


def test_every_skill_and_region_can_be_said():
    said = {(term.kind, term.code) for term in reference.vocabulary().terms}
    assert {(Kind.SKILL, skill.code) for skill in reference.skills()} <= said
    assert {(Kind.REGION, region.code) for region in reference.regions()} <= said


def test_who_types_a_title_means_the_occupation_and_a_skills_own_name_stays_both():
    said = {(term.surface, term.kind) for term in reference.vocabulary().terms}
    assert reference.skills().resolve("welder") == "sk_las"
    assert ("welder", Kind.OCCUPATION) in said
    assert ("welder", Kind.SKILL) not in said
    assert {("sales", Kind.OCCUPATION), ("sales", Kind.SKILL)} <= said


def test_a_published_skill_keeps_its_code_and_leads_to_broader_ones():
    table = reference.skills()
    assert {skill.code for skill in reference.skills("1")} <= {skill.code for skill in table}
    assert "sk_akuntansi" in table.get("sk_laporan_keuangan").broader
    assert reference.skills("1").get("sk_laporan_keuangan").broader == ()


@pytest.mark.parametrize(
    "text",
    [
        "Bergabung dengan tim management kami dan ikuti training",
        "Kirim foto dan CV lewat email atau WhatsApp",
        "Gaji pokok, tunjangan transportasi, hari libur",
        "Toko kami ada di Nusantara dan Batu Bara",
    ],
)
def test_running_text_that_asks_for_nothing_names_no_skill(text):
    assert reference.skills().find_in(text) == ()


@given(WORDS)
def test_phrases_are_found_without_overlap_the_longest_first(words):
    book = PhraseBook({"kasir": 1, "sopir truk": 2, "sopir": 3, "truk gudang": 4})
    hits = book.find(words)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(" ".join(words[hit.start : hit.end]) == hit.surface for hit in hits)
    if "sopir truk" in " ".join(words):
        assert 2 in {hit.value for hit in hits}
