"""How many months are asked for."""

import pytest


@pytest.mark.parametrize(("text", "months"), [
    ("Pengalaman minimal 2 tahun di bidang yang sama", 24),
    ("Berpengalaman min. 1 thn sebagai kasir", 12),
    ("Pengalaman kerja 1-2 tahun", 12),
    ("Pengalaman 2 s/d 3 tahun", 24),
    ("Memiliki pengalaman sebagai Supervisor minimal 3 tahun", 36),
    ("Pengalaman minimal 1 (satu) tahun", 12),
    ("Pengalaman minimal satu tahun", 12),
    ("Berpengalaman minimal setahun jualan baju", 12),
    ("Pengalaman minimal 1,5 tahun", 18),
    ("Pengalaman minimal 6 bulan", 6),
    ("Minimal 2 tahun pengalaman di posisi serupa", 24),
    ("At least 3 years of experience in retail", 36),
    ("Minimum 2 year(s) experience as a welder", 24),
    ("2+ years of retail experience", 24),
    ("Experienced for at least 3 (three) years", 36),
    ("Experience min 5 - 7 years", 60),
    ("punya exp minimal 1 thn ya kak", 12),
    ("Usia maksimal 30 tahun, pengalaman 2 tahun", 24),
    ("Usia maks 28 tahunPengalaman minimal 1 tahunMemiliki SIM C", 12),
    ("Bidang perhotelan lebih disukaiPengalaman minimal 3 tahun", 36),
    ("Pengalaman minimal 1 tahun (2 tahun lebih disukai)", 12),
    ("Diperlukan 2-3 tahun pengalaman kerja yang relevan", 24),
    ("Pengalaman 1 tahun di admin. Pengalaman 3 tahun di pajak.", 36),
])  # fmt: skip
def test_the_least_of_a_range_and_the_most_of_the_demands(value, text, months):
    assert value("experience_months", text) == months


@pytest.mark.parametrize("text", [
    "Pengalaman tidak diutamakan",
    "Tanpa pengalaman boleh melamar",
    "Non pengalaman silakan datang",
    "Tidak diperlukan pengalaman kerja untuk posisi ini",
    "Gak perlu pengalaman, yang penting rajin",
    "Tidak harus berpengalaman",
    "No experience required",
    "Experience is not required",
    "Fresh graduate welcome",
    "Fresh graduates are welcome to apply",
    "Terbuka untuk freshgraduate",
    "Lulusan baru dipersilakan melamar",
    "Fresh graduate atau pengalaman minimal 1 tahun",
    "Pengalaman minimal 1 tahun, fresh graduate dipersilakan",
    "Berpengalaman maupun tidak berpengalaman",
])  # fmt: skip
def test_beginners_may_apply(value, text):
    assert value("experience_months", text) == 0


@pytest.mark.parametrize("text", [
    "",
    "Usia maksimal 30 tahun",
    "Usia 20-30 tahun dan berpengalaman",
    "Berpengalaman, usia maksimal 35 tahun",
    "Perusahaan kami sudah berpengalaman selama 20 tahun",
    "We have over 20 years of experience in logistics",
    "Diutamakan memiliki pengalaman minimal 1 tahun",
    "Preferably 2 years of experience",
    "Pengalaman 2 tahun lebih disukai",
    "Pengalaman minimal 1 tahun (lebih diutamakan)",
    "Bukan fresh graduate",
    "Not for fresh graduates",
    "Kontrak 1 tahun",
    "Pengalaman mengelola gudang",
    "Pengalaman sebagai admin",
])  # fmt: skip
def test_nothing_is_asked(value, text):
    assert value("experience_months", text) is None
