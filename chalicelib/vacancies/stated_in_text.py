"""What a vacancy's text states for the fields that its poster left out, as readers see it."""

from collections.abc import Iterator, Sequence
from typing import Any

from chalicelib import reference
from chalicelib.texts import Language, Text
from chalicelib.vacancies.effective import effective, skills_read
from chalicelib.vacancies.model import Vacancy
from chalicelib.vacancies.stated_in_text_model import StatedInText, Value
from chalicelib.validation.model import Span
from chalicelib.validation.wording import rupiah
from search.document import FromText, ReadField, VacancyDocument

_YEAR = 12
_NO_EXPERIENCE = Text("tanpa pengalaman", "no experience")
_ONE = {"years": Text("1 tahun", "1 year"), "months": Text("1 bulan", "1 month")}
_MANY = {"years": Text("{} tahun", "{} years"), "months": Text("{} bulan", "{} months")}
_HOURS = Text("{} jam per minggu", "{} hours a week")
_FRESH = Text("lulusan baru", "fresh graduates")


def stated_in_text(vacancy: Vacancy, language: Language) -> tuple[StatedInText, ...]:
    """Return each value read from the text where the vacancy's own field is empty, in the reader's language.

    Skills are there too when the machine found them. Raises BadTable.
    """
    every = (*effective(vacancy).readings, *skills_read(vacancy))
    return tuple(_seen(each.place, each.value, each.phrase, language) for each in every)


def stated_in_document(document: VacancyDocument, language: Language) -> tuple[StatedInText, ...]:
    """Return the same of a vacancy as it is found, without skills and hours."""
    return tuple(_of_document(document, language))


def _of_document(document: VacancyDocument, language: Language) -> Iterator[StatedInText]:
    texts = {"/title": document.title, "/description": document.description}
    left = {field: iter(_values(document, field)) for field in {each.field for each in document.from_text}}
    for place in document.from_text:
        value = next(left[place.field], None)
        if value is not None:
            yield _seen(place, value, texts[place.pointer][place.start : place.end], language)


def _values(document: VacancyDocument, field: ReadField) -> Sequence[Value]:
    held: Any = getattr(document, field.value)
    return held if isinstance(held, tuple) else (held,)


def _seen(place: FromText, value: Value, phrase: str, language: Language) -> StatedInText:
    return StatedInText(
        field=place.field,
        value=value,
        label=label_of(place.field, value, language),
        pointer=place.pointer,
        span=Span(place.start, place.end),
        phrase=phrase,
        confidence=place.confidence,
    )


def label_of(field: ReadField, value: Value, language: Language) -> str:
    """Return a value of ``field`` in words; a code that no table knows is shown as it is."""
    if isinstance(value, str):
        entry = _table(field).get(value)
        return value if entry is None else str(entry.label.in_language(language))
    match field:
        case ReadField.EXPERIENCE_MONTHS:
            return _time(value).in_language(language)
        case ReadField.HOURS:
            return _HOURS.in_language(language).format(value)
        case ReadField.FRESH_GRADUATE:
            return _FRESH.in_language(language)
        case _:
            return rupiah(value)


def _table(field: ReadField) -> Any:  # noqa: ANN401 - any reference table
    match field:
        case ReadField.EDUCATION:
            return reference.education_levels()
        case ReadField.EMPLOYMENT_TYPE:
            return reference.employment_types()
        case ReadField.REGION:
            return reference.regions()
        case ReadField.SKILLS:
            return reference.skills()
        case ReadField.LICENCES:
            return reference.licences()
        case _:
            return reference.languages()


def _time(months: int) -> Text:
    if not months:
        return _NO_EXPERIENCE
    unit, number = ("months", months) if months % _YEAR else ("years", months // _YEAR)
    if number == 1:
        return _ONE[unit]
    many = _MANY[unit]
    return Text(many.id.format(number), many.en.format(number))
