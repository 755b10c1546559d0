"""Words that are stored in plain hold no identifier of a person, and what is wrong is named by its field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.errors import InvalidInput
from chalicelib.identifying import identifiers_in, refuse_identifiers
from tests.security.strategies import emails, mobiles, niks


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kasir 2019 - 2023, gaji 5 juta", []),
        ("Kasir, hub. 0812-3456-7890", ["phone_in_text"]),
        ("surel sari@contoh.invalid atau +62 812 3456 7890", ["email_in_text", "phone_in_text"]),
        ("NIK 3275 0145 0788 0042", ["nik_in_text"]),
        ("", []),
    ],
)
def test_each_kind_is_named_once_by_its_field(text, codes):
    found = list(identifiers_in([("/name", text)]))
    assert [(each.pointer, each.code) for each in found] == [("/name", code) for code in codes]
    assert all(each.detail.id and each.detail.en for each in found)


def test_what_is_refused_names_every_field_and_repeats_no_value():
    with pytest.raises(InvalidInput) as caught:
        refuse_identifiers([("/name", "0812-3456-7890"), ("/q", "kasir"), ("/note", "sari@contoh.invalid")])
    assert [each.pointer for each in caught.value.errors] == ["/name", "/note"]
    assert "3456" not in repr(caught.value.errors)


@given(st.one_of(niks(), mobiles(), emails()), st.sampled_from(["", "Kasir ", "hubungi: "]))
def test_whatever_identifies_somebody_is_refused_wherever_it_stands(value, before):
    with pytest.raises(InvalidInput):
        refuse_identifiers([("/q", f"{before}{value}")])


@given(st.text(st.characters(categories=("L", "Z")), max_size=80))
def test_words_without_numbers_and_signs_pass(text):
    refuse_identifiers([("/q", text)])
