"""What the platform knows of an employer, as far as a check of its vacancies needs it."""

from urllib.parse import urlsplit

from chalicelib.employers.model import Employer, Size, Verification
from chalicelib.validation.context import Contradiction, EmployerFacts


def facts_of(employer: Employer, alike: tuple[str, ...] = ()) -> EmployerFacts:
    """Return the facts about an employer; ``alike`` are verified ones that it could be taken for (`employers`)."""
    size, website = employer.details.size, employer.details.contact.website
    return EmployerFacts(
        verified=is_verified(employer),
        large=None if size is None else size is Size.LARGE,
        domain=domain_of(website) if website else None,
        alike=alike,
        approved=employer.approved_vacancies,
        contradicted=_contradicted(employer),
    )


def _contradicted(employer: Employer) -> tuple[Contradiction, ...]:
    """Return what the company register says against an employer, until an officer has weighed it."""
    word = employer.register
    if word is None or not employer.is_contradicted:
        return ()
    return tuple(what for what in Contradiction if what in word.differences)


def is_verified(employer: Employer) -> bool:
    """Tell whether an officer confirmed who the employer is."""
    return employer.verification is Verification.VERIFIED


def domain_of(website: str) -> str | None:
    """Return the host of a web address in lower case without ``www.``, ``None`` when the address names none."""
    try:
        host = urlsplit(website).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").rstrip(".") or None if host else None
