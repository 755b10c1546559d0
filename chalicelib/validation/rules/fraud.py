"""Fraud: what the signs amount to, with each sign marked where it stands."""

from collections.abc import Iterator

import msgspec

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.fraud.model import Assessment, Level
from chalicelib.validation.fraud.signals import assessed
from chalicelib.validation.subject import Subject

_LAW = "UU 1/2023 Pasal 492; UU 18/2017 Pasal 81-86; UU 13/2003 Pasal 35"
"""Criminal Code (fraud), the Migrant Workers Act (placement by who may not), the Manpower Act (who may place)."""


@CATALOGUE.rule(
    "fraud_suspected",
    version=1,
    message=Text(
        "Diduga penipuan, skor {score} dari 1: {signs_id}. Ditandai di sini: {sign_id}.",
        "Suspected of fraud, score {score} of 1: {signs_en}. Marked here: {sign_en}.",
    ),
    legal_basis=_LAW,
)
def fraud_suspected(subject: Subject) -> Iterator[Observation]:
    """The signs together reach the score from which a vacancy is suspected."""
    yield from _told(assessed(subject), Level.SUSPECTED)


@CATALOGUE.rule(
    "fraud_signs",
    version=1,
    message=Text(
        "Ada tanda penipuan, skor {score} dari 1: {signs_id}. Ditandai di sini: {sign_id}.",
        "There are signs of fraud, score {score} of 1: {signs_en}. Marked here: {sign_en}.",
    ),
    legal_basis=_LAW,
)
def fraud_signs(subject: Subject) -> Iterator[Observation]:
    """The signs together reach the score from which a vacancy is marked, and not the one of suspicion."""
    yield from _told(assessed(subject), Level.MARKED)


def _told(assessment: Assessment, level: Level) -> Iterator[Observation]:
    """Yield where each sign stands, the heaviest first; each says what all of them amount to."""
    if assessment.level is not level:
        return
    names = [sighting.name for sighting in assessment.sightings]
    shared = {
        "score": f"{assessment.score:.2f}",
        "signs_id": "; ".join(name.id for name in names),
        "signs_en": "; ".join(name.en for name in names),
    }
    for sighting in assessment.sightings:
        own = {"sign_id": sighting.name.id, "sign_en": sighting.name.en}
        yield msgspec.structs.replace(sighting.seen, values={**shared, **own})
