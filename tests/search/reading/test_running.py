"""What words make of those that follow: negations, prepositions, alternatives, lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.lexicon.lexicon import Lexicon
from search.reading import markers
from search.reading.recogniser import Recogniser
from search.vocabulary import Concept, Kind, Term, Vocabulary
from tests.search.vocabulary import small_vocabulary

SMALL = small_vocabulary()
RECOGNISER = Recogniser(Lexicon.of(SMALL))
JOBS = ("kasir", "sales", "perawat", "programmer")


def words(text: str) -> tuple[list[str], list[str], tuple[str, ...]]:
    query = RECOGNISER.read(text)
    return [part.words for part in query.wanted], [part.words for part in query.must_not], query.passed_over


@pytest.mark.parametrize("word", sorted(markers.NEGATION))
def test_every_negation_rules_out_what_follows_and_no_more(word: str) -> None:
    assert words(f"kasir {word} sales depok") == (["kasir", "depok"], ["sales"], ())


@pytest.mark.parametrize(
    "text",
    [
        "tidak mau sales",
        "gak mau jadi sales",
        "ga pakai sales",
        "nggak suka sales",
        "bukan untuk sales",
        "tidak ada sales",
    ],
)
def test_negations_of_several_words(text: str) -> None:
    assert words(f"kasir {text}")[:2] == (["kasir"], ["sales"])


@pytest.mark.parametrize("no", ["tidak", "gak", "ga", "nggak", "tak", "not"])
@pytest.mark.parametrize("needed", ["harus", "wajib", "mesti", "perlu"])
def test_what_need_not_be_is_passed_over(no: str, needed: str) -> None:
    assert words(f"kasir {no} {needed} s1") == (["kasir"], [], ("s1",))
    assert words(f"kasir s1 {no} {needed}") == (["kasir"], [], ("s1",))


@pytest.mark.parametrize("joined", sorted(markers.OR))
def test_alternatives_are_told(joined: str) -> None:
    kasir, sales, depok = RECOGNISER.read(f"kasir {joined} sales depok").wanted
    assert (kasir.either, sales.either, depok.either) == (False, True, False)


@pytest.mark.parametrize("joined", [*sorted(markers.AND), ""])
def test_what_is_wanted_together_is_no_alternative(joined: str) -> None:
    assert not any(part.either for part in RECOGNISER.read(f"kasir {joined} sales").wanted)


@pytest.mark.parametrize("joined", [*sorted(markers.AND), *sorted(markers.OR)])
def test_a_negation_reaches_over_a_joining_word_to_what_is_alike(joined: str) -> None:
    assert words(f"kasir bukan sales {joined} perawat")[1] == ["sales", "perawat"]
    assert words(f"kasir bukan sales {joined} depok")[1] == ["sales"]


def test_a_comma_ends_a_negation_and_lists_jobs() -> None:
    assert words("bukan sales, perawat") == (["perawat"], ["sales"], ())
    assert [part.either for part in RECOGNISER.read("kasir, sales, perawat").wanted] == [False, True, True]
    assert [part.either for part in RECOGNISER.read("python, excel, depok").wanted] == [False, False, False]


def test_a_negation_at_the_end_rules_nothing_out() -> None:
    assert words("kasir bukan") == (["kasir"], [], ())
    assert words("tidak harus") == ([], [], ())


def test_a_negation_reaches_into_quotes() -> None:
    assert words('kasir bukan "sales malam"')[1] == ["sales malam"]
    assert words('"sales malam" bukan kasir') == (["sales malam"], ["kasir"], ())


def test_what_is_wanted_and_ruled_out_stays_both() -> None:
    assert words("kasir -kasir") == (["kasir"], ["kasir"], ())


@pytest.mark.parametrize("word", sorted(markers.PLACE | markers.NEAR))
def test_every_preposition_places_what_follows(word: str) -> None:
    (depok,) = RECOGNISER.read(f"{word} depok").wanted
    assert depok.placed
    assert depok.near == (word in markers.NEAR)


@pytest.mark.parametrize("word", sorted(markers.OUTSIDE))
def test_outside_rules_out_a_place_and_nothing_else(word: str) -> None:
    assert words(f"kasir {word} depok sales") == (["kasir", "sales"], ["depok"], ())
    assert words(f"kasir di {word} sales depok") == (["kasir", word, "sales", "depok"], [], ())
    assert words(f"kasir {word}") == (["kasir", word], [], ())
    assert words(f"kasir {word} {word} depok") == (["kasir", word], ["depok"], ())


@pytest.mark.parametrize("no", ["ga", "gak", "nggak", "tidak"])
def test_or_not_of_a_question_denies_nothing(no: str) -> None:
    assert words(f"ada {no} kasir depok") == (["kasir", "depok"], [], ())
    assert words(f"bisa kasir depok {no} ya kak") == (["kasir", "depok"], [], ())
    assert words(f"ada {no} mau sales kasir") == (["kasir"], ["sales"], ())
    assert words(f"ada kasir {no} harus s1") == (["kasir"], [], ("s1",))


@pytest.mark.parametrize("no", ["gak", "nggak", "tidak"])
def test_what_does_not_close_a_question_is_a_negation(no: str) -> None:
    assert words(f"ada kasir {no} sales") == (["kasir"], ["sales"], ())
    assert words(f"kasir {no} sales") == (["kasir"], ["sales"], ())


@pytest.mark.parametrize(
    ("text", "left"), [("python 2023", ["python", "2023"]), ("kasir 2026", ["kasir"]), ("2026 python", ["python"])]
)
def test_a_year_says_nothing_but_behind_a_skill(text: str, left: list[str]) -> None:
    assert words(text) == (left, [], ())


def test_a_company_is_its_name() -> None:
    assert words("pt sumber rejeki") == (["sumber", "rejeki"], [], ())
    assert words("kasir pt") == (["kasir", "pt"], [], ())


DISTRICTS = Vocabulary(
    version="test",
    concepts=(
        *SMALL.concepts,
        *(
            Concept(kind=Kind.DISTRICT, code=code, label=SMALL.concepts[0].label)
            for code in ("32.76.01", "32.73.05", "32.04.02", "31.74.09", "32.75.02")
        ),
    ),
    terms=(
        *SMALL.terms,
        Term(surface="limo", kind=Kind.DISTRICT, code="32.76.01"),
        Term(surface="pasar baru", kind=Kind.DISTRICT, code="32.73.05", weight=0.5),
        Term(surface="pasar baru", kind=Kind.DISTRICT, code="32.04.02", weight=0.25),
        *(
            Term(surface="sukamaju", kind=Kind.DISTRICT, code=code, weight=0.25)
            for code in ("32.76.01", "32.73.05", "32.04.02", "31.74.09")
        ),
    ),
)


def placed(text: str) -> list[tuple[str, tuple[str, ...]]]:
    query = Recogniser(Lexicon.of(DISTRICTS)).read(text)
    return [(part.words, tuple(meaning.code for meaning in part.of(Kind.REGION))) for part in query.wanted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("di limo", [("limo", ("32.76",))]),
        ("kec limo kasir", [("limo", ("32.76",)), ("kasir", ())]),
        ("kasir dekat limo", [("kasir", ()), ("limo", ("32.76",))]),
        ("di pasar baru", [("pasar baru", ("32.73", "32.04"))]),
        ("kasir limo", [("kasir", ()), ("limo", ())]),
        ("di sukamaju", [("sukamaju", ())]),
        ("di limau", [("limau", ())]),
    ],
)
def test_a_district_behind_a_preposition_is_its_regency(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    assert placed(text) == expected


def test_shares_of_a_districts_regencies_add_up() -> None:
    (part,) = Recogniser(Lexicon.of(DISTRICTS)).read("di pasar baru").wanted
    assert [round(meaning.confidence, 3) for meaning in part.meanings] == [0.667, 0.333]
    assert part.is_place()


@given(st.lists(st.sampled_from(JOBS), min_size=1, max_size=4, unique=True), st.sampled_from(sorted(markers.NEGATION)))
def test_ruling_out_takes_nothing_from_what_is_wanted(jobs: list[str], no: str) -> None:
    *wanted, last = jobs
    assert words(f"{' '.join(wanted)} {no} {last}")[:2] == (wanted, [last])


@given(st.permutations([*JOBS, "depok", "python"]))
def test_jobs_joined_by_or_are_one_group_in_any_order(order: list[str]) -> None:
    query = RECOGNISER.read(" atau ".join(order))
    assert [part.words for part in query.wanted] == order
    jobs = [part.words in JOBS for part in query.wanted]
    assert [part.either for part in query.wanted] == [at > 0 and jobs[at] and jobs[at - 1] for at in range(len(order))]
