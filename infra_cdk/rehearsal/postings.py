"""Invented vacancies as a partner writes them: schema.org JobPosting, one JSON document a line."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from chalicelib import reference
from chalicelib.clock import SYSTEM_CLOCK
from local.push.parts import Part, parts_of
from local.seed.vacancies import SampleVacancy, sample_vacancies

_OPEN = timedelta(days=60)


def postings(count: int, seed: int = 1) -> Iterator[dict[str, Any]]:
    """Yield ``count`` invented vacancies; the same ``seed`` gives the same ones."""
    today = SYSTEM_CLOCK.now().date()
    return (posting(sample, today) for sample in sample_vacancies(count, seed))


def posting(sample: SampleVacancy, today: date) -> dict[str, Any]:
    """Return one sample as JobPosting."""
    posted = today - timedelta(days=sample.days_ago)
    pay = {"minValue": sample.pay_minimum, "maxValue": sample.pay_maximum, "unitText": "MONTH"}
    value = {"@type": "QuantitativeValue", **pay}
    optional = {"baseSalary": {"@type": "MonetaryAmount", "currency": "IDR", "value": value}}
    return {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "identifier": str(sample.number),
        "title": sample.title,
        "description": sample.description,
        "hiringOrganization": {"@type": "Organization", "name": sample.employer},
        "jobLocation": {"@type": "Place", "address": {"@type": "PostalAddress", "addressLocality": _place(sample)}},
        "employmentType": sample.employment_type,
        "datePosted": posted.isoformat(),
        "validThrough": (today + _OPEN).isoformat(),
        **(optional if sample.pay_minimum else {}),
    }


def parts(count: int, folder: Path, seed: int = 1, mark: str = "C-") -> list[Part]:
    """Return ``count`` postings as pushes of at most 500; ``mark`` begins the partner's identifiers."""
    file = folder / f"postings-{seed}.ndjson"
    marked = [{**each, "identifier": mark + each["identifier"]} for each in postings(count, seed)]
    file.write_bytes(msgspec.json.Encoder().encode_lines(marked))
    return list(parts_of(file))


def _place(sample: SampleVacancy) -> str:
    found = reference.regions().get(sample.region)
    return found.name if found else sample.region
