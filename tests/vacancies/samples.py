"""Vacancies to test with."""

from datetime import UTC, datetime

import msgspec

from chalicelib.identifiers import derived_identifier
from chalicelib.texts import Text
from chalicelib.vacancies.model import EmploymentType, Source, State, Transition, Vacancy, VacancyContent
from chalicelib.vacancies.planning import SourceItem
from chalicelib.validation.model import Finding, Severity

NOW = datetime(2026, 5, 4, 3, 0, tzinfo=UTC)

CONTENT = VacancyContent(
    title="Kasir Minimarket",
    description="Melayani pembayaran pelanggan, menghitung kas, dan menata barang di rak setiap hari.",
    occupation="5230",
    region="32.73",
    pay_minimum=5_500_000,
    pay_maximum=6_000_000,
    hours=40,
    employment_type=EmploymentType.FULL_TIME,
    contact_url="https://karya-sentosa.example/lamar",
)


def content(**changes: object) -> VacancyContent:
    """The usual content with changes."""
    return msgspec.structs.replace(CONTENT, **changes)


def vacancy(state: State = State.DRAFT, **changes: object) -> Vacancy:
    """A vacancy that stands in ``state``."""
    made = Vacancy(
        id=derived_identifier("vac", "sample"),
        employer_id=derived_identifier("emp", "sample"),
        employer_name="Karya Sentosa",
        source=Source(),
        content=CONTENT,
        content_hash="0",
        state=state,
        posted_at=NOW,
        updated_at=NOW,
        expires_at=NOW,
        history=(Transition(state=state, at=NOW, by="machine"),),
    )
    return msgspec.structs.replace(made, **changes)


def finding(severity: Severity, **changes: object) -> Finding:
    """Something that a check found."""
    made = Finding(
        code="sample",
        severity=severity,
        pointer="/description",
        message=Text("Contoh", "Sample"),
        rule_version=1,
    )
    return msgspec.structs.replace(made, **changes)


def pushed(
    external_id: str, partner: str = "par_one", employer: str = "PT Karya Sentosa", **changes: object
) -> SourceItem:
    """One item of a partner's push in which nothing is wrong; the title makes it its own."""
    findings = changes.pop("findings", ())
    posted = content(**({"title": f"Kasir {external_id}"} | changes))
    return SourceItem(
        source=Source(partner=partner, external_id=external_id),
        employer_name=employer,
        content=posted,
        findings=findings,
    )
