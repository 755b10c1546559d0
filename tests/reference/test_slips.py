"""Misspelt titles that are left to the correction of words: it finds the right words in titles as well."""

import pytest

from chalicelib import reference
from chalicelib.reference.model_occupations import TitleKind
from chalicelib.reference.recognising import lexicon
from search.reading.recogniser import Recogniser
from search.vocabulary import Kind

SLIPS = {text: title for text, title in reference.occupations().surfaces.entries() if title.kind is TitleKind.SLIP}


@pytest.fixture(scope="module")
def recogniser():
    return Recogniser(lexicon())


def test_every_slip_is_corrected_to_a_title_of_its_group(recogniser):
    assert len(SLIPS) > 400
    wrong = [text for text, title in SLIPS.items() if not means(recogniser.read(text), title.code)]
    assert wrong == []


def means(query, code):
    (part, *others) = query.wanted or (None,)
    return part is not None and not others and part.of(Kind.OCCUPATION)[:1] and part.of(Kind.OCCUPATION)[0].code == code


@pytest.mark.parametrize(
    ("typed", "right"),
    [("sekertaris", "sekretaris"), ("marketting", "marketing"), ("oprator boiler", "operator boiler")],
)
def test_the_right_words_are_what_is_searched(recogniser, typed, right):
    (part,) = recogniser.read(typed).wanted
    assert part.words == right


@pytest.mark.parametrize(("title", "code"), [("Sekertaris", "4120"), ("Oprator Boiler", "8182")])
def test_titles_of_vacancies_are_still_coded_by_them(title, code):
    assert reference.code_title(title).code == code
