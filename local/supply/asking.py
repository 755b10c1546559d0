"""The commands about advisories: asking for them, and telling what is overdue without asking anybody."""

import sys
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec

from local.supply import record
from local.supply.advisories import Advised, Against, audited
from local.supply.overdue import Standing, State, noted_anew, standings, unanswered
from local.supply.record import Noted, RecordError

CLEAN, REFUSED, UNKNOWN = 0, 1, 2
_PROJECT = Path("pyproject.toml")


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked for: which ``locks`` of ``folder``, on which day (western Indonesian time), of whom.

    ``osv``: the address of an OSV service, the package index's own advisories without one; ``note``: whether what is
    new is written into the record.
    """

    locks: tuple[str, ...]
    folder: Path
    today: date
    osv: str = ""
    note: bool = False

    @property
    def file(self) -> Path:
        """Where the record lies."""
        return self.folder / record.NAME


def ask(question: Question) -> int:
    """Ask about each lock and tell where everything stands that is known against it.

    Returns `REFUSED` when something is in no record, or past its term, or the record contradicts itself; else `UNKNOWN`
    when somebody did not answer about everything; else `CLEAN`.
    """
    answers = [_answer(question, name) for name in question.locks]
    whole = all(answer is not None and not answer.not_asked for answer in answers)
    reported = [each for answer in answers if answer is not None for each in answer.advisories]
    try:
        known = record.read(question.file)
        if question.note:
            known = noted_anew(reported, known, question.today, release(), whole=whole)
            record.write(question.file, known)
    except RecordError as error:
        _warn(str(error))
        return REFUSED
    return _told(standings(_once(reported), known, question.today, release()), known, question) or (
        CLEAN if whole else UNKNOWN
    )


def overdue(question: Question) -> int:
    """Tell what of the record is past its term, whoever could be asked; `REFUSED` when anything is, else `CLEAN`."""
    try:
        known = record.read(question.file)
    except RecordError as error:
        _warn(str(error))
        return REFUSED
    still = unanswered(known, question.today, release())
    late = sum(each.state is State.OVERDUE for each in still)
    _tell(f"{record.NAME}: {len(known)} advisories, {len(still)} not taken yet, {late} past their term")
    return _told(still, known, question)


def release(project: Path = _PROJECT) -> str:
    """Return the platform's present version."""
    return str(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["version"])


def _answer(question: Question, name: str) -> Advised | None:
    try:
        found = audited(question.folder / f"{name}.lock", osv=question.osv)
    except RuntimeError as error:
        _warn(str(error))
        return None
    _tell(f"{name}: {found.asked} packages asked about, {len(found.advisories)} advisories")
    if found.not_asked:
        _warn(f"  not known at the service that was asked: {', '.join(found.not_asked)}")
    return found


def _once(reported: Iterable[Against]) -> tuple[Against, ...]:
    """Leave out what another lock brought already."""
    return tuple({(each.package, each.version, each.advisory): each for each in reported}.values())


def _told(found: Sequence[Standing], known: Sequence[Noted], question: Question) -> int:
    for each in found:
        _tell(f"  {each.package} {each.advisory}: {_words(each)}")
    faults = list(record.faults(known, question.today))
    for fault in faults:
        _warn(f"{record.NAME}: {fault}")
    refused = any(each.state in (State.NEW, State.OVERDUE) for each in found)
    return REFUSED if faults or refused else CLEAN


def _words(standing: Standing) -> str:
    if standing.state is State.NEW:
        return f"NEW; note it in {record.NAME} (--note)"
    end = f"until {standing.due}" if standing.due is not None else "until the next release"
    state = "OVERDUE" if standing.state is State.OVERDUE else standing.state.value
    return f"{state}, {standing.severity.value}, known since {standing.known}, {end}"


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _warn(line: str) -> None:
    sys.stderr.write(f"{line}\n")
