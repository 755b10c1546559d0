"""Regular expressions for numbers in headers, which AWS WAF can compare as texts only."""


def more_than(bound: int) -> str:
    """Return the pattern of the decimal numerals above ``bound`` (at least 0), leading zeros allowed."""
    digits = str(bound)
    longer = rf"[1-9][0-9]{{{len(digits)},}}"
    greater = [
        f"{digits[:place]}{_above(int(digit))}{_any(len(digits) - place - 1)}"
        for place, digit in enumerate(digits)
        if digit != "9"
    ]
    return f"^0*({'|'.join([longer, *greater])})$"


def _above(digit: int) -> str:
    return "9" if digit == 8 else f"[{digit + 1}-9]"


def _any(count: int) -> str:
    return f"[0-9]{{{count}}}" if count else ""
