"""The lists about work: industries, benefits, arrangements of work, periods of pay."""

from functools import cache

from chalicelib.reference import files
from chalicelib.reference.lists import CodeList
from chalicelib.reference.model_work import Benefit, Industry, PayPeriod, WorkingArrangement

INDUSTRY_VERSION = "2020"
BENEFIT_VERSION = ARRANGEMENT_VERSION = "2"
PAY_PERIOD_VERSION = "1"


class IndustryList(CodeList[Industry]):
    """Sections and divisions of one version of KBLI; a name that both bear means the section."""

    def section_of(self, code: str) -> Industry | None:
        """Return the section that ``code`` is or lies in, None for an unknown code."""
        found = self.get(code)
        return self.get(found.parent) if found and found.parent else found

    def divisions(self, section: str) -> tuple[Industry, ...]:
        """Return the divisions of a section; none for anything else."""
        return tuple(entry for entry in self if entry.parent == section)


@cache
def industries(version: str = INDUSTRY_VERSION) -> IndustryList:
    """Return the sections and divisions of KBLI. Raises BadTable."""
    return IndustryList(version, files.typed("industries", version, Industry))


@cache
def benefits(version: str = BENEFIT_VERSION) -> CodeList[Benefit]:
    """Return what employers give beside pay. Raises BadTable."""
    return CodeList(version, files.typed("benefits", version, Benefit))


@cache
def working_arrangements(version: str = ARRANGEMENT_VERSION) -> CodeList[WorkingArrangement]:
    """Return the ways in which work is arranged. Raises BadTable."""
    return CodeList(version, files.typed("working_arrangements", version, WorkingArrangement))


@cache
def pay_periods(version: str = PAY_PERIOD_VERSION) -> CodeList[PayPeriod]:
    """Return the periods for which pay is stated, the shortest first. Raises BadTable."""
    return CodeList(version, files.typed("pay_periods", version, PayPeriod))
