"""The trap corpus: what must be found, what must not, what must give nothing."""

import pytest

from tests.relevance.conftest import Ask
from tests.relevance.corpus import Case, cases, documents

CASES = cases()


def test_the_corpus_is_whole() -> None:
    known = {document.id for document in documents()}
    named = {key for case in CASES for key in (*case.first, *case.not_, *case.never, case.top) if key}
    assert named <= known
    assert len(CASES) >= 460
    assert len({case.query for case in CASES}) == len(CASES)
    assert all(case.first or case.top or case.not_ or case.never or case.zero for case in CASES)


@pytest.mark.parametrize("case", CASES, ids=[case.query for case in CASES])
def test_case(case: Case, ask: Ask) -> None:
    answer = ask(case.query)
    shown = [hit.document.id for hit in answer.hits]
    meant = {hit.document.id for hit in answer.hits if not hit.relaxed}
    assert set(case.first) <= set(shown), case.why
    assert not meant & set(case.not_), case.why
    assert not set(shown) & set(case.never), case.why
    if not case.zero:
        assert shown, f"nothing at all is shown: {case.why}"
    if not (case.first or case.top or case.never):
        assert meant or case.zero, f"nothing meets it, so that `not` cannot fail: {case.why}"
    if case.top:
        assert shown[:1] == [case.top], case.why
    if case.zero:
        assert answer.total == 0, case.why
