"""Which vacancies are found."""

import pytest

from search.document import Coordinates
from search.indexed import MISSING
from search.plan import (
    Admission,
    CircleFilter,
    Clause,
    CodeField,
    Codes,
    NumberField,
    Plan,
    RangeFilter,
    TextField,
    Words,
)
from search.port import VacancyIndex
from tests.contracts.index.asking import SIGNALS, coded, found, hold, listed, one_of, said
from tests.search.builders import DAY, NOW, vacancy

BEKASI = Coordinates(-6.2383, 106.9756)
DEPOK = Coordinates(-6.4025, 106.7942)
SURABAYA = Coordinates(-7.2575, 112.7521)


def test_an_empty_index_finds_nothing(vacancies: VacancyIndex) -> None:
    page = vacancies.search(Plan(signals=SIGNALS))
    assert (page.total, page.hits, page.more) == (0, (), False)
    assert vacancies.count() == 0
    assert vacancies.get("vac_nobody") is None
    assert list(vacancies.versions()) == []
    assert vacancies.counts(CodeField.REGION, ["32"], NOW) == (0,)
    assert vacancies.employers("pt", NOW) == ()


def test_without_conditions_everything_is_admitted(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1), vacancy(2)])
    assert found(vacancies) == {1, 2}


def test_what_was_written_comes_back_whole(vacancies: VacancyIndex) -> None:
    document = vacancy(
        1,
        title="Perawat “ICU” — R&D <b>senior</b>",
        description="Merawat pasien.\nBerjaga malam; \\ \" ' é 😀",
        occupation="2221",
        skills=("skl_a", "skl_b"),
        region="32.75",
        point=BEKASI,
        pay_minimum=5_000_000,
        pay_maximum=7_500_000,
        employment_type="FULL_TIME",
        education="d3",
        education_rank=5,
        experience_months=12,
        licences=("str",),
        languages=("en",),
        openings=3,
        applications=2,
        remote=True,
        external_id="x/1",
        partner="par_1",
    )
    hold(vacancies, [document])
    assert vacancies.get(document.id) == document
    assert vacancies.search(Plan(signals=SIGNALS)).hits[0].document == document


@pytest.mark.parametrize("words", ["kasir", "KASIR", "Kasir!", "kasirnya"])
def test_words_are_found_however_they_are_written(vacancies: VacancyIndex, words: str) -> None:
    hold(vacancies, [vacancy(1, title="Kasir Toko"), vacancy(2, title="Sopir")])
    assert found(vacancies, clauses=(said(words),), minimum=1) == {1}


@pytest.mark.parametrize("title", ["C++ Developer", "C# Developer", ".NET Developer", "R&D Staff", "Ahli K3 Umum"])
def test_signs_that_name_things_are_kept_apart(vacancies: VacancyIndex, title: str) -> None:
    titles = ["C++ Developer", "C# Developer", ".NET Developer", "R&D Staff", "Ahli K3 Umum", "C Developer"]
    hold(vacancies, [vacancy(place, title=each) for place, each in enumerate(titles, 1)])
    first = title.split(maxsplit=1)[0] if "K3" not in title else "K3"
    assert found(vacancies, must=(said(first),)) == {titles.index(title) + 1}


@pytest.mark.parametrize("words", ['"', "*", "a:b", "(", "\\", "title:kasir", "kasir~", "/.*/", "AND", "{}", "💥"])
def test_words_are_never_read_as_a_query_language(vacancies: VacancyIndex, words: str) -> None:
    hold(vacancies, [vacancy(1, title="Kasir"), vacancy(2, title="Sopir")])
    clause = Clause((Words(field=TextField.TITLE, tokens=(words,)),))
    assert found(vacancies, clauses=(clause,), minimum=1) == set()


def test_all_tokens_of_a_leaf_are_needed_and_a_phrase_in_order(vacancies: VacancyIndex) -> None:
    hold(
        vacancies,
        [vacancy(1, title="Sopir Truk Besar"), vacancy(2, title="Truk Sopir"), vacancy(3, title="Sopir Bus dan Truk")],
    )
    assert found(vacancies, must=(said("sopir truk"),)) == {1, 2, 3}
    assert found(vacancies, must=(said("sopir truk", phrase=True),)) == {1}
    assert found(vacancies, must=(said("sopir bus truk", phrase=True),)) == {3}


def test_a_fuzzy_token_takes_one_edit_and_scores_less(vacancies: VacancyIndex) -> None:
    titles = ["Manager", "Manajer", "Maneger", "Mnaager", "Menejer"]
    hold(vacancies, [vacancy(place, title=title, posted_at=NOW) for place, title in enumerate(titles, 1)])
    clause = Clause((Words(field=TextField.TITLE, tokens=("manager",), fuzzy=True, weight=3.0),))
    plan = Plan(admission=Admission(clauses=(clause,), minimum=1), signals=SIGNALS)
    assert set(listed(vacancies, plan)) == {1, 2, 3, 4}
    assert listed(vacancies, plan)[0] == 1


