"""Why a decision on a proposal is refused: each a conflict with a code of its own."""

from collections.abc import Mapping
from enum import StrEnum

from chalicelib.errors import Conflict, FieldError
from chalicelib.texts import Text


class Refusal(StrEnum):
    """The codes, each with what it is about and why in `_WHY`."""

    WRONG_STATE = "wrong_state"
    ALREADY_KNOWN = "already_known"
    CONTRADICTS_DICTIONARY = "contradicts_dictionary"
    CONTRADICTS_LEARNED = "contradicts_learned"
    STEERS_READING = "steers_reading"
    FORBIDDEN_WORDS = "forbidden_words"
    TOO_MANY = "too_many"


_WHY: Mapping[Refusal, tuple[str, Text]] = {
    Refusal.WRONG_STATE: (
        "/decision",
        Text("Keputusan ini tidak cocok dengan status usulan.", "The proposal is in no state for this decision."),
    ),
    Refusal.ALREADY_KNOWN: (
        "/words",
        Text("Kamus sudah mengenalnya dengan arti ini.", "The dictionary has these words in this meaning already."),
    ),
    Refusal.CONTRADICTS_DICTIONARY: (
        "/words",
        Text("Menurut kamus artinya lain.", "The dictionary has these words in another meaning."),
    ),
    Refusal.CONTRADICTS_LEARNED: (
        "/words",
        Text("Kata ini sudah diterima dengan arti lain.", "These words were accepted in another meaning already."),
    ),
    Refusal.STEERS_READING: (
        "/words",
        Text("Kata ini mengatur cara kueri dibaca.", "These words steer how queries are read, or say nothing."),
    ),
    Refusal.FORBIDDEN_WORDS: (
        "/words",
        Text("Kata diskriminatif atau penipuan.", "These words discriminate, or belong to fraud."),
    ),
    Refusal.TOO_MANY: (
        "/decision",
        Text(
            "Terlalu banyak kata: pindahkan dahulu ke edisi tabel berikutnya.",
            "Too many words were accepted: let the next edition of the tables carry them first.",
        ),
    ),
}


def refused(why: Refusal) -> Conflict:
    """Return the conflict that says why."""
    pointer, detail = _WHY[why]
    return Conflict(detail, [FieldError(pointer=pointer, code=why.value, detail=detail)])
