"""The fields of the embedded vacancy index, and a vacancy as its document."""

from functools import cache
from typing import Any

import msgspec

from search.document import Coordinates, VacancyDocument
from search.indexed import MISSING, TIE_BITS, IndexedVacancy, indexed_vacancy, tie, units
from search.normalise import normalise
from search.plan import CodeField, NumberField, TextField
from search.ranking import DAY

NONE = -1
"""What a number field holds when the vacancy states nothing."""
SOURCE = "source"
SIGNALS = "signals"
LATITUDE, LONGITUDE, POINT = "lat", "lon", "point"
UNIT = "occupation_unit"
EMPLOYER_WORDS = "employer_words"
POSTED_DAY = "posted_day"
NEWEST_KEY, PAY_KEY = "newest_key", "pay_key"
UNIT_DIGITS = 4
POSTED_BITS, SEED_BITS, QUALITY_BITS = 34, 20, 10
_encoder = msgspec.json.Encoder()


@cache
def vacancy_schema() -> Any:  # noqa: ANN401 - tantivy has no run-time types
    """Return the schema. Token streams are cut already; codes are taken whole; numbers live in columns."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    for text in TextField:
        builder.add_text_field(text.value, tokenizer_name="whitespace", index_option="position")
    for code in (*(field.value for field in CodeField), UNIT, POINT):
        builder.add_text_field(code, fast=True, tokenizer_name="raw", index_option="basic")
    for unsorted in (POSTED_DAY, EMPLOYER_WORDS):
        builder.add_text_field(unsorted, tokenizer_name="raw", index_option="basic")
    for number in NumberField:
        builder.add_integer_field(number.value, fast=True, indexed=True)
    for packed in (SIGNALS, NEWEST_KEY, PAY_KEY):
        builder.add_unsigned_field(packed, fast=True)
    for degree in (LATITUDE, LONGITUDE):
        builder.add_float_field(degree, fast=True)
    builder.add_bytes_field(SOURCE, stored=True)
    return builder.build()


def vacancy_fields(document: VacancyDocument) -> Any:  # noqa: ANN401
    """Return ``document`` as tantivy takes it. Raises ``ValueError`` or ``OverflowError`` on numbers out of range."""
    import tantivy

    indexed = indexed_vacancy(document)
    made = tantivy.Document()
    for field, stream in indexed.texts.items():
        made.add_text(field.value, stream)
    for code_field, codes in indexed.codes.items():
        for code in codes:
            made.add_text(code_field.value, code)
    for word in dict.fromkeys(normalise(document.employer_name).split()):
        made.add_text(EMPLOYER_WORDS, word)
    for unit in units(document, UNIT_DIGITS):
        made.add_text(UNIT, unit)
    for number in NumberField:
        made.add_integer(number.value, indexed.numbers.get(number, NONE))
    _add_keys(made, indexed)
    if document.point:
        _add_point(made, document.point)
    else:
        made.add_text(POINT, MISSING)
    made.add_bytes(SOURCE, _encoder.encode(document))
    return made


def composite(value: int, identifier: str) -> int:
    """Return ``value`` with a hash of the identifier below it: one number that orders a list without ties."""
    return max(0, value) << TIE_BITS | tie(identifier)


def pack(posted_at: int, seed: int, quality: int) -> int:
    """Return the ranking column of a document: moment, seed and quality side by side, read by `ranked`."""
    posted = min(max(0, posted_at), (1 << POSTED_BITS) - 1)
    return (posted << SEED_BITS | seed) << QUALITY_BITS | quality


def point_term(point: Coordinates) -> str:
    """Return the term of a point, exact to about ten centimetres."""
    return f"{point.lat:.6f},{point.lon:.6f}"


def _add_keys(made: Any, indexed: IndexedVacancy) -> None:  # noqa: ANN401
    posted_at = indexed.numbers[NumberField.POSTED_AT]
    made.add_unsigned(SIGNALS, pack(posted_at, indexed.seed, indexed.quality))
    made.add_text(POSTED_DAY, str(posted_at // DAY))
    made.add_unsigned(NEWEST_KEY, composite(posted_at, indexed.id))
    made.add_unsigned(PAY_KEY, composite(indexed.numbers.get(NumberField.PAY, 0), indexed.id))


def _add_point(made: Any, point: Coordinates) -> None:  # noqa: ANN401
    made.add_text(POINT, point_term(point))
    made.add_float(LATITUDE, point.lat)
    made.add_float(LONGITUDE, point.lon)