def test_coverage_asks_for_so_many_clauses(vacancies: VacancyIndex) -> None:
    hold(
        vacancies,
        [
            vacancy(1, title="Admin Gudang", region="32.75"),
            vacancy(2, title="Admin"),
            vacancy(3, title="Sopir", region="32.75"),
        ],
    )
    clauses = (said("admin"), said("gudang"), coded(CodeField.REGION, "32"))
    assert found(vacancies, clauses=clauses, minimum=1) == {1, 2, 3}
    assert found(vacancies, clauses=clauses, minimum=2) == {1}
    assert found(vacancies, clauses=clauses, minimum=3) == {1}
    assert found(vacancies, clauses=clauses[:2], minimum=2) == {1}


def test_any_leaf_admits_and_a_clause_without_leaves_admits_nothing(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1, title="Kasir"), vacancy(2, occupation="5230"), vacancy(3, title="Sopir")])
    either = Clause((*said("sopir").leaves, Codes(field=CodeField.OCCUPATION, codes=("5230",))))
    assert found(vacancies, clauses=(either,), minimum=1) == {2, 3}
    assert found(vacancies, clauses=(Clause(()),), minimum=1) == set()
    assert found(vacancies, must=(said("sopir"), Clause(()))) == set()


def test_must_and_must_not(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1, title="Admin Gudang"), vacancy(2, title="Admin Kantor"), vacancy(3, title="Gudang")])
    admin, warehouse = said("admin"), said("gudang")
    assert found(vacancies, must=(admin,)) == {1, 2}
    assert found(vacancies, must=(admin,), must_not=(warehouse,)) == {2}
    assert found(vacancies, must_not=(admin,)) == {3}
    assert found(vacancies, must=(admin, warehouse)) == {1}
    assert found(vacancies, clauses=(warehouse,), minimum=1, must=(admin,)) == {1}


@pytest.mark.parametrize(
    ("field", "codes", "numbers"),
    [
        (CodeField.OCCUPATION, ("2512",), {1}),
        (CodeField.OCCUPATION, ("25",), {1, 2}),
        (CodeField.OCCUPATION, ("2",), {1, 2}),
        (CodeField.OCCUPATION, ("2512", "5230"), {1, 3}),
        (CodeField.REGION, ("32",), {1, 2}),
        (CodeField.REGION, ("32.75",), {1}),
        (CodeField.REGION, ("31.7",), set()),
        (CodeField.SKILL, ("sql",), {1, 2}),
        (CodeField.SKILLS_ASKED, ("1",), {2}),
        (CodeField.SKILLS_ASKED, ("1", "2"), {1, 2}),
        (CodeField.SKILLS_ASKED, (MISSING,), {3}),
        (CodeField.SKILL, (MISSING,), {3}),
        (CodeField.EMPLOYMENT_TYPE, ("PART_TIME",), {2}),
        (CodeField.EDUCATION, ("s1",), {1}),
        (CodeField.LANGUAGE, ("en",), {1}),
        (CodeField.LICENCE, ("sim_b1",), {3}),
        (CodeField.REMOTE, ("true",), {2}),
        (CodeField.DISABILITY_FRIENDLY, ("true",), {3}),
        (CodeField.FRESH_GRADUATE, ("true",), {1}),
        (CodeField.FRESH_GRADUATE, ("false",), {2, 3}),
        (CodeField.SOURCE, ("par_1",), {2}),
        (CodeField.EMPLOYER, ("emp_3",), {3}),
        (CodeField.ID, ("vac_nobody",), set()),
        (CodeField.SKILL, (), set()),
    ],
)
def test_every_code_filter(
    vacancies: VacancyIndex, field: CodeField, codes: tuple[str, ...], numbers: set[int]
) -> None:
    hold(
        vacancies,
        [
            vacancy(
                1,
                occupation="2512",
                region="32.75",
                skills=("sql", "python"),
                education="s1",
                languages=("en",),
                fresh_graduate=True,
            ),
            vacancy(
                2,
                occupation="2511",
                region="32",
                skills=("sql",),
                employment_type="PART_TIME",
                remote=True,
                partner="par_1",
            ),
            vacancy(
                3,
                occupation="5230",
                region="31.71",
                licences=("sim_b1",),
                disability_friendly=True,
                employer_id="emp_3",
            ),
        ],
    )
    assert found(vacancies, filters=(one_of(field, *codes),)) == numbers


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        ({"minimum": 5_000_000}, {1, 2}),
        ({"minimum": 5_000_001}, {2}),
        ({"maximum": 5_000_000}, {1}),
        ({"minimum": 5_000_001, "missing": True}, {2, 3}),
        ({"minimum": 1, "maximum": 2}, set()),
        ({"minimum": 1, "maximum": 2, "missing": True}, {3}),
        ({}, {1, 2}),
        ({"missing": True}, {1, 2, 3}),
    ],
)
def test_ranges_include_their_bounds(vacancies: VacancyIndex, options: dict[str, int], numbers: set[int]) -> None:
    hold(
        vacancies,
        [vacancy(1, pay_minimum=4_000_000, pay_maximum=5_000_000), vacancy(2, pay_minimum=9_000_000), vacancy(3)],
    )
    within = RangeFilter(field=NumberField.PAY, **options)  # type: ignore[arg-type]
    assert found(vacancies, filters=(within,)) == numbers


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (NumberField.EDUCATION_RANK, "education_rank"),
        (NumberField.EXPERIENCE_MONTHS, "experience_months"),
        (NumberField.POSTED_AT, "posted_at"),
        (NumberField.EXPIRES_AT, "expires_at"),
    ],
)
def test_every_number_can_be_bounded(vacancies: VacancyIndex, field: NumberField, name: str) -> None:
    hold(vacancies, [vacancy(1, **{name: 0}), vacancy(2, **{name: 12}), vacancy(3, **{name: 60})])
    assert found(vacancies, filters=(RangeFilter(field=field, minimum=12),)) == {2, 3}
    assert found(vacancies, filters=(RangeFilter(field=field, maximum=12),)) == {1, 2}


