"""What is known of pay: minimum wages, how they are read for a region, and typical pay of occupations."""

from enum import StrEnum

import msgspec

COUNTRY = "ID"
"""The region of ranges for the whole country (ISO 3166-1)."""
ROUNDING = 1
"""Rupiah by which reports of one figure may differ: some cut the sen off, others round them."""


class WageScope(StrEnum):
    """Whose minimum wage it is."""

    PROVINCE = "province"
    REGENCY = "regency"


class MinimumWage(msgspec.Struct, frozen=True, kw_only=True):
    """A minimum wage in whole rupiah a month for ``year``.

    ``region`` is the region it was set for, which is the province when the regency's own is not known. Where the
    sources differ ``amount`` is the lowest figure that can be right, so that nobody is held wrongly; ``reported`` has
    all of them and ``sources`` who reported each, in the same order. ``decree`` is the governor's decree, empty when no
    source gives its number.
    """

    region: str
    scope: WageScope
    year: int
    amount: int
    reported: tuple[int, ...]
    sources: tuple[str, ...] = ()
    decree: str = ""

    @property
    def sources_differ(self) -> bool:
        """Whether the figure is still to be settled against the governor's decree: rounding is no difference."""
        return max(self.reported) - min(self.reported) > ROUNDING


class WageReading(StrEnum):
    """How the wage of a region was found."""

    OWN = "own"
    """It was set for this very region."""
    PROVINCE = "province"
    """The regency is known to have none of its own: by law its province's holds."""
    FLOOR = "floor"
    """None of the regency's own is known: its province's is the least that can hold."""


class WageInForce(msgspec.Struct, frozen=True, kw_only=True):
    """The minimum wage by which pay in ``region`` is judged in ``year``, and how it was found."""

    region: str
    year: int
    wage: MinimumWage
    reading: WageReading

    @property
    def earlier_year(self) -> bool:
        """Whether it is the wage of the year before, for want of this year's."""
        return self.wage.year != self.year

    @property
    def certain(self) -> bool:
        """Whether it is the wage itself, of that year and undisputed, and no mere floor."""
        return not (self.earlier_year or self.reading is WageReading.FLOOR or self.wage.sources_differ)


class PayRange(msgspec.Struct, frozen=True, kw_only=True):
    """What vacancies of an occupation group in a region offered, in whole rupiah a month of full-time work.

    ``occupation`` has one to four digits; ``region`` is a province, or ``ID`` for the whole country. Of the midpoints
    of ``count`` vacancies of ``employers`` employers: the quartiles and the median, which lies between ``low`` and
    ``high`` with 95 percent confidence.
    """

    occupation: str
    region: str
    year: int
    count: int
    employers: int
    p25: int
    median: int
    p75: int
    low: int
    high: int


class TypicalPay(msgspec.Struct, frozen=True, kw_only=True):
    """Typical pay for an occupation in a region: ``range`` may be of a wider group or of the whole country."""

    occupation: str
    region: str
    range: PayRange

    @property
    def level(self) -> int:
        """How many digits of the occupation the answer is about."""
        return len(self.range.occupation)

    @property
    def of_province(self) -> bool:
        """Whether the answer is about the region's province, and not about the whole country."""
        return self.range.region != COUNTRY
