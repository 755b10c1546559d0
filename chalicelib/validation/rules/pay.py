"""Sums: in order, and plausible. Most wrong sums are slips of zeros: 450.000 for 4.500.000, 4.500 for 4.500.000."""

from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.subject import Subject
from chalicelib.validation.wording import rupiah

LEAST_PLAUSIBLE = 500_000
"""Less than this a month is no pay for full-time work anywhere in Indonesia (the lowest minimum wage is four times)."""

LEAST_PLAUSIBLE_PART = 50_000
MOST_PLAUSIBLE = 300_000_000
_WIDE = 8
_USUAL = range(1_500_000, 150_000_001)
PART = frozenset({"PART_TIME", "INTERN", "VOLUNTEER", "PER_DIEM", "TEMPORARY"})
"""Kinds of work of which pay a month may be small."""


def stated(subject: Subject) -> Iterator[tuple[str, int]]:
    """Yield each stated sum with its pointer."""
    for name in ("pay_minimum", "pay_maximum"):
        if amount := getattr(subject.content, name):
            yield f"/{name}", amount


@CATALOGUE.rule(
    "pay_order",
    version=1,
    message=Text(
        "Upah terendah {low} melebihi upah tertinggi {high}.", "The lowest pay {low} is above the highest {high}."
    ),
)
def pay_order(subject: Subject) -> Iterator[Observation]:
    """The range begins with the smaller sum."""
    low, high = subject.content.pay_minimum, subject.content.pay_maximum
    if low is not None and high is not None and low > high:
        yield Observation(pointer="/pay_minimum", values={"low": rupiah(low), "high": rupiah(high)})


@CATALOGUE.rule(
    "pay_too_low",
    version=1,
    message=Text(
        "Upah {pay} sebulan tidak masuk akal; apakah maksudnya {likely}?",
        "Pay of {pay} a month is not plausible; was {likely} meant?",
    ),
)
def pay_too_low(subject: Subject) -> Iterator[Observation]:
    """A sum in thousands, or one that lost zeros."""
    kind = subject.content.employment_type
    least = LEAST_PLAUSIBLE_PART if kind is not None and kind in PART else LEAST_PLAUSIBLE
    for pointer, pay in stated(subject):
        if pay < least:
            yield Observation(pointer=pointer, values={"pay": rupiah(pay), "likely": rupiah(_with_zeros(pay))})


@CATALOGUE.rule(
    "pay_too_high",
    version=1,
    message=Text(
        "Upah {pay} sebulan tidak masuk akal; periksa jumlah nolnya.",
        "Pay of {pay} a month is not plausible; count the zeros.",
    ),
)
def pay_too_high(subject: Subject) -> Iterator[Observation]:
    """A sum multiplied by a thousand, or a yearly sum."""
    for pointer, pay in stated(subject):
        if pay > MOST_PLAUSIBLE:
            yield Observation(pointer=pointer, values={"pay": rupiah(pay)})


@CATALOGUE.rule(
    "pay_missing_zero",
    version=1,
    message=Text(
        "Upah terendah {low} tampak kehilangan angka nol dibanding {high}; apakah maksudnya {likely}?",
        "The lowest pay {low} seems to miss a zero beside {high}; was {likely} meant?",
    ),
)
def pay_missing_zero(subject: Subject) -> Iterator[Observation]:
    """The lower end is implausible beside the upper one, and ten times as much fits below it."""
    low, high = subject.content.pay_minimum, subject.content.pay_maximum
    if not low or not high or low < LEAST_PLAUSIBLE or low * _WIDE > high:
        return
    if low < _USUAL.start and low * 10 <= high:
        values = {"low": rupiah(low), "high": rupiah(high), "likely": rupiah(low * 10)}
        yield Observation(pointer="/pay_minimum", values=values)


@CATALOGUE.rule(
    "pay_range_wide",
    version=1,
    message=Text(
        "Kisaran upah {low} sampai {high} terlalu lebar untuk berguna.",
        "The range from {low} to {high} is too wide to be of use.",
    ),
)
def pay_range_wide(subject: Subject) -> Iterator[Observation]:
    """The upper end is eight times the lower one: a commission counted as pay, or a zero too many."""
    low, high = subject.content.pay_minimum, subject.content.pay_maximum
    if low and high and low >= LEAST_PLAUSIBLE and high >= low * _WIDE:
        yield Observation(pointer="/pay_maximum", values={"low": rupiah(low), "high": rupiah(high)})


def _with_zeros(pay: int) -> int:
    return next((pay * factor for factor in (10, 100, 1_000, 10_000) if pay * factor in _USUAL), pay * 1_000)
