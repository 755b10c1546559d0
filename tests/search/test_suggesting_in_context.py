"""Completing the last words among the vacancies that the words before find."""

from collections.abc import Iterator, Sequence

import pytest

from chalicelib.texts import Language, Text
from search.embedded.vacancies import EmbeddedVacancyIndex
from search.seating import MOST_EMPLOYERS, MOST_PLACES, MOST_WORK
from search.suggesting import suggest
from search.vocabulary import AskedKind, Concept, Kind, Term, Vocabulary
from tests.search.builders import DAY, NOW, vacancy
from tests.search.knowledge import SmallKnowledge

KNOWLEDGE = SmallKnowledge()
ALL = (Kind.OCCUPATION, Kind.SKILL, Kind.REGION, Kind.EMPLOYER)


@pytest.fixture(scope="module")
def index() -> Iterator[EmbeddedVacancyIndex]:
    """Cashiers in Bekasi and Depok, programmers in Bandung; a cashier in Bandung whose vacancy has expired."""
    made = EmbeddedVacancyIndex()
    bekasi = [vacancy(number, occupation="5230", region="32.75") for number in range(1, 6)]
    depok = [
        vacancy(number, occupation="5230", region="32.76", employer_id="emp_b", employer_name="PT Bahari Rekaan")
        for number in range(6, 8)
    ]
    bandung = [
        vacancy(number, title="Programmer", occupation="2512", region="32.73", skills=("python",))
        for number in range(8, 12)
    ]
    closed = vacancy(20, occupation="5230", region="32.73", expires_at=NOW - DAY)
    made.put([*bekasi, *depok, *bandung, closed])
    made.refresh()
    yield made
    made.close()


def _told(index: EmbeddedVacancyIndex, text: str, kinds: Sequence[Kind] = ALL) -> dict[str, int]:
    found = suggest(index, KNOWLEDGE, text, kinds, Language.INDONESIAN, NOW)
    return {entry.text: entry.count for entry in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kasir bek", {"kasir Kota Bekasi": 5}),
        ("kasir dep", {"kasir Kota Depok": 2}),
        ("kasir ban", {}),
        ("programmer ban", {"programmer Kota Bandung": 4}),
        ("programmer bek", {}),
        (
            "loker kasir b",
            {"loker kasir Kota Bekasi": 5, "loker kasir Jawa Barat": 7, "loker kasir PT Bahari Rekaan": 2},
        ),
        ("kasir di b", {"kasir di Kota Bekasi": 5, "kasir di Jawa Barat": 7}),
        ("kasir dekat dep", {"kasir dekat Kota Depok": 2}),
        ("bekasi kas", {"bekasi Kasir": 5}),
        ("bandung prog", {"bandung Pengembang perangkat lunak": 4}),
        ("bandung kas", {}),
        ("programmer pyt", {"programmer Python": 4}),
        ("kasir pyt", {}),
        ("kasir jawa bar", {"kasir Jawa Barat": 7}),
        ("programmer jawa bar", {"programmer Jawa Barat": 4}),
        ("kasir pt bah", {"kasir PT Bahari Rekaan": 2}),
        ("programmer pt bah", {}),
        ("-kasir ban", {"-kasir Kota Bandung": 4}),
        ("-programmer ban", {}),
        ("kasir -bek", {}),
        ("kasir bukan bek", {}),
        ("kasir kas", {}),
        ("tidakada bek", {}),
        ("kasir gaji 5jt bek", {}),
    ],
)
def test_the_second_word_knows_the_first(index: EmbeddedVacancyIndex, text: str, expected: dict[str, int]) -> None:
    assert _told(index, text) == expected


def test_words_before_are_named_apart_from_the_whole_text(index: EmbeddedVacancyIndex) -> None:
    (found,) = suggest(index, KNOWLEDGE, "  loker   KASIR  di dep", ALL, Language.INDONESIAN, NOW)
    assert (found.text, found.words, found.code) == ("loker KASIR di Kota Depok", "loker KASIR di", "32.76")


@pytest.mark.parametrize(
    "text",
    ["kaisr", "kasri", "kassir", "ksir", "kazir", "kasirr", "akasir", "jasir", "asir", "kasie", "kassi"],
)
def test_a_slip_of_the_finger_is_forgiven(index: EmbeddedVacancyIndex, text: str) -> None:
    assert _told(index, text).get("Kasir") == 7


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kasir bekais", "kasir Kota Bekasi"),
        ("kasir bekazi", "kasir Kota Bekasi"),
        ("kaisr bekais", "kaisr Kota Bekasi"),
        ("progammer band", "progammer Kota Bandung"),
        ("programmer bnadu", "programmer Kota Bandung"),
        ("programmer pyton", "programmer Python"),
    ],
)
def test_slips_are_forgiven_before_and_behind(index: EmbeddedVacancyIndex, text: str, expected: str) -> None:
    assert expected in _told(index, text)


@pytest.mark.parametrize("text", ["kas", "kasir", "prog", "bekasi"])
def test_what_is_typed_rightly_has_no_guesses_beside_it(index: EmbeddedVacancyIndex, text: str) -> None:
    assert len(_told(index, text)) == 1


