"""Reference data that tests decide about."""

from datetime import UTC, datetime

from chalicelib.validation.context import Wage

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class KnownEverything:
    """Knows every code that does not begin with ``9``; the minimum wage is 5 million in ``31`` and 2 million else."""

    def knows_region(self, code: str) -> bool:
        return not code.startswith("9")

    knows_occupation = knows_education = knows_skill = knows_region

    def minimum_wage(self, region: str, year: int) -> Wage | None:
        if region.startswith("9"):
            return None
        return Wage(amount=5_000_000 if region.startswith("31") else 2_000_000, region=region[:2], year=year)
