"""What speaks for a proposal, and how surely: pure, from the sums of what people searched for."""

from collections.abc import Iterable, Sequence

from chalicelib.learning.model import Choices, Evidence, TextKind
from chalicelib.learning.summing import Total
from chalicelib.monitoring.rates import wilson

LEAST_SEARCHES = 10
"""A text that is searched for more seldom is not looked at."""
LEAST_CHOICES = 5
"""With fewer vacancies opened behind a text nobody knows what was meant."""
LEAST_CONFIDENCE = 0.4
"""The least lower bound of a share: with five of five in agreement it is .57, with eight of ten .49."""
LEAST_NEARNESS = 0.7
"""The least share of letters that are right, of a word that is taken for a misspelling."""
MOST_EXAMPLES = 5


def agreement(choices: Sequence[Choices]) -> tuple[Choices, int, float] | None:
    """Return the occupation that most searches for a text led to, how many led to any, and how surely it is meant.

    That is the lower bound of Wilson's interval of its share (`chalicelib.monitoring.rates`), 95 %: five of five say
    less than fifty of fifty. ``None`` of too few choices.
    """
    number = sum(each.number for each in choices)
    if number < LEAST_CHOICES:
        return None
    best = choices[0]
    rate = wilson(best.number, number)
    return None if rate is None else (best, number, rate.low)


def evidence_of(total: Total, examples: Iterable[str] = ()) -> Evidence:
    """Return the evidence in the sums of a text."""
    best = total.choices[0] if total.choices else Choices(occupation="")
    return Evidence(
        searches=total.counts["searches"],
        nothing=total.counts["nothing"],
        days=len(total.days),
        places=len(total.places),
        choices=sum(each.number for each in total.choices),
        agreeing=best.number,
        applied=best.applied,
        examples=tuple(examples)[:MOST_EXAMPLES],
    )


def examples_of(words: str, queries: Iterable[Total], least: int) -> list[str]:
    """Return queries with ``words`` that at least so many searches were for, the most frequent first."""
    found = [
        each
        for each in queries
        if each.kind is TextKind.QUERY and each.counts["searches"] >= least and f" {words} " in f" {each.text} "
    ]
    return [each.text for each in sorted(found, key=lambda each: (-each.counts["searches"], each.text))]
