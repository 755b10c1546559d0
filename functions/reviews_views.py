"""Reasons for decisions in the reader's words."""

from chalicelib.texts import Language
from chalicelib.vacancies.model import Decision, ReasonCode
from chalicelib.vacancies.reviews_reasons import PUBLISHING, REASONS
from functions.reviews_types import ReasonList, ReasonView


def reason_list(language: Language) -> ReasonList:
    """Return all reasons in ``language``."""
    return ReasonList(
        items=tuple(
            ReasonView(code=code.value, label=text.in_language(language), decisions=_decisions(code))
            for code, text in REASONS.items()
        )
    )


def _decisions(code: ReasonCode) -> tuple[Decision, ...]:
    if code is ReasonCode.OTHER:
        return tuple(Decision)
    return (Decision.PUBLISH,) if code in PUBLISHING else (Decision.CORRECT, Decision.REJECT)
