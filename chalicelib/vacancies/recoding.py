"""A vacancy coded anew after the tables have changed. Pure, but for the tables: nothing is stored here."""

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from chalicelib import reference
from chalicelib.errors import PadanError
from chalicelib.reference.coding_versions import coding_version
from chalicelib.vacancies.checking import find
from chalicelib.vacancies.coding import as_stated, coded, stated_of, with_codes
from chalicelib.vacancies.lifecycle import WAITING
from chalicelib.vacancies.model import State, Vacancy
from chalicelib.vacancies.recoding_model import Became, Code, ForOfficer, Reason, Recoded
from chalicelib.validation.model import Finding, Severity

Carry = Callable[[str, str, str], str | None]
"""Leads a code of one edition, by ``(code, from, to)``, to the one that means it in another; ``None`` without any."""

Check = Callable[[Vacancy, datetime], tuple[Finding, ...]]

_CHECKED = WAITING | {State.PUBLISHED}
_BLOCKING = frozenset({Severity.REJECT, Severity.HOLD, Severity.MEND})
"""What takes a published vacancy off, now or when a date passes."""


def carried(code: str, origin: str, goal: str) -> str | None:
    """Return the code of edition ``goal`` that stands for ``code`` of ``origin``; ``None`` when only a person knows it.

    A group that was parted into several has none.
    """
    from chalicelib.reference.crosswalks import counterpart

    try:
        found = counterpart(code, origin, goal)
    except (PadanError, reference.BadTable):
        return None
    return found.code if found else None


def is_current(vacancy: Vacancy) -> bool:
    """Tell whether the present tables coded the vacancy and its occupation is one of the present edition."""
    edition = vacancy.content.occupation is None or vacancy.occupation_version == reference.occupations().version
    return vacancy.coded_with == coding_version() and edition


def recoded(
    vacancy: Vacancy, now: datetime, *, every: bool = False, carry: Carry = carried, check: Check = find
) -> Recoded:
    """Return what the present tables make of a vacancy that others coded; with ``every`` of any.

    What the poster stated stays; a stated occupation of another edition goes over to the present one where ``carry``
    leads, else it stays where it is and an officer has to look. State, text, dates and history never change. Findings
    change only by what the new occupation adds or takes away; where that would take a published vacancy off, the
    vacancy stays as it is and an officer has to look.
    """
    if not every and is_current(vacancy):
        return Recoded(vacancy=vacancy, became=Became.CURRENT, before=code_of(vacancy), after=code_of(vacancy))
    after, kept = _coded_anew(vacancy, carry)
    if after.content.occupation != vacancy.content.occupation:
        after, blocking = _found_anew(vacancy, after, lambda each: check(each, now))
        if blocking:
            reason = _for_officer(vacancy, Reason.WOULD_BE_TAKEN_OFF, after, blocking)
            return Recoded(
                vacancy=vacancy, became=Became.KEPT, before=code_of(vacancy), after=code_of(vacancy), officer=reason
            )
    return Recoded(
        vacancy=_numbered(vacancy, after, now),
        became=Became.KEPT if kept else _became(vacancy, after),
        before=code_of(vacancy),
        after=code_of(after),
        skills=after.content.skills != vacancy.content.skills,
        officer=_for_officer(vacancy, Reason.NO_CORRESPONDENCE, after) if kept else None,
    )


def code_of(vacancy: Vacancy) -> Code | None:
    """Return the occupation of a vacancy with its edition."""
    occupation = vacancy.content.occupation
    return Code(edition=vacancy.occupation_version, code=occupation) if occupation is not None else None


def _coded_anew(vacancy: Vacancy, carry: Carry) -> tuple[Vacancy, bool]:
    """Return the vacancy with new codes, and whether a stated occupation had to stay in another edition."""
    content, goal = as_stated(vacancy), reference.occupations().version
    if content.occupation is None or vacancy.occupation_version == goal:
        return with_codes(vacancy, coded(content)), False
    target = carry(content.occupation, vacancy.occupation_version, goal)
    if target is None:
        return with_codes(vacancy, coded(content, vacancy.occupation_version)), True
    return with_codes(vacancy, coded(msgspec.structs.replace(content, occupation=target))), False


def _found_anew(
    before: Vacancy, after: Vacancy, check: Callable[[Vacancy], tuple[Finding, ...]]
) -> tuple[Vacancy, tuple[Finding, ...]]:
    """Return the vacancy with the findings of its new occupation, and those of them that would take it off.

    Both codes are checked by today's rules: what differs is the code's doing and nothing else's.
    """
    if before.state not in _CHECKED:
        return after, ()
    old, new = check(before), check(after)
    came, gone = _without(new, old), _without(old, new)
    blocking = tuple(each for each in _without(came, before.findings) if each.severity in _BLOCKING)
    if blocking and before.state is State.PUBLISHED and not before.cleared:
        return after, blocking
    kept = _without(before.findings, (*gone, *came))
    order = list(Severity)
    findings = tuple(sorted((*kept, *came), key=lambda finding: order.index(finding.severity)))
    return msgspec.structs.replace(after, findings=findings), ()


def _without(findings: Iterable[Finding], others: Iterable[Finding]) -> tuple[Finding, ...]:
    known = {_place(finding) for finding in others}
    return tuple(finding for finding in findings if _place(finding) not in known)


def _place(finding: Finding) -> tuple[str, str, str | None]:
    return finding.code, finding.pointer, finding.phrase


def _numbered(before: Vacancy, after: Vacancy, now: datetime) -> Vacancy:
    """Return ``after`` under a new revision when a reader could notice it, the very ``before`` when nothing changed."""
    if after == before:
        return before
    stamped = msgspec.structs.replace(after, recoded_at=now)
    seen = ("content", "findings", "occupation_version", "occupation_confidence")
    if all(getattr(before, name) == getattr(after, name) for name in seen):
        return stamped
    first = before.revision if before.recoded_from is None else before.recoded_from
    return msgspec.structs.replace(stamped, revision=before.revision + 1, recoded_from=first)


def _became(before: Vacancy, after: Vacancy) -> Became:
    old, new = code_of(before), code_of(after)
    if old == new:
        return Became.SAME
    if old is None:
        return Became.CODED
    return Became.UNCODED if new is None else Became.CHANGED


def _for_officer(vacancy: Vacancy, reason: Reason, after: Vacancy, found: Iterable[Finding] = ()) -> ForOfficer:
    return ForOfficer(
        vacancy_id=vacancy.id,
        title=vacancy.content.title,
        reason=reason,
        occupation=code_of(vacancy),
        wanted=code_of(after) if reason is Reason.WOULD_BE_TAKEN_OFF else None,
        findings=tuple(dict.fromkeys(finding.code for finding in found)),
        stated=stated_of(vacancy).occupation,
    )
