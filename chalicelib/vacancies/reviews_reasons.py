"""The words of the reasons for which officers decide, and which reason goes with which decision."""

from collections.abc import Mapping

from chalicelib.errors import FieldError, InvalidInput, invalid
from chalicelib.texts import Language, Text
from chalicelib.vacancies.field_labels import label_of
from chalicelib.vacancies.model import Decision, ReasonCode, Transition, Vacancy

REASONS: Mapping[ReasonCode, Text] = {
    ReasonCode.INCOMPLETE: Text("Keterangan belum lengkap", "Something is missing"),
    ReasonCode.UNCLEAR: Text("Keterangan belum jelas", "Something is unclear"),
    ReasonCode.INCONSISTENT: Text("Keterangan saling bertentangan", "The statements contradict one another"),
    ReasonCode.PAY_UNLAWFUL: Text("Upah di bawah upah minimum", "The pay is below the minimum wage"),
    ReasonCode.HOURS_UNLAWFUL: Text("Waktu kerja melebihi ketentuan", "The hours are longer than the law allows"),
    ReasonCode.FEE_ASKED: Text("Pelamar diminta membayar", "Money is asked of the applicant"),
    ReasonCode.DISCRIMINATION: Text("Syarat yang membeda-bedakan", "A requirement discriminates"),
    ReasonCode.UNLAWFUL_WORK: Text("Pekerjaan yang dilarang", "The work is against the law"),
    ReasonCode.SUSPECTED_FRAUD: Text("Diduga penipuan", "Fraud is suspected"),
    ReasonCode.EMPLOYER_UNKNOWN: Text("Perusahaan tidak dapat dipastikan", "The employer could not be confirmed"),
    ReasonCode.CONTACT_UNREACHABLE: Text("Kontak tidak dapat dihubungi", "The contact cannot be reached"),
    ReasonCode.DUPLICATE: Text("Sudah ada lowongan yang sama", "The same vacancy stands already"),
    ReasonCode.NO_VACANCY: Text("Bukan lowongan pekerjaan", "This is no vacancy"),
    ReasonCode.GENUINE_REQUIREMENT: Text("Syarat memang dituntut pekerjaannya", "The work itself demands it"),
    ReasonCode.CONFIRMED_BY_EMPLOYER: Text("Dipastikan kepada perusahaan", "Confirmed with the employer"),
    ReasonCode.EXEMPTION_STATED: Text("Dikecualikan oleh aturan", "The law makes an exception"),
    ReasonCode.FOUND_WRONGLY: Text("Temuan mesin keliru", "The machine was wrong"),
    ReasonCode.OTHER: Text("Alasan lain", "Another reason"),
}

PUBLISHING = frozenset(
    {
        ReasonCode.GENUINE_REQUIREMENT,
        ReasonCode.CONFIRMED_BY_EMPLOYER,
        ReasonCode.EXEMPTION_STATED,
        ReasonCode.FOUND_WRONGLY,
        ReasonCode.OTHER,
    }
)
"""Reasons for publishing what the machine would not; any other reason speaks against a vacancy."""


def require_reason(decision: Decision, code: ReasonCode | None, reason: str | None, *, must: bool) -> None:
    """Return when the reason goes with the decision; with ``must`` there has to be one.

    Raises `InvalidInput` on ``/code`` when it is missing or speaks for another decision, on ``/reason`` when the code
    says nothing by itself.
    """
    if code is None:
        if must:
            raise _missing("/code")
        return
    if code is not ReasonCode.OTHER and (code in PUBLISHING) is not (decision is Decision.PUBLISH):
        detail = Text("Alasan ini untuk keputusan lain.", "This reason goes with another decision.")
        raise invalid("/code", "wrong_reason", detail)
    if code is ReasonCode.OTHER and not reason:
        raise _missing("/reason")


def told_reason(vacancy: Vacancy) -> Text:
    """Return why an officer last decided as they did, in words for the poster: the reason, what was added, the fields.

    A dash when no officer decided.
    """
    last = next((entry for entry in reversed(vacancy.history) if entry.decision is not None), None)
    if last is None:
        return Text("-", "-")
    return Text(_told(last, Language.INDONESIAN), _told(last, Language.ENGLISH))


def _told(entry: Transition, language: Language) -> str:
    """Return the words in one language, without the full stop that the message ends with."""
    label = REASONS[entry.code].in_language(language) if entry.code is not None else ""
    fields = (f"{label_of(note.pointer, language)}: {_bare(note.detail)}" for note in entry.fields)
    parts = (label, _bare(entry.reason or ""), "; ".join(fields))
    return ". ".join(part for part in parts if part) or "-"


def _bare(words: str) -> str:
    return words.strip().removesuffix(".")


def _missing(pointer: str) -> InvalidInput:
    detail = Text("Alasan wajib diisi.", "A reason is required.")
    return InvalidInput(detail, [FieldError(pointer=pointer, code="required", detail=detail)])