@pytest.mark.parametrize("text", ["xxx", "kqq", "kxxir", "qwertyuiop", "pt bahrai"])
def test_two_slips_and_employers_are_not_guessed(index: EmbeddedVacancyIndex, text: str) -> None:
    assert _told(index, text) == {}


RARE = Vocabulary(
    version="test",
    concepts=tuple(
        Concept(kind=Kind.OCCUPATION, code=code, label=Text(label, label))
        for code, label in (("5230", "Kasir"), ("9313", "Pekerja kasar"))
    ),
    terms=(
        Term(surface="kasir", kind=Kind.OCCUPATION, code="5230"),
        Term(surface="kasar", kind=Kind.OCCUPATION, code="9313"),
    ),
)


@pytest.mark.parametrize(("rare", "expected"), [(3, ["Pekerja kasar", "Kasir"]), (4, ["Pekerja kasar"])])
def test_beside_what_is_typed_stands_only_what_finds_clearly_more(rare: int, expected: list[str]) -> None:
    made = EmbeddedVacancyIndex()
    many = [vacancy(number, occupation="5230") for number in range(1, 8)]
    made.put([*many, *(vacancy(20 + number, occupation="9313", title="Buruh") for number in range(rare))])
    made.refresh()
    found = suggest(made, SmallKnowledge(RARE), "kasar", (Kind.OCCUPATION,), Language.INDONESIAN, NOW)
    assert [entry.text for entry in found] == expected
    made.close()


def _crowd(kind: Kind, letters: str) -> Vocabulary:
    codes = [f"{letters}{number}" for number in range(30)]
    return Vocabulary(
        version="test",
        concepts=tuple(Concept(kind=kind, code=code, label=Text(f"karya {code}", code)) for code in codes),
        terms=tuple(Term(surface=f"karya {code}", kind=kind, code=code) for code in codes),
    )


def test_places_and_employers_have_seats_of_their_own() -> None:
    skills, places = _crowd(Kind.SKILL, "s"), _crowd(Kind.REGION, "r")
    both = Vocabulary(
        version="test", concepts=(*skills.concepts, *places.concepts), terms=(*skills.terms, *places.terms)
    )
    made = EmbeddedVacancyIndex()
    made.put(
        [
            vacancy(number, skills=(f"s{number}",), region=f"r{number}", employer_id=f"emp_{number}",
                    employer_name=f"PT Karya Rekaan {number}")
            for number in range(30)
        ]
    )  # fmt: skip
    made.refresh()
    found = suggest(made, SmallKnowledge(both), "kary", ALL, Language.INDONESIAN, NOW)
    seated = {kind: sum(entry.kind is kind for entry in found) for kind in AskedKind}
    assert seated[AskedKind.SKILL] == MOST_WORK
    assert seated[AskedKind.REGION] == MOST_PLACES
    assert seated[AskedKind.EMPLOYER] == MOST_EMPLOYERS
    made.close()


ONLINE = Vocabulary(
    version="test",
    concepts=(
        Concept(kind=Kind.OCCUPATION, code="4110", label=Text("Administrasi", "Clerk")),
        Concept(kind=Kind.OCCUPATION, code="8321", label=Text("Ojek", "Rider")),
    ),
    terms=(
        Term(surface="admin", kind=Kind.OCCUPATION, code="4110", weight=0.9),
        Term(surface="ojek online", kind=Kind.OCCUPATION, code="8321", usage=3.0),
        Term(surface="ojek onderdil", kind=Kind.OCCUPATION, code="8321", usage=1.0),
    ),
)


@pytest.fixture(scope="module")
def shops() -> Iterator[EmbeddedVacancyIndex]:
    """Two clerks of online shops, one of no shop."""
    made = EmbeddedVacancyIndex()
    titles = ("Admin Online Shop", "Admin Online", "Admin Gudang")
    made.put([vacancy(number, title=title, occupation="4110") for number, title in enumerate(titles, 1)])
    made.refresh()
    yield made
    made.close()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("admin on", {"admin online": 2}),
        ("admin onl", {"admin online": 2}),
        ("loker admin onli", {"loker admin online": 2}),
        ("admin o", {}),
        ("admin onz", {}),
        ("on", {"Ojek": 0}),
        ("bukan on", {}),
        ("admin -on", {}),
    ],
)
def test_a_word_of_titles_that_is_no_concept_is_completed_behind_one(
    shops: EmbeddedVacancyIndex, text: str, expected: dict[str, int]
) -> None:
    found = suggest(shops, SmallKnowledge(ONLINE), text, ALL, Language.INDONESIAN, NOW)
    assert {entry.text: entry.count for entry in found} == {name: count for name, count in expected.items() if count}
    assert all((entry.kind, entry.code, entry.words) == (AskedKind.OCCUPATION, "4110", entry.text) for entry in found)


def test_words_are_completed_for_the_kinds_that_are_asked_for(shops: EmbeddedVacancyIndex) -> None:
    assert not suggest(shops, SmallKnowledge(ONLINE), "admin on", (Kind.REGION,), Language.INDONESIAN, NOW)


def test_the_more_usual_word_comes_first() -> None:
    completer = SmallKnowledge(ONLINE).completer
    assert completer.words("on") == ("online", "onderdil")
    assert completer.words("online") == completer.words("x") == ()
    assert completer.words("ad") == ("admin",)
