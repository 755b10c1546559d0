"""From a vacancy to what is compared of it."""

from collections.abc import Callable

from chalicelib import reference
from chalicelib.clock import epoch_seconds
from chalicelib.duplicates.model import Fingerprint
from chalicelib.duplicates.naming import employer_key, title_words
from chalicelib.duplicates.sketching import shingles, sketch
from chalicelib.indexing.documents import completeness
from chalicelib.vacancies.model import DIRECT, Channel, Source, State, Vacancy

Trust = Callable[[Source], float]
"""How far a source is trusted, 0..1."""

_TIERS = {
    Channel.EMPLOYER: 3,
    Channel.OFFICER: 3,
    Channel.UPLOAD: 3,
    Channel.PUBLIC: 2,
    Channel.PARTNER: 1,
    Channel.FEED: 0,
}
"""Kinds of sources, nearest to the employer first: its own post (in a form, a file, through an officer) leads."""


def no_opinion(source: Source) -> float:
    """Trust every source alike: the tier alone decides."""
    return 0.5 if source.partner else 0.0


def is_compared(vacancy: Vacancy) -> bool:
    """Tell whether a vacancy stands among those that are compared: what nobody can find hides no other."""
    return vacancy.state is State.PUBLISHED and vacancy.duplicate_of is None


def fingerprint_of(vacancy: Vacancy, trust: Trust = no_opinion) -> Fingerprint:
    """Return what is compared of ``vacancy``."""
    content = vacancy.content
    found = shingles(f"{content.title}\n{content.description}") if content.description.strip() else frozenset()
    return Fingerprint(
        id=vacancy.id,
        source=vacancy.source.partner,
        employer=employer_key(vacancy.employer_name),
        title=title_words(content.title, _place(content.region)),
        region=content.region,
        occupation=content.occupation,
        pay_minimum=content.pay_minimum,
        pay_maximum=content.pay_maximum,
        remote=content.remote,
        sketch=sketch(found),
        shingles=len(found),
        tier=_tier(vacancy),
        trust=round(trust(vacancy.source) * 10),
        completeness=round(completeness(content) * 100),
        offered=epoch_seconds(vacancy.posted_at),
        url=content.contact_url,
    )


def _tier(vacancy: Vacancy) -> int:
    if vacancy.channel is not None:
        return _TIERS[vacancy.channel]
    return _TIERS[Channel.EMPLOYER if vacancy.source.partner == DIRECT else Channel.PARTNER]


def _place(code: str | None) -> str:
    """Names of a region and of its province, which titles repeat."""
    if code is None:
        return ""
    found = (reference.regions().get(each) for each in dict.fromkeys((code[:2], code)))
    return " ".join(region.label.id for region in found if region is not None)
