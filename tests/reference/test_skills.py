"""Skills are found in texts where they are asked for, and counted."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import files
from chalicelib.reference.checking_skills import above
from chalicelib.reference.model import Skill, SkillKind
from chalicelib.reference.skills import ASIDES, SkillTable
from chalicelib.texts import Text
from search.normalise import normalise

SKILLS = reference.skills()
PHRASES = tuple(phrase for (phrase,) in files.read("skill_asides", ASIDES).lines)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bertanggung jawab, jujur dan teliti", "sk_tanggung_jawab"),
        ("memiliki rasa tanggung jawab", "sk_tanggung_jawab"),
        ("menguasai pelaporan SPT Tahunan", "sk_tax_spt"),
        ("has an outgoing personality", "sk_sociable"),
        ("machine maintenance", "sk_perawatan_mesin"),
        ("troubleshooting komputer", "sk_troubleshooting"),
        ("menguasai Ms. Excel dan Vlookup", "sk_excel"),
        ("Administrasi di Kota Administrasi Jakarta Pusat", "sk_administrasi"),
        ("menguasai Java, Jawa Timur", "sk_java"),
        ("pengalaman di gudang", "sk_gudang"),
    ],
)
def test_what_is_asked_for_is_found(text, code):
    assert code in SKILLS.find_in(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Tugas dan Tanggung Jawab:", "sk_tanggung_jawab"),
        ("You are responsible for daily reports", "sk_tanggung_jawab"),
        ("bertanggung jawab atas kebersihan toko", "sk_tanggung_jawab"),
        ("minimum tersedia jam: fleksibel", "sk_fleksibel"),
        ("incoming and outgoing letters", "sk_sociable"),
        ("inklusi keuangan", "sk_edu_special"),
        ("tidak memakai kacamata", "sk_health_optics"),
        ("semua disiplin ilmu", "sk_disiplin"),
        ("driving continuous improvement", "sk_driving"),
        ("our commitment to perfection", "sk_commitment"),
        ("sudah vaksinasi covid 19", "sk_health_vaccination"),
        ("used for recruitment purposes only", "sk_rekrutmen"),
        ("selama proses rekrutmen berlangsung", "sk_rekrutmen"),
        ("penempatan Kota Administrasi Jakarta Selatan", "sk_administrasi"),
        ("Kabupaten Administrasi Kepulauan Seribu", "sk_administrasi"),
        ("surabaya, East Java", "sk_java"),
        ("kantor di Sawah Besar", "sk_agri_rice"),
        ("Memproses pembayaran pemasok", "sk_kasir"),
        ("mengantar barang ke gudang", "sk_gudang"),
    ],
)
def test_what_only_looks_like_a_skill_is_passed_over(text, code):
    assert code not in SKILLS.find_in(text)


def test_a_name_that_texts_use_otherwise_is_still_a_name():
    assert SKILLS.resolve("Tanggung jawab") == SKILLS.resolve("responsibility") == "sk_tanggung_jawab"
    assert SKILLS.find_in("responsibility") == ()


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_that_is_passed_over_is_written_as_texts_are_read(phrase):
    assert normalise(phrase) == phrase
    assert SKILLS.find_in(phrase) == ()


def test_hits_tell_where_they_are_even_after_a_phrase_passed_over():
    words = normalise("responsible for kasir jujur").split()
    (hit,) = [hit for hit in SKILLS.matches_in("responsible for kasir jujur") if hit.value == "sk_jujur"]
    assert words[hit.start : hit.end] == ["jujur"]


@given(st.lists(st.sampled_from((*PHRASES[:40], "excel", "jujur", "dan", "xyzzy")), max_size=8))
def test_hits_do_not_overlap_and_name_skills(parts):
    hits = SKILLS.matches_in(" ".join(parts))
    assert all(hit.value in SKILLS for hit in hits)
    assert all(one.end <= other.start for one, other in pairwise(hits))


def test_the_words_between_skills_change_nothing():
    table = SkillTable("x", [Skill(code="sk_x", kind=SkillKind.TOOL, label=Text("Xyzzy", "Xyzzy"))])
    assert table.find_in("pakai xyzzy, responsible for xyzzy") == ("sk_x",)


def test_there_are_many_of_every_kind():
    kinds = Counter(skill.kind for skill in SKILLS)
    assert len(SKILLS) >= 2000
    assert kinds[SkillKind.TECHNICAL] >= 1000
    assert min(kinds[SkillKind.TOOL], kinds[SkillKind.LICENCE], kinds[SkillKind.PERSONAL]) >= 100
    assert kinds[SkillKind.LANGUAGE] >= 30


def test_no_skill_lies_above_itself():
    table = {skill.code: skill for skill in SKILLS}
    assert [code for code in table if code in above(code, table)] == []


def test_weights_are_shares_and_rarer_skills_tell_more():
    assert all(0 < skill.per_mille < 1000 for skill in SKILLS)
    common, rare = max(SKILLS, key=lambda skill: skill.per_mille), min(SKILLS, key=lambda skill: skill.per_mille)
    assert SKILLS.rarity(common.code) < SKILLS.rarity("no such skill") < SKILLS.rarity(rare.code)


def test_codes_of_before_stay():
    before = {line[0] for line in files.read("skills", "2").lines}
    assert before <= {skill.code for skill in SKILLS}


def test_every_skill_says_who_asks_for_it_or_that_all_do():
    groups = reference.occupations()
    assert all(group in groups for skill in SKILLS for group in skill.occupations)
    asked = [skill for skill in SKILLS if skill.kind is SkillKind.TECHNICAL and not skill.occupations]
    assert len(asked) < len(SKILLS) * 0.1
