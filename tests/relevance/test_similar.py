"""More like this, over the invented corpus, on both engines."""

from itertools import pairwise

import msgspec
import pytest

from search.document import Elsewhere, VacancyDocument
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.indexed import occupations
from search.port import VacancyIndex
from search.similar import Likeness, pay_likeness, similar
from tests.relevance.corpus import NOW, documents

ALL = documents()
SOME = ALL[:: max(1, len(ALL) // 25)]


@pytest.mark.parametrize("document", SOME, ids=lambda document: document.id)
def test_neighbours_are_others_with_reasons_that_hold(index: VacancyIndex, document: VacancyDocument) -> None:
    found = similar(index, document, NOW, 10)
    assert document.id not in {entry.document.id for entry in found}
    assert all(earlier.score >= later.score for earlier, later in pairwise(found))
    for entry in found:
        assert entry.reasons
        for reason in entry.reasons:
            assert _holds(reason.likeness, reason.codes, document, entry.document), (reason, entry.document)


@pytest.mark.parametrize("document", SOME, ids=lambda document: document.id)
def test_both_engines_agree(index: VacancyIndex, document: VacancyDocument) -> None:
    held = EmbeddedVacancyIndex()
    held.put(ALL)
    held.refresh()
    (mine, theirs) = (similar(engine, document, NOW, 10) for engine in (held, index))
    held.close()
    assert [entry.score for entry in mine] == pytest.approx([entry.score for entry in theirs], rel=1e-3)
    assert {entry.document.id for entry in mine[:5]} == {entry.document.id for entry in theirs[:5]}
    assert {entry.document.id: entry.reasons for entry in mine[:5]} == {
        entry.document.id: entry.reasons for entry in theirs[:5]
    }


def test_the_same_job_nearby_comes_before_newer_ones_far_away() -> None:
    here, day = next(entry for entry in ALL if entry.id == "kasir-depok"), 86_400
    places = {"same": (here.region, 14), "province": ("32.73", 7), "far": ("35.78", 1)}
    made = EmbeddedVacancyIndex()
    made.put(
        [
            msgspec.structs.replace(here, id=name, employer_name=name, region=region, posted_at=NOW - days * day)
            for name, (region, days) in places.items()
        ]
    )
    made.refresh()
    assert [entry.document.id for entry in similar(made, here, NOW, 10)] == ["same", "province", "far"]
    made.close()


def test_a_job_posted_again_is_no_neighbour(index: VacancyIndex) -> None:
    document = next(entry for entry in ALL if entry.id == "kasir-depok")
    again = [msgspec.structs.replace(document, id=f"again-{number}", employer_id=f"emp_x{number}") for number in (1, 2)]
    linked = msgspec.structs.replace(
        document, id="linked", title="Kasir Lain", employer_name="Lain", also_on=(Elsewhere("x", "kasir-bekasi"),)
    )
    made = EmbeddedVacancyIndex()
    made.put([*ALL, *again, linked])
    made.refresh()
    ids = {entry.document.id for entry in similar(made, document, NOW, 50)}
    assert not ids & {"kasir-depok", "again-1", "again-2"}
    assert "kasir-bekasi" in ids
    seen = similar(made, linked, NOW, 50)
    assert "kasir-bekasi" not in {entry.document.id for entry in seen}
    copies = {"kasir-depok", "again-1", "again-2"}
    assert len(copies & {entry.document.id for entry in seen}) == 1
    made.close()


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (5_000_000, 5_000_000, 1.0),
        (5_000_000, 6_250_000, 0.0),
        (5_000_000, 9_000_000, 0.0),
        (4_000_000, 4_500_000, 0.5),
        (None, 5_000_000, 0.0),
        (None, None, 0.0),
        (0, 5_000_000, 0.0),
    ],
)
def test_pay_is_alike_within_a_quarter(one: int | None, other: int | None, likeness: float) -> None:
    first, second = (msgspec.structs.replace(ALL[0], pay_minimum=each, pay_maximum=None) for each in (one, other))
    assert pay_likeness(first, second) == pytest.approx(likeness)
    assert pay_likeness(second, first) == pay_likeness(first, second)


def test_of_two_alike_the_one_that_pays_alike_comes_first() -> None:
    plain = msgspec.structs.replace(ALL[0], pay_minimum=5_000_000, pay_maximum=None)
    near, far = (
        msgspec.structs.replace(plain, id=name, employer_name=name, pay_minimum=amount)
        for name, amount in (("near", 5_100_000), ("far", 12_000_000))
    )
    for order in ((near, far), (far, near)):
        made = EmbeddedVacancyIndex()
        made.put([plain, *order])
        made.refresh()
        assert [entry.document.id for entry in similar(made, plain, NOW, 5)] == ["near", "far"]
        made.close()


def test_copies_do_not_use_up_the_seats() -> None:
    plain = ALL[0]
    copies = [msgspec.structs.replace(plain, id=f"copy-{number:03d}") for number in range(250)]
    other = msgspec.structs.replace(plain, id="other", employer_name="Lain Sekali", region="94", skills=())
    made = EmbeddedVacancyIndex()
    made.put([plain, *copies, other])
    made.refresh()
    assert [entry.document.id for entry in similar(made, plain, NOW, 5)] == ["other"]
    made.close()


def _holds(likeness: Likeness, codes: tuple[str, ...], one: VacancyDocument, other: VacancyDocument) -> bool:
    both = set(occupations(one)) & set(occupations(other))
    match likeness:
        case Likeness.OCCUPATION:
            return set(codes) == both and bool(both)
        case Likeness.GROUP:
            groups = [{code[:3] for code in occupations(each)} for each in (one, other)]
            return not both and set(codes) == groups[0] & groups[1] != set()
        case Likeness.TITLE:
            return not both
        case Likeness.SKILL:
            return set(codes) == set(one.skills) & set(other.skills) != set()
        case Likeness.REGION:
            return one.region == other.region == codes[0]
        case Likeness.PROVINCE:
            return one.region != other.region and {each.region[:2] for each in (one, other) if each.region} == {*codes}
        case Likeness.PAY:
            return pay_likeness(one, other) > 0
