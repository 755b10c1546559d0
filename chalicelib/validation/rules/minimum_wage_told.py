"""What is said about pay below the minimum wage: whose wage and of which year it is, and the share of part-time."""

from chalicelib.texts import Text
from chalicelib.validation.context import Wage
from chalicelib.validation.wording import rupiah

BELOW = Text(
    "Upah {pay} di bawah {floor_id}. Perbaiki, atau nyatakan usaha mikro/kecil.",
    "Pay of {pay} is below {floor_en}. Correct it, or state that you are a micro or small enterprise.",
)
BEGINS_BELOW = Text(
    "Kisaran upah mulai dari {pay}, di bawah {floor_id}.",
    "The range begins at {pay}, below {floor_en}.",
)
SMALL = Text(
    "Upah di bawah {floor_id} atas pernyataan usaha mikro/kecil; kesepakatan minimal 50% rata-rata konsumsi dan 25% di "
    "atas garis kemiskinan provinsi.",
    "Pay is below {floor_en} on the statement of a micro or small enterprise; what is agreed must be at least half of "
    "the average consumption and a quarter above the poverty line of the province.",
)
UNKNOWN = Text(
    "Upah minimum tahun {year} tidak tercatat untuk wilayah ini, maka upah belum diperiksa terhadapnya.",
    "The minimum wage of {year} is not known for this region, so the pay was not checked against it.",
)


def floor(wage: Wage, least: int, hours: int | None, year: int, divisor: int) -> Text:
    """Return the least lawful pay of a check in ``year`` in words, in rupiah a month; ``hours`` are those of a week.

    Less than the wage is the share of part-time work, whose hour is the wage over ``divisor`` hours.
    """
    place = _place(wage, year)
    if least == wage.amount:
        return Text(f"upah minimum {rupiah(least)} ({place.id})", f"the minimum wage {rupiah(least)} ({place.en})")
    share, whole, hourly = (rupiah(amount) for amount in (least, wage.amount, -(-wage.amount // divisor)))
    return Text(
        f"{share} sebulan, bagian untuk {hours} jam kerja paruh waktu seminggu ({hourly} per jam) dari upah minimum "
        f"{whole} ({place.id})",
        f"{share} a month, the share for {hours} hours of part-time work a week ({hourly} an hour) of the minimum wage "
        f"{whole} ({place.en})",
    )


def _place(wage: Wage, year: int) -> Text:
    """Return whose wage it is and of which year, and that it is the newest known where the check is of a later one."""
    name = f"{wage.name or wage.region}, {wage.year}"
    if wage.year >= year:
        return Text(name, name)
    return Text(f"{name}; upah minimum {year} belum tercatat", f"{name}; that of {year} is not recorded yet")
