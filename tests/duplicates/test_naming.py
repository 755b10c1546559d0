"""Names and titles without what differs from portal to portal."""

import pytest

from chalicelib.duplicates.naming import employer_key, title_words

SAME = [
    ("PT Contoh Maju Jaya", "Contoh Maju Jaya, PT"),
    ("PT. Contoh Maju Jaya Tbk.", "CONTOH MAJU JAYA"),
    ("CV. Rekaan Sentosa", "Rekaan Sentosa (CV)"),
    ("PT Umpama Makmur Indonesia", "Umpama Makmur"),
    ("PT Umpama Makmur (Persero)", "Umpama Makmur Group"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_employer_agree(one, other) -> None:
    assert employer_key(one) == employer_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("PT Contoh Maju", "PT Contoh Jaya"), ("Indonesia Maju", "Maju"), ("Toko Contoh 1", "Toko Contoh 2")],
)
def test_other_employers_differ(one, other) -> None:
    assert employer_key(one) != employer_key(other)


@pytest.mark.parametrize("withheld", ["", "PT", "Perusahaan Dirahasiakan", "CONFIDENTIAL", "Company Confidential"])
def test_a_withheld_name_tells_nothing(withheld) -> None:
    assert employer_key(withheld) == ""


def test_a_name_that_is_only_an_ending_stays() -> None:
    assert employer_key("PT Indonesia") == "indonesia"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Loker Kasir Minimarket", "Kasir Minimarket - URGENT"),
        ("Dibutuhkan Segera: Kasir Minimarket (Penempatan Bandung)", "kasir minimarket"),
        ("Minimarket Kasir", "Kasir Minimarket"),
    ],
)
def test_calls_and_places_say_nothing(one, other) -> None:
    assert title_words(one, "Kota Bandung Jawa Barat") == title_words(other, "Kota Bandung Jawa Barat")


def test_what_the_work_is_stays() -> None:
    assert title_words("Backend Developer") != title_words("Frontend Developer")
    assert title_words("C++ Developer") != title_words("C# Developer")
    assert title_words("Senior Kasir") != title_words("Kasir")


def test_a_title_of_nothing_else_keeps_its_words() -> None:
    assert title_words("Lowongan Kerja") == ("kerja", "lowongan")
