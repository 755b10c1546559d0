"""The platform's reference tables as rules ask them."""

from chalicelib.validation.context import Wage

UNIT_GROUP_DIGITS = 4


class ReferenceTables:
    """`chalicelib.validation.context.Reference` over the tables of `chalicelib.reference`."""

    def knows_region(self, code: str) -> bool:
        """Tell whether ``code`` is a province or regency."""
        from chalicelib.reference import regions

        return code in regions()

    def knows_occupation(self, code: str) -> bool:
        """Tell whether ``code`` is a four-digit group of the occupation classification."""
        from chalicelib.reference import occupations

        return len(code) == UNIT_GROUP_DIGITS and code in occupations()

    def knows_education(self, code: str) -> bool:
        """Tell whether ``code`` is an education level."""
        from chalicelib.reference import education_levels

        return code in education_levels()

    def knows_skill(self, code: str) -> bool:
        """Tell whether ``code`` is a skill concept."""
        from chalicelib.reference import skills

        return code in skills()

    def minimum_wage(self, region: str, year: int) -> Wage | None:
        """Return the minimum wage of ``year``, or the year before while the new decrees are not known."""
        from chalicelib.reference import minimum_wage, regions

        found = minimum_wage(region, year) or minimum_wage(region, year - 1)
        if found is None:
            return None
        place = regions().get(found.region)
        return Wage(amount=found.amount, region=found.region, year=found.year, name=place.name if place else "")
