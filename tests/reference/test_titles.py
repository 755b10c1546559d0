"""Titles are read whatever their spelling, rank, place and order of words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import reference
from chalicelib.reference import files, ranks
from chalicelib.reference.model_occupations import JobTitle, Rank
from chalicelib.reference.occupations import NOISE
from chalicelib.reference.titles import TURNED, FoldedTitles, TitleBook, TitleReader, fold
from search.normalise import normalise

GROUPS = reference.occupations()
KASIR = JobTitle(title="kasir", code="5230", weight=0.9)
KEPALA_GUDANG = JobTitle(title="kepala gudang", code="1324", weight=0.8)
GUDANG = JobTitle(title="gudang", code="4321", weight=0.7)
FRONT_END = JobTitle(title="front end developer", code="2513", weight=0.9)


def _book(*titles):
    return TitleBook(FoldedTitles({title.title: title for title in titles}))


def _places_in(words):
    return {at for at, word in enumerate(words) if word == "bandung"}


READER = TitleReader(
    _book(KASIR, KEPALA_GUDANG, GUDANG, FRONT_END),
    {"segera", "dan"},
    {"kepala": Rank.HEAD, "senior": Rank.STAFF, "manager": Rank.MANAGER},
    _places_in,
)


@pytest.mark.parametrize(
    ("title", "read", "confidence", "beside"),
    [
        ("Kasir", KASIR, 0.9, set()),
        ("segera: kasir Bandung 2", KASIR, 0.9, set()),
        ("Senior Kasir", KASIR, 0.9, {Rank.STAFF}),
        ("kasirs", KASIR, 0.9, set()),
        ("Kepala Gudang", KEPALA_GUDANG, 0.8, set()),
        ("gudang, kepala", KEPALA_GUDANG, 0.8 * TURNED, set()),
        ("Manager Gudang", GUDANG, 0.7, {Rank.MANAGER}),
        ("Front-End Developer", FRONT_END, 0.9, set()),
        ("frontend developers", FRONT_END, 0.9, set()),
        ("kasir xyzzy", KASIR, 0.9 * 0.5**0.5, set()),
    ],
)
def test_a_title_is_read_with_what_stands_beside_it(title, read, confidence, beside):
    reading, sure, found = READER.read(title)
    assert reading.code == read.code
    assert sure == pytest.approx(confidence)
    assert found == beside


def test_nothing_known_is_not_read():
    assert READER.read("xyzzy senior") is None
    assert READER.read("") is None


def test_of_titles_that_fold_together_the_surer_is_kept():
    less = JobTitle(title="kasirs", code="5223", weight=0.2)
    for order in ((KASIR, less), (less, KASIR)):
        reader = TitleReader(_book(*order), (), {}, _places_in)
        assert reader.read("kasir")[0].code == KASIR.code


@given(st.text(alphabet="abcdefs1+#", max_size=12))
def test_folding_is_shorter_and_ends_double_letters(word):
    folded = fold(word)
    assert len(folded) <= len(word)
    assert all(one != other for one, other in pairwise(folded) if one.isalpha())


@pytest.mark.parametrize(
    ("trade", "held", "group", "sure"),
    [
        ("2431", {Rank.MANAGER}, "1221", ranks.LED),
        ("2431", {Rank.HEAD, Rank.STAFF}, "1221", ranks.LED),
        ("2431", {Rank.SUPERVISOR}, "2431", 1.0),
        ("8160", {Rank.SUPERVISOR}, "3122", ranks.LED),
        ("9321", {Rank.MANAGER}, "9321", ranks.DOUBTFUL),
        ("1324", {Rank.MANAGER}, "1324", 1.0),
        ("2211", {Rank.ASSISTANT}, "2211", ranks.DOUBTFUL),
        ("2211", {Rank.STAFF}, "2211", 1.0),
    ],
)
def test_who_leads_a_trade_is_in_another_group(trade, held, group, sure):
    assert ranks.placed(trade, held) == (group, sure)


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Manager Marketing", "1221"),
        ("marketing manager", "1221"),
        ("Marketing Staff", "2431"),
        ("Kepala Cabang", "1346"),
        ("Staf Gudang Cikarang", "4321"),
        ("E-Commerce Manager", "1221"),
        ("OfficeBoy Kantor", "9112"),
        ("Asisten Apoteker", "3213"),
        ("Telemarketing", "5244"),
        ("Sopir Truk", "8332"),
        ("UI/UX Designer", "2166"),
        ("Admin Online Shop", "4110"),
        ("Host Live Streaming", "2656"),
        ("Koki Jepang", "5120"),
        ("Telemarketing Bank", "5244"),
        ("Apoteker", "2262"),
        ("Magang IT", "3512"),
        ("Accounting Staff", "3313"),
        ("Staff Accounting", "3313"),
        ("Account Executive", "3322"),
        ("Purchasing Staff (Mandarin Speaker)", "3323"),
        ("Japanese Interpreter", "2643"),
        ("Security Penetration Testing", "2529"),
        ("Security", "5414"),
        ("Customer Service Engineer", "3114"),
        ("Operator Mesin Tenun", "8152"),
        ("Operator Mesin Produksi Plastik", "8142"),
        ("Teknisi Radiologi", "3211"),
        ("Tenaga Ahli Jembatan", "2142"),
        ("Manajer Panti Jompo", "1343"),
        ("Guru Bahasa Inggris Privat", "2359"),
        ("Buruh Panen Sawit", "9211"),
        ("Pengrajin Rotan", "7317"),
        ("Reparasi Jam", "7311"),
        ("Tata Usaha Perpustakaan", "4411"),
    ],
)
def test_titles_of_real_life(title, code):
    coding = GROUPS.code_title(title)
    assert coding.code == code
    assert coding.confidence >= 0.5


@given(st.sampled_from(GROUPS.titles))
def test_every_title_is_recognised_and_a_place_or_haste_beside_it_changes_nothing(title):
    plain = GROUPS.code_title(title.title)
    assert plain is not None
    assert GROUPS.code_title(f"segera {title.title}").code == plain.code


def test_every_unit_group_can_be_said_and_the_titles_are_many():
    assert {group.code for group in GROUPS if group.level == 4} == {title.code for title in GROUPS.titles}
    assert len({title.title for title in GROUPS.titles}) == len(GROUPS.titles) >= 4000


def test_two_trades_joined_by_a_sign_are_read_as_without_it():
    joined, plain = GROUPS.code_title("Sales & Marketing"), GROUPS.code_title("Sales Marketing")
    assert joined.code == plain.code
    assert GROUPS.code_title("Finance & Xyzzy").confidence == GROUPS.code_title("Finance Xyzzy").confidence


@pytest.mark.parametrize("beside", ["Mandarin Speaker", "Department", "Regional", "Fresh Graduate", "Jakarta", "2024"])
def test_what_is_no_trade_takes_no_confidence(beside):
    plain, more = GROUPS.code_title("Kasir"), GROUPS.code_title(f"Kasir {beside}")
    assert (more.code, more.confidence) == (plain.code, plain.confidence)


def test_titles_that_are_read_alike_do_not_fall_back_on_another_version():
    before = {line[0] for line in files.read("job_titles", "2").lines}
    dropped = before - {title.title for title in GROUPS.titles}
    assert len(dropped) < 20


def test_noise_and_ranks_are_written_as_titles_are_read():
    noise = [line[0] for line in files.read("title_noise", NOISE).lines]
    assert len(set(noise)) == len(noise)
    assert [word for word in (*noise, *ranks.words()) if normalise(word) != word] == []
