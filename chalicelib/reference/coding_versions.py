"""Which versions of which tables the coding of titles and texts reads, without reading any of them."""

from collections.abc import Iterator
from functools import cache

from chalicelib.reference.coding_weights import VERSION as WEIGHTS
from chalicelib.reference.crosswalk_files import files_between
from chalicelib.reference.districts import VERSION as DISTRICTS
from chalicelib.reference.duties import DESCRIPTIONS_VERSION as DESCRIPTIONS
from chalicelib.reference.occupations import NO_JOB, NOISE, TITLES, TITLES_EDITION
from chalicelib.reference.occupations import VERSION as OCCUPATIONS
from chalicelib.reference.ranks import VERSION as RANKS
from chalicelib.reference.regions import NAMES
from chalicelib.reference.regions import VERSION as REGIONS
from chalicelib.reference.shares import VERSION as SHARES
from chalicelib.reference.skills import ASIDES
from chalicelib.reference.skills import VERSION as SKILLS


@cache
def coding_version() -> str:
    """Return the tables that coding reads, each with its current version: ``job_titles=2 occupations=2014 …``.

    Codings under the same text were made from the same tables.
    """
    versions = {
        "coding_weights": WEIGHTS,
        "districts": DISTRICTS,
        "job_titles": TITLES,
        "no_job": NO_JOB,
        "occupation_descriptions": DESCRIPTIONS,
        "occupations": OCCUPATIONS,
        "rank_groups": RANKS,
        "rank_words": RANKS,
        "region_names": NAMES,
        "regions": REGIONS,
        "shared_names": SHARES,
        "skill_asides": ASIDES,
        "skills": SKILLS,
        "title_noise": NOISE,
    }
    every = sorted((*versions.items(), *leading(TITLES_EDITION, OCCUPATIONS)))
    return " ".join(f"{table}={version}" for table, version in every)


def leading(titled: str, current: str) -> Iterator[tuple[str, str]]:
    """Yield what else is read to code titles of edition ``titled`` in the ``current`` one; nothing when it is that."""
    if titled != current:
        yield "occupations", titled
        yield from (("occupation_crosswalks", name) for name in files_between("occupations", titled, current))
