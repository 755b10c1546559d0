"""Sentences as people write them, labelled before the rules were run on them: what is found, and what is known to err.

A file names what should see its sentences (``seen_by``): rules, or signs of fraud. ``found`` and ``missed`` are told
right; ``overlooked`` ask for what is forbidden and are not seen, ``mistaken`` are honest and are. A change that mends
one of these, or breaks another, shows here: the sentence is moved by whoever makes it.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from chalicelib.vacancies.model import VacancyContent
from chalicelib.validation.catalogue import CATALOGUE
from chalicelib.validation.checking import seen
from chalicelib.validation.fraud import SIGNALS
from chalicelib.validation.subject import Subject
from tests.validation.case_files import SENTENCES, of_phrase

LEAST_SENTENCES, LEAST_PRECISION, LEAST_RECALL = 60, 0.95, 0.85
BY_CODE = {signal.code: signal for signal in SIGNALS}


@cache
def read(path: Path) -> dict[str, list[str]]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _sentences(*keys: str) -> Iterator[object]:
    for path in SENTENCES:
        for key in keys:
            for text in read(path).get(key, ()):
                yield pytest.param(path, text, id=f"{path.stem}: {text}"[:90])


def is_seen(path: Path, text: str) -> bool:
    content, context = of_phrase(text, title=False)
    wanted = set(read(path)["seen_by"])
    subject = Subject.of(content, context)
    rules = [rule for rule in CATALOGUE.rules if rule.code in wanted]
    signs = [BY_CODE[code] for code in wanted if code in BY_CODE]
    return bool(seen(content, context, rules)) or any(any(True for _ in sign.observe(subject)) for sign in signs)


@pytest.mark.parametrize(("path", "text"), list(_sentences("found", "mistaken")))
def test_a_sentence_is_seen(path, text):
    assert is_seen(path, text)


@pytest.mark.parametrize(("path", "text"), list(_sentences("missed", "overlooked")))
def test_a_sentence_is_left_alone(path, text):
    assert not is_seen(path, text)


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_a_family_is_large_and_mostly_told_right(path):
    count = {key: len(read(path).get(key, ())) for key in ("found", "missed", "overlooked", "mistaken")}
    assert sum(count.values()) >= LEAST_SENTENCES
    assert min(count["found"] + count["overlooked"], count["missed"] + count["mistaken"]) >= LEAST_SENTENCES // 3
    assert count["found"] >= LEAST_PRECISION * (count["found"] + count["mistaken"])
    assert count["found"] >= LEAST_RECALL * (count["found"] + count["overlooked"])


@pytest.mark.parametrize("path", SENTENCES, ids=lambda path: path.stem)
def test_a_family_names_what_there_is_and_no_sentence_twice(path):
    known = {rule.code for rule in CATALOGUE.rules} | set(BY_CODE)
    assert set(read(path)["seen_by"]) <= known
    every = [text for key, texts in read(path).items() if key != "seen_by" for text in texts]
    assert len(every) == len(set(every))


def test_every_ground_of_fairness_has_a_family():
    families = {code for path in SENTENCES for code in read(path)["seen_by"]}
    grounds = {rule.code for rule in CATALOGUE.rules if rule.code.endswith("_requirement")}
    assert grounds - {"occupational_requirement"} <= families


@pytest.mark.parametrize("text", ["single, Muslim", "Max 27, single, Muslim, jujur", "Muslim; single; rajin"])
def test_items_of_a_list_are_requirements_by_themselves(text):
    content = VacancyContent(title="Staf Toko", description=text)
    codes = {rule.code for rule, _ in seen(content, of_phrase(text, title=False)[1])}
    assert {"religion_requirement", "marital_requirement"} <= codes
