"""Who publishes what the machine stopped says why: a coded reason and words, which stay in the vacancy's history."""

from chalicelib.errors import FieldError, InvalidInput
from chalicelib.texts import Text
from chalicelib.vacancies.model import Decision, Vacancy
from chalicelib.vacancies.reviews import Ruling
from chalicelib.validation.model import Severity

_STOPS = frozenset({Severity.REJECT, Severity.HOLD})


def is_stopped(vacancy: Vacancy) -> bool:
    """Tell whether a finding stops the vacancy; one that waits only as its employer's first is not stopped."""
    return any(finding.severity in _STOPS for finding in vacancy.findings)


def require_account(ruling: Ruling, vacancy: Vacancy) -> None:
    """Return when the ruling does not publish over a finding that stops the vacancy, or says why it does.

    Raises `InvalidInput` with each of ``/code`` and ``/reason`` that is missing.
    """
    if ruling.decision is not Decision.PUBLISH or not is_stopped(vacancy):
        return
    missing = [
        name for name, given in (("/code", ruling.code), ("/reason", (ruling.reason or "").strip())) if not given
    ]
    if missing:
        detail = Text(
            "Menerbitkan meski ada temuan wajib disertai alasan.", "To publish in spite of a finding needs a reason."
        )
        raise InvalidInput(detail, [FieldError(pointer=name, code="required", detail=detail) for name in missing])
