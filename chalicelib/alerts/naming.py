"""What a saved search is called when its owner gives it no name: what it asks for, in short."""

from collections.abc import Iterator

from chalicelib import finding
from chalicelib.alerts.model import LONGEST_NAME, SearchParameters
from chalicelib.texts import Language, Text
from search.vocabulary import Kind

_ANYTHING = Text("Pencarian tersimpan", "Saved search")


def name_of(parameters: SearchParameters, language: Language = Language.INDONESIAN) -> str:
    """Return a name of at most `LONGEST_NAME` signs."""
    whole = ", ".join(_parts(parameters, language)) or _ANYTHING.in_language(language)
    return whole if len(whole) <= LONGEST_NAME else f"{whole[: LONGEST_NAME - 1].rstrip()}…"


def _parts(parameters: SearchParameters, language: Language) -> Iterator[str]:
    if words := " ".join(parameters.q.split()):
        yield words
    coded = (
        (Kind.OCCUPATION, parameters.occupation),
        (Kind.SKILL, parameters.skill),
        (Kind.REGION, parameters.region),
        (Kind.EMPLOYMENT_TYPE, parameters.employment_type),
    )
    for kind, codes in coded:
        yield from (finding.label(kind, code, language) for code in codes)
