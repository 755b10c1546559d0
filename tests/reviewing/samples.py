"""Officers, and vacancies that wait for them, put straight into the table."""

from datetime import UTC, datetime, timedelta

from pynamodb.transactions import TransactWrite

from chalicelib import tables
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies import storing, table
from chalicelib.vacancies.model import Source, State, Vacancy
from chalicelib.validation.model import Finding, Severity
from security.principal import Audience, Principal
from tests.vacancies.samples import content, finding, vacancy

NOW = datetime(2026, 5, 5, 3, 0, tzinfo=UTC)
"""A Tuesday, ten in the morning in Jakarta."""
UNLAWFUL = finding(Severity.REJECT, code="pay_order")
FEE = finding(Severity.HOLD, code="fee_asked")


def officer(*regions: str) -> Principal:
    """A new officer of some regions, of West Java without."""
    return Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=regions or ("32",))


def waiting(
    region: str | None = "32.73",
    since: datetime = NOW,
    findings: tuple[Finding, ...] = (),
    state: State = State.HELD,
    posted_by: str = "par_one",
) -> Vacancy:
    """A stored vacancy of a partner that waits since a moment."""
    identifier = new_identifier("vac")
    made = vacancy(
        state,
        id=identifier,
        source=Source(partner="par_one", external_id=identifier),
        content=content(region=region, title=f"Kasir {identifier[-8:]}"),
        waiting_since=since if state is not State.REJECTED else None,
        posted_by=posted_by,
        findings=findings,
        expires_at=NOW + timedelta(days=90),
    )
    stored(made)
    return made


def stored(made: Vacancy) -> None:
    """Write a new vacancy with the claim of its text."""

    def build(transaction: TransactWrite) -> None:
        transaction.save(table.item_of(made))
        storing.move_text_claim(transaction, None, made)

    tables.write(build)
