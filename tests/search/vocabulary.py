"""A small vocabulary for tests that must not depend on the reference tables."""

from chalicelib.texts import Text
from search.vocabulary import Concept, Kind, Term, Vocabulary

_WAYS: dict[tuple[Kind, str, str], dict[str, float]] = {
    (Kind.OCCUPATION, "5230", "Kasir"): {"kasir": 1.0, "cashier": 1.0},
    (Kind.OCCUPATION, "8332", "Pengemudi truk"): {"sopir truk": 1.0, "supir truk": 1.0, "driver truk": 1.0},
    (Kind.OCCUPATION, "8322", "Pengemudi mobil"): {"sopir": 0.8, "supir": 0.8, "driver": 0.7},
    (Kind.OCCUPATION, "2341", "Guru sekolah dasar"): {"guru sd": 1.0, "guru": 0.4},
    (Kind.OCCUPATION, "2330", "Guru sekolah menengah"): {"guru sma": 1.0, "guru": 0.4},
    (Kind.OCCUPATION, "2221", "Perawat"): {"perawat": 1.0, "nurse": 1.0},
    (Kind.OCCUPATION, "2512", "Pengembang perangkat lunak"): {"programmer": 1.0, "software engineer": 1.0},
    (Kind.OCCUPATION, "2511", "Analis sistem"): {"data analyst": 0.7},
    (Kind.OCCUPATION, "4110", "Pegawai administrasi"): {"admin": 0.8, "staf administrasi": 1.0},
    (Kind.OCCUPATION, "3322", "Wiraniaga"): {"sales": 0.7},
    (Kind.OCCUPATION, "4222", "Layanan pelanggan"): {"customer service": 1.0, "cs": 0.8},
    (Kind.SKILL, "python", "Python"): {"python": 1.0},
    (Kind.SKILL, "excel", "Excel"): {"excel": 1.0, "microsoft excel": 1.0},
    (Kind.REGION, "32.75", "Kota Bekasi"): {"bekasi": 0.7, "kota bekasi": 1.0},
    (Kind.REGION, "32.16", "Kabupaten Bekasi"): {"bekasi": 0.3, "kabupaten bekasi": 1.0},
    (Kind.REGION, "32.76", "Kota Depok"): {"depok": 1.0},
    (Kind.REGION, "32.73", "Kota Bandung"): {"bandung": 0.7},
    (Kind.REGION, "32.04", "Kabupaten Bandung"): {"bandung": 0.3},
    (Kind.REGION, "32.08", "Kabupaten Kuningan"): {"kuningan": 0.5},
    (Kind.REGION, "31", "DKI Jakarta"): {"jakarta": 1.0, "jkt": 1.0},
    (Kind.REGION, "32", "Jawa Barat"): {"jawa barat": 1.0, "jabar": 1.0},
    (Kind.EDUCATION, "smk", "SMK"): {"smk": 1.0, "sma": 0.9},
    (Kind.EDUCATION, "s1", "Sarjana"): {"s1": 1.0, "sarjana": 1.0},
    (Kind.EMPLOYMENT_TYPE, "INTERN", "Magang"): {"magang": 1.0, "internship": 1.0},
    (Kind.EMPLOYMENT_TYPE, "PART_TIME", "Paruh waktu"): {"part time": 1.0, "paruh waktu": 1.0},
}
EDUCATION_RANKS = {"sd": 1, "smp": 2, "smk": 3, "d3": 5, "s1": 6}


def small_vocabulary() -> Vocabulary:
    """Return two dozen concepts with the everyday ways to say them."""
    return Vocabulary(
        version="test",
        concepts=tuple(Concept(kind=kind, code=code, label=Text(label, label)) for kind, code, label in _WAYS),
        terms=tuple(
            Term(surface=surface, kind=kind, code=code, weight=weight)
            for (kind, code, _), ways in _WAYS.items()
            for surface, weight in ways.items()
        ),
    )
