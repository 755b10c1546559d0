"""What a bar serves: alcohol, or coffee and the like."""

import pytest

from chalicelib import reference
from chalicelib.matching import serving
from chalicelib.matching.serving import without_alcohol


@pytest.mark.parametrize(
    ("title", "skills", "soft"),
    [
        ("Barista Kopi Susu", (), True),
        ("BARISTA SENIOR", ("sk_kasir",), True),
        ("Crew Coffee Bar", (), True),
        ("Peracik Teh dan Boba", (), True),
        ("Staf", ("sk_barista",), True),
        ("Staf", ("sk_bar_latte_art", "sk_kasir"), True),
        ("Bartender", (), False),
        ("Barista & Bartender", (), False),
        ("Barista", ("sk_bar_mixology",), False),
        ("Staf", ("sk_bar_espresso", "sk_bar_wine"), False),
        ("Barista Sky Lounge", (), False),
        ("Barista Cafe & Bar", ("sk_barista",), False),
        ("Mixologist Cocktail", ("sk_barista",), False),
        ("Penjaga Stan Bir", (), False),
        ("Kopitiam", (), False),
        ("Crew Outlet", ("sk_kasir",), False),
        ("", (), False),
    ],
)
def test_coffee_is_told_from_alcohol_and_nothing_is_guessed(title, skills, soft):
    assert without_alcohol(title, skills) is soft


def test_what_is_named_is_in_the_tables():
    assert serving.BAR in {group.code for group in reference.occupations()}
    assert all(reference.skills().get(code) for code in serving._COFFEE | serving._ALCOHOL)
