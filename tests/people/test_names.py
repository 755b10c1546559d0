import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.people.names import checked


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("Sukarno", "Sukarno"),
        ("  I  Gusti\tAyu ", "I Gusti Ayu"),
        ("M. Nur A’la, S.Pd.", "M. Nur A’la, S.Pd."),
        ("André", "André"),
        (None, None),
    ],
)
def test_keeps_names_in_one_spelling(given_name, kept):
    assert checked(given_name) == kept


@pytest.mark.parametrize("name", ["", "   ", "12345", "Budi\u202e", "a\u0000", "x" * 201, "---"])
def test_refuses_what_is_no_name(name):
    with pytest.raises(InvalidInput) as caught:
        checked(name)
    assert caught.value.errors[0].pointer == "/name"


@given(st.text(max_size=40))
def test_a_kept_name_stays_the_same(text):
    try:
        once = checked(text)
    except InvalidInput:
        return
    assert checked(once) == once
