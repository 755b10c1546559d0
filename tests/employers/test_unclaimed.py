"""Employers that are known from a partner's vacancies alone."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import employers
from chalicelib.employers import unclaimed
from chalicelib.identifiers import is_identifier

names = st.text(min_size=1, max_size=300)


@given(names, names)
def test_the_identifier_is_that_of_partner_and_name(partner, name):
    made = employers.unclaimed_identifier(partner, name)
    assert is_identifier(made, "emp")
    assert made == employers.unclaimed_identifier(partner, f"  {name.lower()} ") or name.lower() != name
    assert made != employers.unclaimed_identifier(f"{partner}x", name)


@pytest.mark.emulator
@pytest.mark.usefixtures("any_store")
class TestStored:
    def test_a_crowd_makes_each_employer_once(self):
        wanted = [f"PT Contoh {number}" for number in range(120)]
        results = []
        crowd = [
            threading.Thread(target=lambda: results.append(employers.ensure_unclaimed("par_crowd", wanted)))
            for _ in range(3)
        ]
        for thread in crowd:
            thread.start()
        for thread in crowd:
            thread.join(60)
        assert results[0] == results[1] == results[2]
        for name, identifier in results[0].items():
            found = employers.stored(identifier)
            assert (found.employer.name, found.version) == (name, 1)

    @pytest.mark.parametrize("name", ["X", "?", " " * 5, "N" * 900, "PT \u0000 Aneh", "株式会社"])
    def test_any_name_makes_an_employer(self, name):
        found = employers.stored(employers.ensure_unclaimed("par_odd", [name])[name]).employer
        assert 2 <= len(found.name) <= 200

    def test_what_is_known_is_not_asked_for_again(self, monkeypatch):
        first = employers.ensure_unclaimed("par_known", ["PT Ingat"])

        def refuse(_: object) -> None:
            raise AssertionError("the table was asked")

        monkeypatch.setattr(unclaimed, "load_many", lambda wanted: refuse(wanted) if list(wanted) else {})
        assert employers.ensure_unclaimed("par_known", ["PT Ingat"]) == first
