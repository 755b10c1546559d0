"""What of a vacancy and of a person is found, and what never."""

import msgspec
import pytest

from chalicelib.clock import epoch_seconds
from chalicelib.indexing.documents import (
    candidate_document,
    completeness,
    consenting_candidate,
    is_candidate,
    is_open,
    open_vacancies,
    vacancy_document,
)
from chalicelib.people.model import Education, Experience, PersonState, Profile, Wishes
from chalicelib.vacancies.model import EmploymentType, Point, Source, State, VacancyContent
from search.document import Coordinates, ReadField
from tests.indexing.fakes import DAY, NOW, person, vacancy
from tests.vacancies import samples


@pytest.mark.parametrize("state", list(State))
def test_only_published_vacancies_are_found(state: State) -> None:
    assert is_open(vacancy(state=state), NOW) is (state is State.PUBLISHED)


def test_neither_expired_ones_nor_duplicates_are_found() -> None:
    assert not is_open(vacancy(expires_at=NOW), NOW)
    assert is_open(vacancy(expires_at=NOW + DAY), NOW)
    assert not is_open(vacancy(duplicate_of="vac_other"), NOW)
    assert open_vacancies(NOW)(vacancy(expires_at=NOW - DAY), 3) is None


def test_a_vacancy_becomes_its_document() -> None:
    content = samples.content(
        skills=("skl_a", "skl_b"), education="s1", education_required_by_law=True, experience_months=12,
        licences=("str",), languages=("en",), openings=3, remote=True, disability_friendly=True, fresh_graduate=True,
        point=Point(-6.9, 107.6),
    )  # fmt: skip
    source = Source(partner="par_a", external_id="x/1")
    made = vacancy_document(vacancy(content=content, source=source, applications=4), 7, NOW)
    assert (made.id, made.version, made.partner, made.external_id) == (vacancy().id, 7, "par_a", "x/1")
    assert (made.applications, made.point) == (4, Coordinates(-6.9, 107.6))
    assert made.employment_type == EmploymentType.FULL_TIME.value
    assert made.expires_at == epoch_seconds(NOW + 30 * DAY)
    same = (
        "title", "description", "occupation", "skills", "region", "pay_minimum", "pay_maximum", "experience_months",
        "education", "education_required_by_law", "licences", "languages", "openings", "remote", "disability_friendly",
        "fresh_graduate",
    )  # fmt: skip
    assert [getattr(made, name) for name in same] == [getattr(content, name) for name in same]


def test_what_is_read_makes_a_vacancy_no_more_complete() -> None:
    text = (
        "Penempatan: Semarang. Gaji Rp 4.000.000 per bulan. Pendidikan minimal SMA. Pengalaman 1 tahun. Kerja full time"
    )
    content = VacancyContent(title="Staf Gudang", description=text)
    made = vacancy_document(vacancy(content=content), 1, NOW)
    assert (made.region, made.pay_maximum, made.education, made.experience_months) == ("33.74", 4_000_000, "sma", 12)
    assert made.completeness == completeness(content) == 0
    assert made.point is not None


def test_education_of_the_text_has_its_rank_and_is_required_by_no_law() -> None:
    content = VacancyContent(title="Perawat", description="Pendidikan minimal D3", education_required_by_law=True)
    made = vacancy_document(vacancy(content=content), 1, NOW)
    assert (made.education, made.education_rank, made.education_required_by_law) == ("d3", _rank("d3"), False)


def test_hours_are_no_field_of_the_index() -> None:
    content = VacancyContent(title="Kasir", description="Senin - Jumat 08.00 - 17.00. Wajib punya SIM C")
    made = vacancy_document(vacancy(content=content), 1, NOW)
    assert [each.field for each in made.from_text] == [ReadField.LICENCES]


def _rank(level: str) -> int | None:
    return vacancy_document(vacancy(content=samples.content(education=level)), 1, NOW).education_rank


def test_education_ranks_follow_the_ladder() -> None:
    lower, higher = _rank("d3"), _rank("s1")
    assert lower is not None
    assert higher is not None
    assert lower < higher
    assert _rank("unknown") is None


@pytest.mark.parametrize(("region", "placed"), [("32.73", True), ("32", False), (None, False), ("99.99", False)])
def test_a_regency_has_a_point_and_a_province_is_too_wide(region: str | None, placed: bool) -> None:
    made = vacancy_document(vacancy(content=samples.content(region=region)), 1, NOW)
    assert (made.point is not None) is placed


def test_nobody_leads_the_newest_by_postdating() -> None:
    assert vacancy_document(vacancy(posted_at=NOW + 9 * DAY), 1, NOW).posted_at == epoch_seconds(NOW)
    assert vacancy_document(vacancy(posted_at=NOW - DAY), 1, NOW).posted_at == epoch_seconds(NOW - DAY)


