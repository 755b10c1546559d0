"""The bench measures what the coverage page states."""

import csv
from pathlib import Path

import pytest

from bench import agreement, recognition, skill_weights
from chalicelib import reference
from chalicelib.reference.occupations import TITLES

DATA = recognition.FOLDER
ABSENT = pytest.mark.skipif(not DATA.is_dir(), reason="the development data is not beside the project")
PAGE = Path("docs/reference/coverage.md")


def coded(code="2512", confidence=0.9, plausible=("25",), half=0):
    return agreement.Coded(code, confidence, plausible, half)


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def vacancy(**cells):
    return {
        "Job Title": "Kasir",
        "Company Name": "PT Contoh",
        "Job Classification": "Akuntansi",
        "Job Sub Classification": "Perpajakan",
        "Job Description": "",
    } | cells


def test_a_group_agrees_when_the_sub_class_allows_it():
    assert coded().agrees
    assert not coded("5230").agrees


def test_agreement_is_a_share():
    assert agreement.agreement([coded(), coded("5230")]) == 50
    assert agreement.agreement([]) == 0


def test_chance_keeps_the_codes_and_is_the_same_at_every_run():
    same = [coded()] * 9
    assert agreement.by_chance(same) == 100
    mixed = [coded(), coded("5230", plausible=("52",))] * 50
    assert agreement.by_chance(mixed) == agreement.by_chance(mixed) < agreement.agreement(mixed)


@pytest.mark.parametrize(
    ("confidence", "lower"), [(0.0, 0.0), (0.49, 0.4), (0.5, 0.5), (0.6, 0.6), (0.7, 0.7), (1, 0.9)]
)
def test_a_confidence_falls_in_its_tenth(confidence, lower):
    assert agreement.bins([coded(confidence=confidence)]) == ((lower, (coded(confidence=confidence),)),)


def test_the_tenths_hold_every_title_once_the_lowest_first():
    found = [coded(confidence=at / 100) for at in range(100)]
    tenths = agreement.bins(found)
    assert [lower for lower, _ in tenths] == sorted(lower for lower, _ in tenths)
    assert sum(len(part) for _, part in tenths) == len(found)


def test_a_half_does_not_depend_on_how_the_employer_is_written():
    assert agreement.half_of(" PT Contoh ") == agreement.half_of("pt contoh")
    assert {agreement.half_of(f"pt {number}") for number in range(40)} == {0, 1}


def test_every_sub_class_allows_some_groups_that_exist_but_not_all():
    groups = reference.occupations()
    allowed = agreement.plausible()
    assert len(allowed) >= 249
    for codes in allowed.values():
        assert 0 < len(set(codes)) == len(codes) <= 12
        assert all(code in groups and len(code) == 2 for code in codes)


def test_titles_are_read_with_their_sub_class_and_half(tmp_path):
    rows = [vacancy(), vacancy(**{"Job Title": "Staff Pajak"}), vacancy(**{"Job Title": "xyzzy"})]
    for name in ("jobstreet-2024.csv", "jobstreet-2024-with-text.csv"):
        write(tmp_path / name, rows)
    found = tuple(agreement.coded_titles(tmp_path))
    assert [each.code for each in found] == ["5230", "3313"] * 2
    assert [each.agrees for each in found] == [False, True] * 2
    assert {each.half for each in found} == {agreement.half_of("PT Contoh")}


def test_an_unknown_sub_class_is_no_silent_agreement(tmp_path):
    write(tmp_path / "jobstreet-2024.csv", [vacancy(**{"Job Sub Classification": "Xyzzy"})])
    with pytest.raises(KeyError):
        tuple(agreement.coded_titles(tmp_path))


def test_official_titles_are_those_of_the_digits_with_their_unit_group(tmp_path):
    rows = [
        {"digits": "4", "code": "5230", "title": "Kasir"},
        {"digits": "6", "code": "5230.01", "title": "Kasir Toko"},
    ]
    write(tmp_path / "a.csv", rows)
    assert agreement.official(tmp_path, "a.csv", "6") == (("Kasir Toko", "5230"),)
    assert len(agreement.official(tmp_path, "a.csv", "")) == 2


@pytest.fixture
def collections(tmp_path):
    write(tmp_path / "jobstreet-2024.csv", [vacancy(**{"Job Description": "Menguasai Excel, jujur"}), vacancy()])
    same = vacancy(**{"Job Description": "Menguasai Excel, jujur"})
    write(tmp_path / "jobstreet-2024-with-text.csv", [same, vacancy(**{"Job Description": "Jujur"})])
    write(tmp_path / "glints-2018-skills.csv", [{"job_position": "Kasir", "skills_to_have": "Ms Excel, Excel, Figma"}])
    return tmp_path


def test_each_vacancy_counts_once_and_each_skill_once_in_it(collections):
    named, total = skill_weights.counted(collections)
    assert total == 3
    assert (named["sk_excel"], named["sk_jujur"], named["sk_figma"]) == (2, 2, 1)


def test_what_none_names_has_a_weight_too():
    assert skill_weights.per_mille(0, 5000) == skill_weights.UNSEEN
    assert skill_weights.per_mille(5, 1000) == 5.0


def test_differing_weights_are_printed(collections, capsys):
    assert skill_weights.main(collections) == 0
    assert "weights that differ" in capsys.readouterr().out


@pytest.mark.parametrize("main", [recognition.main, skill_weights.main])
def test_absent_data_is_said(main, tmp_path, capsys):
    assert main(tmp_path / "none") == 2
    assert "is absent" in capsys.readouterr().err


def test_the_page_is_of_the_titles_that_are_read():
    assert f"Job titles version {TITLES} " in PAGE.read_text(encoding="utf-8")


@ABSENT
@pytest.mark.parametrize(("file", "title", "employer"), recognition.TITLED)
def test_titles_of_real_vacancies_are_coded(file, title, employer):
    sample = [text for half in recognition.halves(DATA / file, title, employer) for text in half[::10]]
    assert recognition.share(sample, recognition.coded) >= 92
    assert recognition.share(sample, lambda text: recognition.coded(text, recognition.SURE)) >= 80


@ABSENT
def test_codes_agree_with_the_portals_sub_classes_far_more_than_by_chance():
    found = tuple(agreement.coded_titles(DATA))[::5]
    assert agreement.agreement(found) >= 83
    assert agreement.by_chance(found) <= 60
    doubtful = agreement.agreement([each for each in found if each.confidence < recognition.SURE])
    assert doubtful < agreement.agreement([each for each in found if each.confidence >= recognition.SURE])


@ABSENT
@pytest.mark.parametrize(("file", "digits"), agreement.OFFICIAL)
def test_official_titles_are_mostly_in_their_own_group(file, digits):
    titles = agreement.official(DATA.parent / "occupations", file, digits)
    right = [
        code for title, code in titles if (coding := reference.occupations().code_title(title)) and coding.code == code
    ]
    assert len(right) >= 0.55 * len(titles)


@ABSENT
def test_tags_that_employers_set_are_skills():
    tags = [
        tag.strip()
        for cell in recognition.column(DATA / "glints-2018-skills.csv", "skills_to_have")
        for tag in cell.split(",")
    ]
    assert (
        recognition.share([tag for tag in tags if tag], lambda tag: reference.skills().resolve(tag) is not None) >= 90
    )


@ABSENT
def test_the_weights_of_skills_are_the_counts():
    named, total = skill_weights.counted(DATA)
    wrong = [s.code for s in reference.skills() if s.per_mille != skill_weights.per_mille(named[s.code], total)]
    assert wrong == []
