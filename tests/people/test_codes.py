from hypothesis import given
from hypothesis import strategies as st

from chalicelib.identifiers import new_identifier
from chalicelib.people.codes import code_of, matches

DIGITS = st.text("0123456789", min_size=6, max_size=6)


def test_a_code_is_six_digits_and_always_the_same():
    identifier = new_identifier("ver")
    assert len(code_of(identifier)) == 6
    assert code_of(identifier).isdigit()
    assert code_of(identifier) == code_of(identifier)


def test_codes_spread():
    codes = {code_of(new_identifier("ver")) for _ in range(500)}
    assert len(codes) > 490


@given(DIGITS)
def test_only_the_code_matches(digits):
    assert matches("ver_1", digits) == (digits == code_of("ver_1"))


@given(st.text(max_size=30))
def test_any_text_is_judged(text):
    assert matches("ver_1", text) == (text.replace(" ", "").replace("-", "") == code_of("ver_1"))


def test_spaces_do_not_matter():
    code = code_of("ver_1")
    assert matches("ver_1", f" {code[:3]}-{code[3:]} ")


def test_the_secret_decides(monkeypatch):
    import base64

    from chalicelib import settings

    before = code_of("ver_1"), code_of("ver_2")
    monkeypatch.setenv("PADAN_LOOKUP_SECRET", base64.b64encode(b"another secret of 32 bytes .....").decode())
    settings.forget()
    try:
        assert (code_of("ver_1"), code_of("ver_2")) != before
    finally:
        monkeypatch.undo()
        settings.forget()
