"""Languages, how well they are known, and their tests, by the words that adverts use."""

import re

import pytest

from chalicelib import reference
from tests.reference.shown import shown

TESTS, LEVELS, LANGUAGES = reference.language_tests(), reference.language_levels(), reference.languages()

TESTED = """
JLPT N5|jlpt_n5|A1
JLPT N4|jlpt_n4|A2
Bahasa Jepang minimal N4|jlpt_n4|A2
sertifikat N3|jlpt_n3|A2
min. N3 JLPT|jlpt_n3|A2
Level N3|jlpt_n3|A2
JLPT N2|jlpt_n2|B1
Bahasa Jepang N2|jlpt_n2|B1
Bahasa Jepang setara N2|jlpt_n2|B1
Japanese N1|jlpt_n1|B2
JLPT-N1|jlpt_n1|B2
noken N3|jlpt_n3|A2
JFT Basic A2|jft_basic|A2
lulus JFT|jft_basic|A2
TOPIK 1|topik_1|A1
TOPIK II level 3|topik_2|A2
TOPIK level 3|topik_3|B1
TOPIK 4|topik_4|B2
TOPIK Level 5|topik_5|C1
TOPIK VI|topik_6|C2
EPS-TOPIK|eps_topik|A2
lulus EPS TOPIK|eps_topik|A2
HSK 3|hsk_3|A2
HSK4|hsk_4|B1
HSK 4-5|hsk_4|B1
HSK Level 5|hsk_5|B2
Mandarin HSK 5|hsk_5|B2
sertifikat HSK 6|hsk_6|C1
HSK I|hsk_1|A1
Goethe-Zertifikat B1|goethe_b1|B1
Bahasa Jerman B2|goethe_b2|B2
Sertifikat bahasa Jerman B1|goethe_b1|B1
DELF B2|delf_b2|B2
DALF C1|dalf_c1|C1
DELE B1|dele_b1|B1
Cambridge B2 First|cambridge_b2_first|B2
CAE|cambridge_c1_advanced|C1
"""

SCORED = """
TOEFL minimal 500|toefl_itp|B1
TOEFL 550|toefl_itp|B2
skor TOEFL min. 450|toefl_itp|A2
TOEFL ITP 543|toefl_itp|B2
nilai TOEFL 630|toefl_itp|C1
TOEFL prediction 475|toefl_itp|B1
TOEFL iBT 80|toefl_ibt|B2
IBT 100|toefl_ibt|C1
IELTS 6.5|ielts|B2
IELTS band 7|ielts|C1
minimal IELTS 5|ielts|B1
skor IELTS 6.0|ielts|B2
TOEIC 605|toeic|B1
TOEIC minimal 785|toeic|B2
skor TOEIC 500|toeic|A2
TOEIC score 945|toeic|C1
"""

MASTERED = """
Bahasa Inggris aktif|en|B2
Bahasa Inggris pasif|en|A2
Inggris aktif lisan dan tulisan|en|B2
lancar berbahasa Inggris|en|C1
fasih bahasa Mandarin|zh|C1
Fluent in English|en|C1
English (intermediate)|en|B1
Bahasa Jepang dasar|ja|A2
Bahasa Arab aktif|ar|B2
Native English speaker|en|C2
English CEFR B2|en|B2
Bahasa Korea level A2|ko|A2
Mandarin conversational|zh|B1
"""


def _lines(table):
    return [tuple(line.split("|")) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("text", "test", "level"), _lines(TESTED))
def test_a_test_that_is_passed_shows_its_level(text, test, level):
    found = TESTS.find_in(text)
    assert found[0] == test
    assert shown(test) == level


@pytest.mark.parametrize(("text", "test", "level"), _lines(SCORED))
def test_a_score_shows_the_level_of_its_band(text, test, level):
    score = float(re.search(r"\d+(\.\d)?", text)[0])
    assert TESTS.find_in(text) == (test,)
    assert shown(test, score) == level


@pytest.mark.parametrize(("text", "language", "level"), _lines(MASTERED))
def test_how_well_a_language_is_to_be_known(text, language, level):
    assert LANGUAGES.find_in(text)[0] == language
    assert LEVELS.find_in(text)[0] == level


@pytest.mark.parametrize("text", ["N95", "shift 3", "Senin", "PT Natural", "level manager", "HSE officer", "score"])
def test_what_is_no_test_of_a_language(text):
    assert TESTS.find_in(text) == ()


def test_no_name_or_band_of_before_is_lost():
    before = reference.language_tests("1")
    assert {surface: TESTS.surfaces.get(surface) for surface, _ in before.surfaces.entries()} == dict(
        before.surfaces.entries()
    )
    assert before.bands == TESTS.bands
