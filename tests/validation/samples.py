"""Reference data that tests decide about."""

from datetime import UTC, datetime

from chalicelib.texts import Text
from chalicelib.validation.context import RequiredLicence, UsualPay, Wage

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


class KnownEverything:
    """Knows every code that does not begin with ``9``; the minimum wage is 5 million in ``31`` and 2 million else.

    In 2025 the wages are half a million less, before 2020 unknown; 2026 is the newest year. Only for group ``52`` usual
    pay is known: 4 to 6 million in ``31``, 3 to 5 million in the country. Groups of ``83`` need a driving licence
    and are hazardous; Java is all there is.
    """

    def knows_region(self, code: str) -> bool:
        return not code.startswith("9")

    knows_occupation = knows_education = knows_skill = knows_licence = knows_language = knows_region

    def minimum_wage(self, region: str, year: int) -> Wage | None:
        if region.startswith("9") or year < 2020:
            return None
        amount = 5_000_000 if region.startswith("31") else 2_000_000
        return Wage(amount=amount - 500_000 * (year < 2026), region=region[:2], year=year)

    def newest_wages(self) -> int | None:
        return 2026

    def usual_pay(self, occupation: str, region: str) -> UsualPay | None:
        if not occupation.startswith("52"):
            return None
        if region.startswith("31"):
            return UsualPay(low=4_000_000, high=6_000_000, count=12, year=2024, group=occupation, place="DKI Jakarta")
        return UsualPay(low=3_000_000, high=5_000_000, count=40, year=2024, group="52", place="Indonesia")

    def required_licences(self, occupation: str) -> tuple[RequiredLicence, ...]:
        return (RequiredLicence(code="sim_b1", words=("SIM B1", "SIM B 1")),) if occupation.startswith("83") else ()

    def hazard(self, occupation: str) -> Text | None:
        return Text("Mesin berat", "Heavy plant") if occupation.startswith("83") else None

    def lies_in(self, latitude: float, longitude: float, province: str) -> bool | None:
        return None if province.startswith("9") else -9 <= latitude <= -5 and 105 <= longitude <= 115
