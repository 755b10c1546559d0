"""Words that turn a welcome or a demand into its opposite."""

import pytest

REFUSED = [
    "Bukan untuk fresh graduate",
    "Bukan fresh graduate",
    "Kecuali fresh graduate",
    "Maaf, fresh graduate belum bisa",
    "Mohon maaf untuk fresh graduate",
    "Fresh graduate kami mohon maaf",
    "Experienced only, fresh graduates will not be considered",
    "Fresh graduates need not apply",
    "Fresh graduates are not eligible",
    "We do not accept fresh graduates",
    "No fresh graduates please",
    "Not for fresh graduates",
    "Fresh graduate jangan melamar",
    "Fresh graduate dilarang melamar",
    "Fresh graduate ditolak",
    "Fresh graduate tidak diterima",
    "Lulusan baru belum dapat diterima",
    "Tidak menerima fresh graduate",
    "Belum menerima fresh graduate",
    "Tidak cocok untuk fresh graduate",
    "Tidak diperuntukkan bagi lulusan baru",
    "Saat ini belum membuka lowongan untuk fresh graduate",
    "Tanpa pengalaman jangan melamar",
    "Pelamar tanpa pengalaman tidak akan diproses",
]


@pytest.mark.parametrize("text", REFUSED)
def test_who_is_turned_away_is_not_welcome(read, text):
    found = read(text)
    assert found.fresh_graduate is None
    assert found.experience_months is None


@pytest.mark.parametrize("text", REFUSED)
def test_a_refusal_takes_no_demand_away_from_its_neighbours(value, text):
    assert value("experience_months", f"{text}.\nPengalaman minimal 2 tahun") == 24


@pytest.mark.parametrize("text", [
    "Fresh graduate welcome",
    "Fresh graduate tidak masalah",
    "Fresh graduate tidak bertato",
    "Fresh graduate, tidak bertato, belum menikah",
    "Fresh graduate yang belum berpengalaman boleh melamar",
    "Fresh graduate atau belum punya pengalaman dipersilakan melamar",
    "Fresh graduate silakan melamar, jangan ragu",
    "Bukan hanya fresh graduate",
    "Not only fresh graduates",
    "Tidak menutup kemungkinan fresh graduate",
    "Tidak harus berpengalaman, fresh graduate boleh",
    "Tidak menerima titipan. Fresh graduate boleh melamar",
])  # fmt: skip
def test_a_negation_of_another_matter_refuses_nobody(read, text):
    found = read(text)
    assert (found.fresh_graduate.value, found.experience_months.value) == (True, 0)


@pytest.mark.parametrize("text", [
    "Tidak membutuhkan pengalaman 2 tahun",
    "Tidak harus punya pengalaman 2 tahun",
    "Pengalaman 2 tahun tidak wajib",
    "Pengalaman minimal 1 tahun di bidang yang sama tidak diwajibkan.",
])  # fmt: skip
def test_experience_that_is_not_needed_is_not_asked_for(value, text):
    assert not value("experience_months", text)


@pytest.mark.parametrize("text", [
    "Pengalaman 2 tahun, tidak wajib S1",
    "Pengalaman 2 tahun\nTidak wajib membawa laptop",
    "Tidak merokok. Pengalaman 2 tahun",
    "Tidak wajib SIM. Pengalaman 2 tahun",
])  # fmt: skip
def test_what_else_is_not_needed_takes_no_experience_away(value, text):
    assert value("experience_months", text) == 24
