import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.notifications.gsm import plain, septets, shortened


@pytest.mark.parametrize(
    ("text", "length"),
    [("Halo", 4), ("", 0), ("100 €", 6), ("[Kasir]", 9), ("日本", None), ("“Halo”", None)],
)
def test_counts_septets(text, length):
    assert septets(text) == length


@pytest.mark.parametrize(
    ("text", "spelled"),
    [("“Halo” – PT Jaya’s", '"Halo" - PT Jaya\'s'), ("Kāsir", "Kasir"), ("café", "café"), ("kerja 👍", "kerja ?")],
)
def test_spells_in_the_alphabet(text, spelled):
    assert plain(text) == spelled


@given(st.text(max_size=200))
def test_what_is_plain_is_in_the_alphabet_and_stays(text):
    assert septets(plain(text)) is not None
    assert plain(plain(text)) == plain(text)


@given(st.text(max_size=200), st.integers(4, 100))
def test_shortened_fits(text, most):
    found = shortened(text, most)
    length = septets(found)
    assert length is not None
    assert length <= most


def test_what_fits_is_not_shortened():
    assert shortened("Kasir", 5) == "Kasir"
    assert shortened("Kasir toko", 7) == "Kasir.."