def test_each_fact_makes_a_vacancy_more_complete() -> None:
    content = VacancyContent(title="Kasir")
    steps: list[dict[str, object]] = [
        {"pay_minimum": 5_000_000},
        {"description": "x" * 200},
        {"region": "32.73"},
        {"occupation": "5230"},
        {"skills": ("a", "b", "c")},
        {"employment_type": EmploymentType.FULL_TIME},
        {"education": "sma"},
        {"experience_months": 0},
    ]
    grown = [completeness(content)]
    for step in steps:
        content = msgspec.structs.replace(content, **step)
        grown.append(completeness(content))
    assert grown == sorted(set(grown))
    assert (grown[0], grown[-1]) == (0, 1)


@pytest.mark.parametrize("state", list(PersonState))
def test_only_active_people_are_found(state: PersonState) -> None:
    assert is_candidate(person(state=state)) is (state is PersonState.ACTIVE)


@pytest.mark.parametrize("consents", [{}, {"recommend_to_employers": 0}, {"other": 1}])
def test_without_consent_nobody_is_found(consents: dict[str, int]) -> None:
    assert consenting_candidate(person(consents=consents), 1) is None


def test_licences_and_languages_are_found_by_whichever_way_they_are_named() -> None:
    ways = (
        Profile(licences=("sim_b1", "gada_pratama"), languages=("en",)),
        Profile(skills=("sim_b1", "sk_gada", "sk_lang_en")),
    )
    one, other = (candidate_document(person(profile=each), 1) for each in ways)
    assert set(one.skills) == set(other.skills) == {"sim_b1", "sim_a", "sk_gada", "sk_lang_en"}
    assert set(one.licences) == set(other.licences) == {"sim_b1", "sim_a", "gada_pratama"}
    assert one.languages == other.languages == ("en",)


def test_a_person_becomes_codes_and_wishes_alone() -> None:
    profile = Profile(
        headline="Ani Contoh",
        region="32.75",
        skills=("skl_a",),
        experiences=(
            Experience(title="Kasir di Toko Contoh", occupation="5230", months=18),
            Experience(title="Bantu-bantu", months=6),
        ),
        educations=(Education(level="d3", field="Akuntansi", year=2015), Education(level="s1")),
        licences=("sim_a",),
        wishes=Wishes(occupations=("5230", "4110"), regions=("31",), pay_minimum=4_000_000, willing_to_move=True),
    )
    made = candidate_document(person(profile=profile), 3)
    assert (made.occupations, made.experience_months) == (("5230", "4110"), 24)
    assert (made.region, made.wished_regions, made.willing_to_move) == ("32.75", ("31",), True)
    assert (made.skills, made.licences, made.pay_minimum) == (("skl_a", "sim_a"), ("sim_a",), 4_000_000)
    assert made.education_rank == _rank("s1")
    written = msgspec.json.encode(made).decode()
    assert not any(word in written for word in ("Ani", "Toko", "Akuntansi", "2015", "Bantu"))


def test_a_person_who_says_nothing_is_a_candidate_still() -> None:
    made = consenting_candidate(person(), 1)
    assert made is not None
    assert (made.occupations, made.education_rank, made.experience_months) == ((), None, 0)


@pytest.mark.parametrize(
    ("code", "edition", "found", "further"),
    [
        ("4214", "2014", "4214", ()),
        ("4213", "2026", "4214", ()),
        ("2515", "2026", "2519", ("2529",)),
        ("5412", "isco08", "0315", ("0115", "0215")),
        ("9999", "2026", None, ()),
        (None, "2026", None, ()),
    ],
)
def test_a_vacancy_is_found_under_the_current_edition(code, edition, found, further) -> None:
    stated = vacancy(content=samples.content(occupation=code), occupation_version=edition)
    made = vacancy_document(stated, 1, NOW)
    assert (made.occupation, made.further_occupations) == (found, further)


def test_a_person_is_found_under_the_current_edition_by_work_done_and_wished() -> None:
    jobs = (Experience(title="Penagih", occupation="4213"), Experience(title="Kriptografer", occupation="2515"))
    profile = Profile(experiences=jobs, wishes=Wishes(occupations=("4212", "42")))
    before = candidate_document(msgspec.structs.replace(person(), profile=profile, occupation_version="2014"), 1)
    assert before.occupations == ("4213", "2515", "4212", "42")
    after = candidate_document(msgspec.structs.replace(person(), profile=profile, occupation_version="2026"), 1)
    assert after.occupations == ("4214", "2519", "2529", "4213", "42")
