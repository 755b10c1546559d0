"""A small invented corpus in the form of the development data."""

import csv
from collections.abc import Sequence
from pathlib import Path

from bench.agreement import half_of

_HEAD = (
    *("Job Title", "Company Name", "Location", "Salary", "Job Classification", "Job Sub Classification", "Facility"),
    *("Posted Date", "Job Type", "Job Description", "More Detail"),
)
_TICKED = (
    *("id_loker", "pulau", "provinsi", "kota", "job_position", "skills_to_have", "pendidikan", "company_name"),
    *("job_category", "job_salary", "job_type", "platform"),
)
SHOPS, OFFICES = "Ritel & Produk Konsumen", "Administrasi & Dukungan Perkantoran"
WORK = (
    ("Kasir", SHOPS, "Asisten Ritel", "Rp4,000,000 – Rp5,000,000 per month"),
    ("Pramuniaga", SHOPS, "Asisten Ritel", ""),
    ("Kepala Toko", SHOPS, "Manajemen – Toko", "Rp7,000,000 – Rp8,000,000 per month"),
    ("Staf Administrasi", OFFICES, "Asisten Administratif", "Rp4,500,000 – Rp4,500,000 per month"),
    ("Resepsionis", OFFICES, "Resepsionis", ""),
)
PLACES = ("Bekasi", "Jakarta Selatan", "Bandung", "Surabaya")
SKILLS = (("Programmer Web", "PHP, MySQL, JavaScript"), ("Desainer Grafis", "Adobe Photoshop, Adobe Illustrator"))


def companies(part: int, count: int) -> list[str]:
    """Return ``count`` invented companies of one part."""
    names = (f"PT Contoh {number}" for number in range(1_000))
    return [name for name in names if half_of(name) == part][:count]


def write(folder: Path) -> None:
    """Write the collections: each of four companies a part offers all work in one place, and both kinds of skills."""
    rows, ticked = list[Sequence[str]](), list[Sequence[str]]()
    for part in (0, 1):
        for company, place in zip(companies(part, 4), PLACES, strict=True):
            rows += [_row(len(rows) + at, company, place, work) for at, work in enumerate(WORK)]
            ticked += [_ticked(len(ticked) + at, company, *skills) for at, skills in enumerate(SKILLS)]
    _file(folder / "jobstreet-2024-with-text.csv", _HEAD, rows[:5])
    _file(folder / "jobstreet-2024.csv", (*_HEAD, "Job ID"), [(*row, str(number)) for number, row in enumerate(rows)])
    _file(folder / "glints-2018-skills.csv", _TICKED, ticked)


def _row(number: int, company: str, place: str, work: tuple[str, str, str, str]) -> Sequence[str]:
    title, group, subgroup, pay = work
    url = f"https://contoh.example/id/job/{number}?ref=x"
    return (title, company, place, pay, group, subgroup, "", "2024-04-01", "Full time", f"Menjadi {title}.", url)


def _ticked(number: int, company: str, title: str, skills: str) -> Sequence[str]:
    place = ("Jawa", "Jawa Barat", "Bandung")
    return (str(number), *place, title, skills, "s1", company, "Software Engineering", "", "FULL_TIME", "contoh")


def _file(path: Path, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(head)
        writer.writerows(rows)
