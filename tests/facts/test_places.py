"""Which region a text means by the names that it gives, and how surely."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.facts import ENOUGH, is_sure
from chalicelib.facts.places_named import meant, named
from chalicelib.reference import regions


def sure(read, text, title=""):
    found = read(text, title).region
    return found.value if found is not None and is_sure("region", found) else None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Working location: Alam Sutera, Tangerang Selatan", "36.74"),
        ("Penempatan: Sudirman Jakarta Selatan", "31.74"),
        ("Penempatan: Pluit, Jakarta Utara", "31.72"),
        ("Penempatan di Lebak Bulus, Karang Tengah, Jakarta Selatan", "31.74"),
        ("Willing to work from office at Bandengan Selatan, Jakarta Barat", "31.73"),
        ("Lokasi kerja di site kawasan industri, Kab. Ketapang - Kalimantan Barat", "61.04"),
        ("Penempatan : kel. Panjunan, kec. Astanaanyar, Kota Bandung, Jawa Barat", "32.73"),
        ("Placement in our business unit: Gn. Putri, Bogor", "32.01"),
        ("Penempatan Cikande - Banten", "36.04"),
        ("Bersedia ditempatkan di Kab. Sorong Selatan, Papua Barat", "96.02"),
        ("Full WFO di Cilandak", "31.74"),
        ("Willing to work on-site at Karawaci", "36.71"),
        ("Working venue is in Jakarta Timur", "31.75"),
        ("Toko kami berlokasi di Denpasar", "51.71"),
        ("Penempatan di Bandung", "32.73"),
        ("Penempatan di Kota Malang", "35.73"),
        ("Penempatan: Kota Jambi, Jambi", "15.71"),
        ("Penempatan di Yogyakarta", "34"),
        ("Ditempatkan di Gudang Pusat (Jakarta Barat)", "31.73"),
        ("Penempatan Jakarta Barat dan Jakarta Utara", "31"),
        ("Penempatan:\nSurabaya", "35.78"),
        ("Penempatan di Serpong,Tangerang Selatan", "36.74"),
    ],
)
def test_one_place_is_meant(read, text, code):
    assert sure(read, text) == code


@pytest.mark.parametrize(
    "text",
    [
        "Penempatan di Palembang, Surabaya, Jakarta, Medan",
        "Penempatan Blitar,Surabaya,Madura,Banyuwangi",
        "Penempatan Jabodetabek",
        "Penempatan Sulawesi, Maluku, Papua",
        "Bersedia ditempatkan di kantor pusat (Jakarta) maupun kantor cabang di seluruh Indonesia",
        "Bersedia ditempatkan di luar Jawa, seperti Medan",
        "Bersedia ditempatkan diluar kota, seperti Kendari",
        "Penempatan sesuai domisili pelamar: Bali",
        "Perusahaan kami berkantor pusat di Jakarta Utara",
        "Menguasai Microsoft Office\nDomisili Kota Sukabumi",
        "Our office (by post): Sidoarjo",
        "Diutamakan domisili Surabaya",
        "Penempatan di Malang",
        "Penempatan",
        "Penempatan: -",
        "Universitas ternama di Bandung",
    ],
)
def test_several_others_or_none_are_not_taken(read, text):
    assert sure(read, text) is None


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("Kasir (Jakarta Timur)", "31.75"),
        ("Driver Bandung", "32.73"),
        ("Walk-in - Kepala Gudang Gresik", "35.25"),
        ("Mekanik (Walk in Interview - Surabaya)", None),
        ("Mekanik, wawancara di Surabaya", None),
        ("Promotor Surabaya, Medan, Makassar", None),
        ("Store Manager Malang", None),
    ],
)
def test_titles_name_the_place_of_work_but_for_interviews(read, title, code):
    assert sure(read, "Jujur dan teliti", title) == code


def test_what_the_description_says_of_the_place_comes_before_the_title(read):
    assert sure(read, "Penempatan: Medan", "Kasir Palembang") == "12.71"
    assert sure(read, "Domisili Medan", "Kasir Palembang") == "16.71"


def test_a_phrase_holds_the_direction_behind_jakarta(read):
    assert read("Penempatan: Sudirman Jakarta Selatan.").region.phrase == "Penempatan: Sudirman Jakarta Selatan"


NAMESAKES = ("15", "17", "75")
"""Jambi, Bengkulu and Gorontalo: provinces that are called like their cities."""
CODES = [region.code for region in regions()]


@given(st.sampled_from(CODES))
def test_a_region_is_meant_by_its_own_name_and_that_of_its_province(code):
    region = regions().get(code)
    province = regions().province_of(code)
    words = f"{region.name}, {province.name}".lower()
    found = meant(words, tuple(named(words)))
    assert found is not None
    assert found[0] == code
    assert found[1] * 0.9 >= ENOUGH["region"] or code in NAMESAKES


@given(st.lists(st.sampled_from(CODES), min_size=2, max_size=4, unique_by=lambda code: code[:2]))
def test_regions_of_several_provinces_mean_none_of_them(codes):
    words = " dan ".join(regions().get(code).name for code in codes).lower()
    found = meant(words, tuple(named(words)))
    assert found is None or {code[:1] for code in codes} == {"9"}


@given(st.text(max_size=80))
def test_names_lie_in_the_words_one_behind_the_other(words):
    reached = 0
    for each in named(words):
        assert reached <= each.start < each.end <= len(words)
        assert each.codes
        reached = each.end


@pytest.mark.parametrize(
    "text",
    [
        "Tidak ditempatkan di Jakarta",
        "Penempatan bukan di Jakarta",
        "Tidak ada penempatan di Surabaya",
        "Pernah ditempatkan di Papua menjadi nilai tambah",
        "Penempatan Jakarta tidak tersedia",
        "Penempatan kecuali Medan",
    ],
)
def test_where_nobody_works_is_no_place_of_work(read, text):
    assert sure(read, text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Penempatan Surabaya, bukan Jakarta", "35.78"),
        ("Penempatan Surabaya tidak jauh dari stasiun", "35.78"),
        ("Tidak keberatan ditempatkan di Medan", "12.71"),
        ("Tidak merokok. Penempatan di Medan", "12.71"),
        ("Penempatan GA Staff Semarang", "33.74"),
    ],
)
def test_a_negation_of_another_matter_moves_no_place(read, text, code):
    assert sure(read, text) == code
