"""How long to wait, in the words that a person would use: what ``Retry-After`` says to machines."""

from chalicelib.texts import Text

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_UNITS = ((_DAY, "hari", "day"), (_HOUR, "jam", "hour"), (_MINUTE, "menit", "minute"), (1, "detik", "second"))


def duration(seconds: int) -> Text:
    """Return ``seconds`` in plain words: never less than they are, and less than half as much again.

    A unit is used for one of it exactly or from two of it on: "90 detik", "1 menit", "2 menit".
    """
    whole = max(1, seconds)
    unit, indonesian, english = next(unit for unit in _UNITS if whole == unit[0] or whole >= 2 * unit[0])
    number = -(-whole // unit)
    return Text(f"{number} {indonesian}", f"{number} {english}{'' if number == 1 else 's'}")


def with_wait(said: Text, seconds: int) -> Text:
    """Return ``said`` with a sentence after it that tells how long to wait."""
    wait = duration(seconds)
    return Text(f"{_sentence(said.id)} Coba lagi dalam {wait.id}.", f"{_sentence(said.en)} Try again in {wait.en}.")


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
