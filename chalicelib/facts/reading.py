"""Reading all facts of a vacancy's text."""

from chalicelib.facts.contract import contract
from chalicelib.facts.experience import experience
from chalicelib.facts.hours import hours
from chalicelib.facts.model import DESCRIPTION, TITLE, Facts
from chalicelib.facts.named import languages, licences, skills
from chalicelib.facts.pay import pay
from chalicelib.facts.places import place
from chalicelib.facts.schooling import schooling
from chalicelib.validation.reading import passages


def facts(title: str, description: str) -> Facts:
    """Return what ``title`` and ``description`` state; pure, and for any text. Raises BadTable.

    Of the title schooling and pay are read too where the description says nothing of them.
    """
    texts = passages({TITLE: title, DESCRIPTION: description})
    text_first = texts[::-1]
    return Facts(
        education=schooling(text_first),
        experience_months=experience(text_first),
        pay=pay(text_first),
        employment_type=contract(texts),
        hours=hours(text_first),
        region=place(text_first),
        skills=skills(texts),
        licences=licences(texts),
        languages=languages(texts),
    )
