"""Invented vacancies are reproducible, lawful and coded."""

from chalicelib import reference
from local.seed.roles import roles
from local.seed.vacancies import sample_vacancies


def test_the_same_seed_gives_the_same_vacancies():
    assert list(sample_vacancies(50, seed=3)) == list(sample_vacancies(80, seed=3))[:50]
    assert list(sample_vacancies(50, seed=3)) != list(sample_vacancies(50, seed=4))


def test_no_vacancy_pays_less_than_the_law_asks():
    for vacancy in sample_vacancies(500):
        found = reference.wage_in_force(vacancy.region, 2026)
        if vacancy.pay_minimum is not None and found is not None:
            assert vacancy.pay_minimum >= found.wage.amount
            assert vacancy.pay_maximum >= vacancy.pay_minimum


def test_every_code_exists():
    levels = {level.code for level in reference.education_levels()}
    for role in roles():
        assert reference.occupations().get(role.occupation), role.occupation
        assert {level.lower() for level in role.education} <= levels
    for vacancy in sample_vacancies(500):
        assert reference.regions().get(vacancy.region)


def test_employers_are_plainly_invented():
    words = {"Contoh", "Rekaan", "Karangan", "Misalnya", "Umpama", "Teladan", "Andaian", "Khayal"}
    assert all(words & set(vacancy.employer.split()) for vacancy in sample_vacancies(200))
