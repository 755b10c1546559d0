"""Who posted a text first: the description alone, whatever name, title, place or pay stands around it.

The first employer whose vacancy is published with a text holds it for good: that it was the first stays true when the
vacancy is closed. Short texts are left out, because honest employers write the same few words.
"""

import hashlib
import re
from collections.abc import Collection, Mapping

from pynamodb.transactions import TransactWrite

from chalicelib import employers, uniqueness
from chalicelib.errors import NotFound
from chalicelib.vacancies.model import DIRECT, State, Vacancy, VacancyContent
from chalicelib.validation.fraud.resemblance import words_of

BODY = "vacancy-body"
FEWEST_LETTERS = 200
_NO_LETTER = re.compile(r"[\W\d_]+")


def body_key(content: VacancyContent) -> str | None:
    """Return the fingerprint of a description, whatever its numbers, signs and spacing; ``None`` for a short one."""
    letters = _NO_LETTER.sub("", content.description.casefold())
    return hashlib.sha256(letters.encode()).hexdigest() if len(letters) >= FEWEST_LETTERS else None


def posted_first(vacancy: Vacancy) -> str | None:
    """Return the name of another employer that posted the vacancy's text first, ``None`` when there is none."""
    key = body_key(vacancy.content)
    holder = uniqueness.holder(BODY, key) if key else None
    if holder is None or holder == vacancy.employer_id:
        return None
    try:
        return another(vacancy.employer_name, employers.stored(holder).employer.name)
    except NotFound:
        return None


def holders_of(keys: Collection[str]) -> Mapping[str, employers.Employer | None]:
    """Return the employer that holds each of ``keys`` that is held, ``None`` for one that is no more."""
    held = uniqueness.holders(BODY, keys)
    stored = employers.stored_many(set(held.values()))
    return {key: stored.get(holder) for key, holder in held.items()}


def another(name: str, first: str) -> str | None:
    """Return ``first`` unless it is the same name as ``name``: portals spell one employer in several ways."""
    return None if words_of(name) == words_of(first) else first


def claim_body(transaction: TransactWrite, before: Vacancy, after: Vacancy) -> None:
    """Let the employer of a vacancy that is published here hold its text in ``transaction``, if nobody does."""
    if after.source.partner != DIRECT or after.state is not State.PUBLISHED or before.state is State.PUBLISHED:
        return
    key = body_key(after.content)
    if key and uniqueness.holder(BODY, key) is None:
        uniqueness.claim(transaction, BODY, key, after.employer_id)
