"""Licences and languages that are skills too: people and vacancies name a driving licence or English as either.

The tables of the two kinds were made apart. Most licences have one code in both; those that have two are paired here.
"""

from collections.abc import Iterable
from functools import cache

from chalicelib.reference.lists import languages, licences
from chalicelib.reference.skills import skills

SKILL_OF_LICENCE = {
    "architect": "sk_civ_lic_stra_arch",
    "avsec": "sk_log_lic_avsec",
    "aircraft_engineer": "sk_mech_lic_ame",
    "bank_risk": "sk_ins_lic_smr",
    "brevet_ab": "sk_brevet",
    "cabin_crew": "sk_sea_lic_cabin",
    "engineer": "sk_civ_lic_insinyur",
    "gada_pratama": "sk_gada",
    "k3_fire": "sk_hse_lic_fire",
    "k3_first_aid": "sk_hse_lic_p3k",
    "k3_umum": "sk_ahli_k3",
    "pilot": "sk_sea_lic_pilot",
    "radiation": "sk_health_lic_ppr",
    "simper": "sk_heq_lic_simper",
    "sio_forklift": "sk_sio_forklift",
    "sio_rigger": "sk_hse_lic_rigger",
    "sipp_psychology": "sk_hr_lic_psychologist",
}
_LANGUAGE = "sk_lang_"


def as_skills(held: Iterable[str], spoken: Iterable[str]) -> frozenset[str]:
    """Return the skills that licences ``held`` and languages ``spoken`` are, where they are any. Raises BadTable."""
    named = (*(SKILL_OF_LICENCE.get(code, code) for code in held), *(f"{_LANGUAGE}{code}" for code in spoken))
    return frozenset(code for code in named if skills().get(code))


def licences_among(named: Iterable[str]) -> tuple[str, ...]:
    """Return the licences that some of the skills ``named`` are, in their order. Raises BadTable."""
    found = (_licence_of_skill().get(code, code) for code in named)
    return tuple(dict.fromkeys(code for code in found if code in licences()))


def languages_among(named: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that some of the skills ``named`` are, in their order. Raises BadTable."""
    found = (code.removeprefix(_LANGUAGE) for code in named if code.startswith(_LANGUAGE))
    return tuple(dict.fromkeys(code for code in found if code in languages()))


@cache
def _licence_of_skill() -> dict[str, str]:
    return {skill: licence for licence, skill in SKILL_OF_LICENCE.items()}
