"""Random saved searches and vacancies: drawn from a seed, over everything that can be asked and left out."""

import random
from typing import Any

from search.document import Coordinates, VacancyDocument
from search.request import Criteria, Near
from tests.search.builders import DAY, NOW, vacancy

TITLES = (
    *("Kasir", "Kasir Toko", "Sopir Truk", "Sopir Angkutan Umum", "Pramusaji", "Akuntan", "Akuntan Pajak"),
    *("Web Developer", "Staf Administrasi", "Perawat", "Asisten Perawat", "Operator Mesin Jahit", "Masakan Padang"),
    *("Sales Area Bandung", "Kepala Toko Kue", "Customer Service Remote", "Barista", "Juru Masak", "Teknisi WFH"),
    "Guru Matematika & Fisika",
)
EMPLOYERS = ("PT Contoh Sejahtera", "CV Toko Roti Melati", "Yayasan Sekolah Harapan", "PT Sopir Andalan")
OCCUPATIONS = ("5230", "52301", "8332", "5131", "2411", "2512", "4110", None)
SKILLS = ("memasak", "mengemudi", "akuntansi", "python")
REGIONS = ("32.73", "32.76", "31.74", "32", "51.71", None)
TYPES = ("FULL_TIME", "PART_TIME", "CONTRACT", None)
POINTS = (Coordinates(-6.9147, 107.6098), Coordinates(-6.4025, 106.7942), Coordinates(-6.2, 106.8), None)
WORDS = (
    *("kasir", "kasri", "sopir", "supir truk", "akuntan", "akuntna", "developer", "developr web", "perawat", "staf"),
    *("pramusaji", '"sopir truk"', '"toko kue"', "+kasir", "-toko", "-sopir", "+toko", "depok", "di bandung", "wfh"),
    *("dekat depok", "remote", "gaji 5 juta", "tanpa pengalaman", "fresh graduate", "disabilitas", "full time", "smk"),
    *("padang", "contoh sejahtera", "sejahtera", "zebra", "bandung", "mesin jahit", "guru fisika", "s1", "-remote"),
)


def vacancies(draw: random.Random, count: int) -> tuple[VacancyDocument, ...]:
    """Return ``count`` invented vacancies, each of which leaves some things out."""
    return tuple(_vacancy(draw, number + 1) for number in range(count))


def _vacancy(draw: random.Random, number: int) -> VacancyDocument:
    pay = draw.choice((None, 0, 2_500_000, 4_000_000, 5_000_000, 9_000_000))
    return vacancy(
        number,
        title=" ".join(draw.sample(TITLES, draw.choice((1, 1, 2)))),
        employer_id=f"emp_{draw.randrange(4)}",
        employer_name=draw.choice(EMPLOYERS),
        description=" ".join(draw.sample(TITLES, 2)),
        occupation=draw.choice(OCCUPATIONS),
        further_occupations=tuple(draw.sample(("5223", "8322"), draw.choice((0, 0, 1)))),
        skills=tuple(draw.sample(SKILLS, draw.randrange(3))),
        region=draw.choice(REGIONS),
        point=draw.choice(POINTS),
        pay_minimum=pay,
        pay_maximum=None if pay is None or draw.random() < 0.5 else pay + 1_000_000,
        employment_type=draw.choice(TYPES),
        education=draw.choice(("SMA", "S1", None)),
        education_rank=draw.choice((3, 5, None)),
        experience_months=draw.choice((0, 12, 36, None)),
        remote=draw.random() < 0.3,
        disability_friendly=draw.random() < 0.3,
        fresh_graduate=draw.random() < 0.3,
        posted_at=NOW - draw.randrange(40) * DAY,
        partner=draw.choice(("padan", "par_1")),
    )


def wanted(draw: random.Random) -> tuple[str, Criteria]:
    """Return words and criteria as somebody may save them; mostly few of them, so that something meets them."""
    words = " ".join(draw.sample(WORDS, draw.choice((0, 1, 1, 1, 2, 2, 3, 5, 8))))
    ways = draw.sample(sorted(_WAYS), draw.choice((0, 0, 1, 1, 2, 3)))
    return words, Criteria(**{name: draw.choice(_WAYS[name]) for name in ways})


_CIRCLES = tuple(Near(centre, radius) for centre in POINTS if centre is not None for radius in (0.5, 30.0, 500.0))
_WAYS: dict[str, tuple[Any, ...]] = {
    "occupations": (("5230",), ("5", "24"), ("52", "8332"), ("9999",)),
    "skills": (("memasak",), ("python", "akuntansi")),
    "regions": (("32",), ("32.73", "31.74"), ("51",)),
    "near": (*_CIRCLES, Near(Coordinates(-8.65, 115.22), 25.0)),
    "salary_minimum": (0, 3_000_000, 5_000_000),
    "employment_types": (("FULL_TIME",), ("PART_TIME", "CONTRACT")),
    "education_rank": (0, 3, 9),
    "experience_months": (0, 12),
    "remote": (True, False),
    "disability_friendly": (True, False),
    "fresh_graduate": (True, False),
    "posted_since": (NOW - 10 * DAY, NOW - 30 * DAY),
    "sources": (("padan",), ("par_1", "par_2")),
    "employers": (("emp_1",), ("emp_2", "emp_3")),
}
