"""What the platform knows of an employer, as far as a check of its vacancies needs it."""

from urllib.parse import urlsplit

from chalicelib.employers.model import Employer, Size, Verification
from chalicelib.validation.context import EmployerFacts


def facts_of(employer: Employer) -> EmployerFacts:
    """Return the facts about an employer; names that could be taken for it are looked up elsewhere."""
    size, website = employer.details.size, employer.details.contact.website
    return EmployerFacts(
        verified=employer.verification is Verification.VERIFIED,
        large=None if size is None else size is Size.LARGE,
        domain=domain_of(website) if website else None,
        approved=employer.approved_vacancies,
    )


def domain_of(website: str) -> str | None:
    """Return the host of a web address in lower case without ``www.``, ``None`` when the address names none."""
    try:
        host = urlsplit(website).hostname
    except ValueError:
        return None
    return host.removeprefix("www.").rstrip(".") or None if host else None
