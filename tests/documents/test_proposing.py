from datetime import date

import pytest

from chalicelib.documents.proposing import propose

TODAY = date(2026, 11, 22)

CV = """Rina Contoh
Pengalaman Kerja
Januari 2019 - Desember 2021  Kasir, Toko Contoh Bekasi
2022 - sekarang | Staf Gudang di PT Contoh Makmur
Sopir Truk
2015 s/d 2018
Pendidikan
2012 - 2015 SMK Contoh 1
Keahlian: Microsoft Excel, bahasa Inggris
"""


def test_finds_jobs_with_their_years():
    jobs = {job.title: job for job in propose(CV, TODAY).experiences}
    assert (jobs["Kasir"].first_year, jobs["Kasir"].last_year, jobs["Kasir"].months) == (2019, 2021, 24)
    assert jobs["Staf Gudang"].last_year == 2026
    assert jobs["Sopir Truk"].first_year == 2015
    assert all(job.occupation for job in jobs.values())


def test_a_school_is_no_job():
    assert not [job for job in propose(CV, TODAY).experiences if "SMK" in job.title]


def test_finds_skills_once():
    skills = propose(CV + CV, TODAY).skills
    assert skills
    assert len({skill.code for skill in skills}) == len(skills)


@pytest.mark.parametrize("text", ["", "\n\n", "2019 - 2021", "2030 - 2031 Kasir", "2021 - 2019 Kasir", "x" * 100_000])
def test_nothing_is_invented(text):
    assert propose(text, TODAY).experiences == ()
