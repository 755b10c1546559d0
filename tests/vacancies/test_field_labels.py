"""Every field of the form has a name in messages, the one that the template of uploads gives it."""

import msgspec
import pytest

from chalicelib.texts import Language
from chalicelib.uploads.columns import COLUMNS
from chalicelib.vacancies.field_labels import FIELD_LABELS, label_of
from chalicelib.vacancies.model import Decision, Note, ReasonCode, State, Transition, VacancyContent
from chalicelib.vacancies.reviews_reasons import told_reason
from tests.vacancies.samples import NOW, vacancy


def test_every_field_has_a_label_and_no_two_the_same():
    assert set(FIELD_LABELS) == set(VacancyContent.__struct_fields__)
    for language in Language:
        words = [text.in_language(language) for text in FIELD_LABELS.values()]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("column", [column for column in COLUMNS if column.name in FIELD_LABELS])
def test_a_field_is_called_as_in_the_template_of_uploads(column):
    assert FIELD_LABELS[column.name] == column.label


@pytest.mark.parametrize(
    ("pointer", "expected"),
    [
        ("/hours", "Jam per minggu"),
        ("/skills/3", "Keterampilan"),
        ("/point/lat", "Titik lokasi"),
        ("/nowhere", "/nowhere"),
        ("", ""),
    ],
)
def test_a_pointer_is_told_by_its_field(pointer, expected):
    assert label_of(pointer, Language.INDONESIAN) == expected


def test_the_message_names_fields_as_people_do_and_has_one_full_stop_between_parts():
    fields = (Note(pointer="/hours", detail="Jelaskan jam kerja."), Note(pointer="/title", detail="Sebut jabatannya"))
    entry = Transition(
        state=State.DRAFT,
        at=NOW,
        by="per_one",
        decision=Decision.CORRECT,
        code=ReasonCode.UNCLEAR,
        reason="Mohon dilengkapi.",
        fields=fields,
    )
    told = told_reason(msgspec.structs.replace(vacancy(State.DRAFT), history=(entry,)))
    assert told.id == (
        "Keterangan belum jelas. Mohon dilengkapi. Jam per minggu: Jelaskan jam kerja; Judul: Sebut jabatannya"
    )
    assert told.en.startswith("Something is unclear. Mohon dilengkapi. Hours a week: ")
    assert told_reason(vacancy(State.PUBLISHED)).id == "-"