def test_a_circle_keeps_what_lies_in_it(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(1, point=BEKASI), vacancy(2, point=DEPOK), vacancy(3, point=SURABAYA), vacancy(4)])
    for radius, numbers in [(5, {1}), (30, {1, 2}), (900, {1, 2, 3})]:
        assert found(vacancies, filters=(CircleFilter(centre=BEKASI, radius_km=radius),)) == numbers


def test_beyond_leaves_out_what_was_given_already(vacancies: VacancyIndex) -> None:
    hold(vacancies, [vacancy(place, region=region) for place, region in enumerate(["32.75", "32.76", "31.71"], 1)])
    strict = Admission(filters=(one_of(CodeField.REGION, "32.75"),))
    wider = Admission(filters=(one_of(CodeField.REGION, "32"),))
    plan = Plan(admission=wider, beyond=(strict,), signals=SIGNALS)
    assert listed(vacancies, plan) == [2]
    assert vacancies.search(plan).total == 1


def test_counts_take_what_has_not_expired(vacancies: VacancyIndex) -> None:
    hold(
        vacancies,
        [vacancy(1, region="32.75"), vacancy(2, region="32.76"), vacancy(3, region="32.76", expires_at=NOW - DAY)],
    )
    assert vacancies.counts(CodeField.REGION, ["32", "32.76", "31", "32.75"], NOW) == (2, 1, 0, 1)
    assert vacancies.counts(CodeField.REGION, [], NOW) == ()


def test_counts_and_employers_within_an_admission(vacancies: VacancyIndex) -> None:
    held = [
        vacancy(1, region="32.75", occupation="5230", employer_id="emp_a", employer_name="PT Jaya"),
        vacancy(2, region="32.76", occupation="5230", employer_id="emp_b", employer_name="CV Jaya"),
        vacancy(3, region="32.76", occupation="2512", employer_id="emp_b", employer_name="CV Jaya"),
        vacancy(4, region="32.76", occupation="5230", expires_at=NOW - DAY),
    ]
    hold(vacancies, held)
    alive = RangeFilter(field=NumberField.EXPIRES_AT, minimum=NOW)
    cashiers = Admission(must=(coded(CodeField.OCCUPATION, "5230"),), filters=(alive,))
    nobody = Admission(must=(coded(CodeField.OCCUPATION, "9999"),))
    codes = ["32", "32.75", "32.76", "31"]
    assert vacancies.counts(CodeField.REGION, codes, NOW, within=cashiers) == (2, 1, 1, 0)
    assert vacancies.counts(CodeField.OCCUPATION, ["5", "5230", "2512"], NOW, within=cashiers) == (2, 2, 0)
    assert vacancies.counts(CodeField.REGION, codes, NOW, within=nobody) == (0, 0, 0, 0)
    assert vacancies.counts(CodeField.REGION, [], NOW, within=cashiers) == ()
    named = vacancies.employers("jaya", NOW, within=cashiers)
    assert {entry.id: entry.count for entry in named} == {"emp_a": 1, "emp_b": 1}
    assert vacancies.employers("jaya", NOW, within=nobody) == ()


def test_employers_are_completed_by_any_word(vacancies: VacancyIndex) -> None:
    names = {
        1: ("emp_a", "PT Maju Jaya Abadi"),
        2: ("emp_b", "CV Jayakarta"),
        3: ("emp_b", "CV Jayakarta"),
        4: ("emp_c", "Toko Rejeki"),
    }
    hold(vacancies, [vacancy(place, employer_id=code, employer_name=name) for place, (code, name) in names.items()])
    hold(vacancies, [vacancy(5, employer_id="emp_d", employer_name="PT Jaya Lama", expires_at=NOW - 1)])
    assert [(entry.id, entry.name, entry.count) for entry in vacancies.employers("jaya", NOW)] == [
        ("emp_b", "CV Jayakarta", 2),
        ("emp_a", "PT Maju Jaya Abadi", 1),
    ]
    assert [entry.id for entry in vacancies.employers("pt ja", NOW)] == ["emp_a"]
    assert [entry.id for entry in vacancies.employers("jaya", NOW, limit=1)] == ["emp_b"]
    assert vacancies.employers("tidak ada", NOW) == ()
    assert vacancies.employers("", NOW) == ()
