"""One spelling for each piece of personal data, so that equal things are found as equal. Messages never repeat it."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from chalicelib.errors import InvalidInput, invalid
from chalicelib.texts import Text
from security.nik import canonical_nik
from security.sealed import Kind

_LONGEST_EMAIL, _LONGEST_LOCAL, _LONGEST_DOMAIN = 254, 64, 253
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_NUMBER = re.compile(r"[0-9A-Z][0-9A-Z ./-]{4,58}[0-9A-Z]")
_FACTOR = re.compile(r"[A-Z2-7]{32}")
_SESSION = re.compile(r"[A-Za-z0-9_-]{43}:[\x21-\x7e]{1,8192}")
_SHORTEST_ADDRESS, _LONGEST_ADDRESS = 5, 500
LONGEST_NAME = 200


def canonical(kind: Kind, plain: str, pointer: str = "") -> str:
    """Return the one spelling of ``plain``; raises `InvalidInput` at ``pointer`` (default ``/<kind>``).

    NIK: 16 digits. Phone: E.164, numbers without a country code are Indonesian. E-mail: the domain in lower case and in
    its ASCII form, the local part as it was written. Address: NFC, single spaces.
    Certificate: upper case, single spaces. Name: as an address; one word is a whole name for many Indonesians.
    Words: what somebody wrote, line by line. Factor: the 160 bits of a second factor's secret in base32. Session: the
    256 bits of its handles' secret in base64url, and the provider's refresh token.
    """
    return _FORMS[kind](plain, pointer or f"/{kind.value}")


def lookup_form(kind: Kind, plain: str, pointer: str = "") -> str:
    """Return what the keyed hash covers: the canonical form, and e-mail wholly in lower case.

    No mail provider in use tells ``Budi@`` from ``budi@``, and two accounts for one mailbox would be a mistake.
    """
    spelled = canonical(kind, plain, pointer)
    return spelled.lower() if kind is Kind.EMAIL else spelled


def _phone(plain: str, pointer: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(plain, "ID")
    except phonenumbers.NumberParseException:
        raise _bad_phone(pointer) from None
    if number.extension or not phonenumbers.is_valid_number(number):
        raise _bad_phone(pointer)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _email(plain: str, pointer: str) -> str:
    local, at, domain = plain.strip().rpartition("@")
    if not at or len(local) > _LONGEST_LOCAL or not _LOCAL.fullmatch(local):
        raise _bad_email(pointer)
    spelled = f"{local}@{_domain(domain, pointer)}"
    if len(spelled) > _LONGEST_EMAIL:
        raise _bad_email(pointer)
    return spelled


def _domain(domain: str, pointer: str) -> str:
    try:
        spelled = domain.lower().encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise _bad_email(pointer) from None
    labels = spelled.split(".")
    top_is_a_name = not labels[-1].isdigit() and len(labels[-1]) > 1
    if len(labels) < 2 or not top_is_a_name or len(spelled) > _LONGEST_DOMAIN:
        raise _bad_email(pointer)
    if not all(_LABEL.fullmatch(label) for label in labels):
        raise _bad_email(pointer)
    return spelled


def _address(plain: str, pointer: str) -> str:
    spelled = _spaced(plain)
    if _has_controls(spelled):
        detail = Text("Alamat memuat karakter kendali.", "The address holds control characters.")
        raise invalid(pointer, "malformed", detail)
    if not _SHORTEST_ADDRESS <= len(spelled) <= _LONGEST_ADDRESS:
        detail = Text("Alamat harus 5-500 karakter.", "The address must have 5 to 500 characters.")
        raise invalid(pointer, "wrong_length", detail)
    return spelled


def _name(plain: str, pointer: str) -> str:
    spelled = _spaced(plain)
    if _has_controls(spelled) or not any(sign.isalpha() for sign in spelled) or len(spelled) > LONGEST_NAME:
        detail = Text("Nama tidak sah: huruf, paling banyak 200 karakter.", "Not a name: letters, at most 200 signs.")
        raise invalid(pointer, "invalid_name", detail)
    return spelled


def _spaced(plain: str) -> str:
    return " ".join(unicodedata.normalize("NFC", plain).split())


def _has_controls(spelled: str) -> bool:
    return any(unicodedata.category(sign).startswith("C") for sign in spelled)


def _words(plain: str, pointer: str) -> str:
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", plain).strip().splitlines())
    spelled = "\n".join(lines)
    # Signs that join others, as in many emoji, are no control characters.
    if any(unicodedata.category(sign) in ("Cc", "Cs") for sign in spelled.replace("\n", "")):
        detail = Text("Teks memuat karakter kendali.", "The text holds control characters.")
        raise invalid(pointer, "malformed", detail)
    if not spelled:
        raise invalid(pointer, "wrong_length", Text("Teks kosong.", "The text is empty."))
    return spelled


def _certificate(plain: str, pointer: str) -> str:
    spelled = " ".join(plain.upper().split())
    if not _NUMBER.fullmatch(spelled):
        detail = Text("Nomor sertifikat: 6-60 huruf, angka, . / -", "A certificate number: 6 to 60 of A-Z 0-9 . / -")
        raise invalid(pointer, "malformed", detail)
    return spelled


def _bad_phone(pointer: str) -> InvalidInput:
    return invalid(
        pointer,
        "invalid_phone",
        Text(
            "Nomor telepon tidak sah; contoh bentuk: 0812..., +62812....",
            "Not a valid phone number; it looks like 0812... or +62812....",
        ),
    )


def _factor(plain: str, pointer: str) -> str:
    if not _FACTOR.fullmatch(plain):
        detail = Text("Rahasia faktor kedua tidak sah.", "Not a valid secret of a second factor.")
        raise invalid(pointer, "invalid_factor", detail)
    return plain


def _session(plain: str, pointer: str) -> str:
    if not _SESSION.fullmatch(plain):
        raise invalid(pointer, "invalid_session", Text("Rahasia sesi tidak sah.", "Not a valid secret of a session."))
    return plain


def _bad_email(pointer: str) -> InvalidInput:
    return invalid(pointer, "invalid_email", Text("Alamat e-mail tidak sah.", "Not a valid e-mail address."))


_FORMS: Mapping[Kind, Callable[[str, str], str]] = {
    Kind.NIK: canonical_nik,
    Kind.PHONE: _phone,
    Kind.EMAIL: _email,
    Kind.ADDRESS: _address,
    Kind.CERTIFICATE: _certificate,
    Kind.WORDS: _words,
    Kind.NAME: _name,
    Kind.FACTOR: _factor,
    Kind.SESSION: _session,
}
