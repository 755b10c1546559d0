"""How values are written in messages, the same in both languages."""


def rupiah(amount: int) -> str:
    """Return ``4500000`` as ``Rp4.500.000``."""
    return "Rp" + f"{amount:,}".replace(",", ".")
