"""The platform's reference tables as rules ask them."""

from functools import cache

from chalicelib.texts import Text
from chalicelib.validation.context import RequiredLicence, UsualPay, Wage

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
        """Return the minimum wage in force; it says of which region and year it is, which may be wider and earlier."""
        from chalicelib.reference import regions, wage_in_force

        found = wage_in_force(region, year)
        if found is None:
            return None
        place = regions().get(found.wage.region)
        return Wage(
            amount=found.wage.amount, region=found.wage.region, year=found.wage.year, name=place.name if place else ""
        )

    def newest_wages(self) -> int | None:
        """Return the last year of which minimum wages are in the tables."""
        from chalicelib.reference import newest_wages

        return newest_wages()

    def usual_pay(self, occupation: str, region: str) -> UsualPay | None:
        """Return the middle half of what vacancies offered; it says of which group and place, which may be wider."""
        from chalicelib.reference import regions, typical_pay

        found = typical_pay(occupation, region)
        if found is None:
            return None
        known, place = found.range, regions().get(found.range.region)
        return UsualPay(
            low=known.p25,
            high=known.p75,
            count=known.count,
            year=known.year,
            group=known.occupation,
            place=place.name if place else "Indonesia",
        )

    def knows_licence(self, code: str) -> bool:
        """Tell whether ``code`` is a licence of the list."""
        from chalicelib.reference import licences

        return code in licences()

    def knows_language(self, code: str) -> bool:
        """Tell whether ``code`` is a language of the list."""
        from chalicelib.reference import languages

        return code in languages()

    def required_licences(self, occupation: str) -> tuple[RequiredLicence, ...]:
        """Return the licences that law asks of a unit group of the present edition, none for most."""
        return _required().get(occupation, ())

    def hazard(self, occupation: str) -> Text | None:
        """Return why the usual work of a unit group is closed to people under eighteen, None when it is not."""
        from chalicelib.reference import hazard_for_minors

        known = hazard_for_minors(occupation)
        return known.reason if known else None

    def lies_in(self, latitude: float, longitude: float, province: str) -> bool | None:
        """Tell whether a point lies in the box around a province, None for an unknown province."""
        from chalicelib.reference.boxes import boxes

        box = boxes().get(province)
        return box.holds(latitude, longitude) if box else None


@cache
def _required() -> dict[str, tuple[RequiredLicence, ...]]:
    from chalicelib.reference import duties, licences

    known, found = licences(), dict[str, tuple[RequiredLicence, ...]]()
    for row in duties.regulated():
        licence = known.get(row.licence)
        if licence is not None:
            words = (licence.label.id, licence.label.en, *licence.synonyms)
            required = RequiredLicence(code=row.licence, words=words, held_with=_held_with().get(row.licence, ()))
            found[row.code] = (*found.get(row.code, ()), required)
    return found


@cache
def _held_with() -> dict[str, tuple[str, ...]]:
    """Return for each licence those whose holders have it too; the table names all that a licence implies."""
    from chalicelib.reference import licences

    found: dict[str, tuple[str, ...]] = {}
    for licence in licences():
        for implied in licence.implies:
            found[implied] = (*found.get(implied, ()), licence.code)
    return found
