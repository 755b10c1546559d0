"""Findings speak of the vacancy; partners sent a JobPosting. Pointers are told in the partner's terms."""

from collections.abc import Mapping

import msgspec

from chalicelib.validation.model import Finding

_PLACES: Mapping[str, str] = {
    "/employer_name": "/hiringOrganization/name",
    "/region": "/jobLocation",
    "/occupation": "/occupationalCategory",
    "/education": "/educationRequirements",
    "/pay_minimum": "/baseSalary",
    "/pay_maximum": "/baseSalary",
    "/hours": "/workHours",
    "/openings": "/totalJobOpenings",
    "/benefits": "/jobBenefits",
    "/contact_url": "/url",
    "/expires_at": "/validThrough",
    "/posted_at": "/datePosted",
}


def in_posting(finding: Finding) -> Finding:
    """Return the finding with its pointer into the JobPosting."""
    place = _PLACES.get(finding.pointer)
    if finding.pointer.startswith("/skills"):
        place = "/skills"
    return msgspec.structs.replace(finding, pointer=place) if place else finding
