"""Invented events and sums."""

from collections.abc import Iterable
from datetime import date, timedelta

from chalicelib.learning import table
from chalicelib.learning.model import ChoiceEvent, Choices, Heard, Line, Lines, SearchEvent, Step, TextKind
from chalicelib.learning.privacy import key_of
from chalicelib.learning.summing import Day, Total
from chalicelib.texts import Language

DAY = date(2026, 11, 20)


def known(text: str, kind: TextKind = TextKind.WORDS) -> str:
    """The key of a text that enough have searched for."""
    heard = Heard(key=key_of(kind, text), kind=kind, text=text)
    table.hear(heard, "mark1", lambda _: True, DAY)
    return heard.key


def search(*left: str, query: str = "", region: str = "32.73", found: int = 0, **more: object) -> SearchEvent:
    """A search of western Java that found nothing."""
    return SearchEvent(
        hour="2026-11-20T03", language=Language.INDONESIAN, region=region, query=query, left=left, found=found, **more
    )


def choice(*left: str, occupation: str = "5230", step: Step = Step.OPENED, region: str = "32.73") -> ChoiceEvent:
    """A vacancy of a cashier, opened."""
    return ChoiceEvent(step=step, occupation=occupation, region=region, left=left)


def total(
    text: str, kind: TextKind = TextKind.WORDS, choices: Iterable[Choices] = (), days: int = 4, **counts: int
) -> Total:
    """The sums of a text, searched for twenty times in vain if nothing else is said."""
    made = Total(kind, text)
    counted = {"searches": 20, "nothing": 20, **counts}
    for number in range(days):
        line = Line(
            kind=kind,
            text=text,
            choices=tuple(_chosen(each, number, days) for each in choices),
            **_share(counted, number, days),
        )
        made.add(DAY + timedelta(days=number), f"{31 + number}", line)
    return made


def lines(*each: Line) -> Lines:
    """Lines of a day and province."""
    return Lines(lines=each)


def one_day(*each: Line, day: date = DAY, province: str = "32") -> Day:
    """The sums of one day in one province."""
    return day, province, lines(*each)


def _chosen(each: Choices, number: int, days: int) -> Choices:
    steps = {"opened": each.opened, "applied": each.applied, "reworded": each.reworded}
    return Choices(occupation=each.occupation, **_share(steps, number, days))


def _share(counts: dict[str, int], number: int, days: int) -> dict[str, int]:
    return {name: count // days + (number < count % days) for name, count in counts.items()}
