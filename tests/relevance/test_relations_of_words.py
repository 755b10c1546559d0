"""Relations between the answers to two queries that differ in their words, in corpora that nobody arranged."""

import random
from collections.abc import Iterable
from itertools import permutations

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from search.analysis import STOP_WORDS, tokens
from search.reading.model import Meaning
from search.vocabulary import Kind
from tests.relevance.asking import OTHER, PAY, WHERE, otherwise_written, queries, title_words, titles
from tests.relevance.placed import Placed

often = settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
seldom = settings(often, max_examples=15)


@often
@given(st.data())
def test_a_sign_splits_what_is_found(placed: Placed, data: st.DataObject) -> None:
    words = data.draw(queries(placed.world))
    term = data.draw(st.sampled_from(title_words(placed.world)) | st.sampled_from(WHERE))
    every, having, lacking = (placed.found(f"{words} {sign}") for sign in ("", f'+"{term}"', f'-"{term}"'))
    assert not having & lacking
    assert having | lacking == every


@often
@given(st.data())
def test_a_place_and_an_amount_narrow_what_is_found(placed: Placed, data: st.DataObject) -> None:
    title = data.draw(st.sampled_from(titles(placed.world)))
    # Of two places a vacancy may be in either.
    assume(not any(part.of(Kind.REGION) for part in placed.knowledge.recogniser.read(title).wanted))
    beside = data.draw(st.sampled_from([f"di {place}" for place in WHERE]) | st.sampled_from(PAY))
    assert placed.found(f"{title} {beside}") == placed.found(title) & placed.found(beside)


@often
@given(st.data())
def test_words_for_vacancy_change_nothing(placed: Placed, data: st.DataObject) -> None:
    words = data.draw(queries(placed.world))
    plain = placed.found(words)
    assert placed.found(f"loker {words}") == plain
    assert placed.found(f"info lowongan {words}") == plain


@often
@given(st.data())
def test_another_writing_of_the_same_letters_changes_nothing(placed: Placed, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(titles(placed.world)) | st.sampled_from((*WHERE, *PAY, *OTHER)))
    write = data.draw(otherwise_written())
    assert placed.found(write(words)) == placed.found(words)


@seldom
@given(st.data())
def test_the_order_of_what_is_asked_changes_nothing(placed: Placed, data: st.DataObject) -> None:
    title = data.draw(st.sampled_from(titles(placed.world)))
    parts = (title, f"di {data.draw(st.sampled_from(WHERE))}", data.draw(st.sampled_from(PAY)))
    assert len({placed.found(" ".join(order)) for order in permutations(parts)}) == 1


@often
@given(st.data())
def test_quotes_around_a_known_job_lose_nothing(placed: Placed, data: st.DataObject) -> None:
    recogniser = placed.knowledge.recogniser
    known = [each for each in titles(placed.world) if _is_job(recogniser.exactly(each))]
    title = data.draw(st.sampled_from(known))
    assert placed.found(title) <= placed.found(f'"{title}"')


def _is_job(meanings: Iterable[Meaning]) -> bool:
    return any(meaning.kind is Kind.OCCUPATION for meaning in meanings)


@often
@given(st.data())
def test_a_word_that_nothing_is_known_of_is_found_in_titles_and_names_alone(
    placed: Placed, data: st.DataObject
) -> None:
    document = data.draw(st.sampled_from(placed.world.documents))
    words = [word for word in document.description.casefold().split() if word.isalpha() and len(word) > 3]
    assume(words)
    word = data.draw(st.sampled_from(words))
    assume(word not in STOP_WORDS)
    (part, *others) = placed.knowledge.recogniser.read(f'"{word}"').wanted or (None,)
    assume(part is not None and not part.meanings and not others)
    (stem, *_) = tokens(word)
    names = {each.id: tokens(f"{each.title} {each.employer_name}") for each in placed.world.documents}
    for found in placed.found(f'"{word}"'):
        assert any(name[:4] == stem[:4] for name in names[found])


def test_every_sure_title_of_a_group_finds_all_of_the_group(placed: Placed) -> None:
    recogniser = placed.knowledge.recogniser
    by_code: dict[str, set[str]] = {}
    for document in placed.world.documents:
        if document.occupation and document.id in placed.world.live:
            by_code.setdefault(document.occupation, set()).add(document.id)
    asked = [
        (title, meaning.code)
        for title in titles(placed.world)
        for meaning in recogniser.exactly(title)[:1]
        if meaning.kind is Kind.OCCUPATION and meaning.confidence > 0.8
    ]
    assert asked
    for title, code in random.Random(3).sample(asked, min(40, len(asked))):
        assert by_code.get(code, set()) <= placed.found(title), title
