"""Pay beside what vacancies of the same occupation offer: four times less or more is a lost zero, or worth a look."""

from collections.abc import Iterator

from chalicelib.texts import Text
from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.context import UsualPay
from chalicelib.validation.rules.pay import LEAST_PLAUSIBLE, MOST_PLAUSIBLE, PART
from chalicelib.validation.subject import Subject
from chalicelib.validation.wording import rupiah

FAR = 4
"""How many times below the lower quartile, or above the upper one, pay is unusual: one lost zero makes it ten times."""


@CATALOGUE.rule(
    "pay_unusual",
    version=1,
    message=Text(
        "Upah {pay} sebulan jauh dari yang biasa ditawarkan, {low} sampai {high} ({count} lowongan tahun {year}, "
        "kelompok jabatan {group}, {region}); periksa jumlah nolnya.",
        "Pay of {pay} a month is far from what is usually offered, {low} to {high} ({count} vacancies of {year}, "
        "occupation group {group}, {region}); count the zeros.",
    ),
)
def pay_unusual(subject: Subject) -> Iterator[Observation]:
    """All of the range is far below or above the middle half of what others offer for such work."""
    content = subject.content
    sums = [amount for amount in (content.pay_minimum, content.pay_maximum) if amount]
    if not sums or content.occupation is None or content.employment_type in PART:
        return
    usual = subject.reference.usual_pay(content.occupation, content.region or "")
    if usual is None or min(sums) < LEAST_PLAUSIBLE or max(sums) > MOST_PLAUSIBLE:
        return
    if max(sums) * FAR < usual.low:
        yield _seen("/pay_maximum" if content.pay_maximum else "/pay_minimum", max(sums), usual)
    if min(sums) > usual.high * FAR:
        yield _seen("/pay_minimum" if content.pay_minimum else "/pay_maximum", min(sums), usual)


def _seen(pointer: str, pay: int, usual: UsualPay) -> Observation:
    values = {"low": rupiah(usual.low), "high": rupiah(usual.high), "count": str(usual.count), "year": str(usual.year)}
    return Observation(
        pointer=pointer, values={**values, "pay": rupiah(pay), "group": usual.group, "region": usual.place}
    )
