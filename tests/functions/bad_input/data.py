"""Things that clients send and should not, as data."""

BODIES: dict[str, bytes] = {
    "empty": b"",
    "white space": b" \n",
    "half an object": b'{"a":',
    "a comma too many": b'{"a":1,}',
    "something after the end": b"{}{}",
    "single quotes": b"{'a':1}",
    "a comment": b"{} // nothing",
    "not a number": b'{"a":NaN}',
    "infinity": b'{"a":-Infinity}',
    "beyond floating point": b'{"a":1e999}',
    "a very long number": b'{"a":' + b"9" * 6000 + b"}",
    "latin-1": '{"a":"é"}'.encode("latin-1"),
    "utf-16": '{"a":"x"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"a":1}',
    "an encoded surrogate": b'{"a":"\xed\xa0\x80"}',
    "a lone surrogate": b'{"a":"\\ud800"}',
    "an over-long encoding": b'{"a":"\xc0\xaf"}',
    "nothing but zero bytes": bytes(64),
    "compressed": b"\x1f\x8b\x08\x00\x00\x00\x00\x00",
    "a form": b"title=Kasir&pay=1",
    "xml": b"<?xml version='1.0'?><a/>",
    "a tower of lists": b"[" * 50_000,
    "a closed tower of lists": b"[" * 3000 + b"]" * 3000,
    "a tower of objects": b'{"a":' * 3000 + b"1" + b"}" * 3000,
    "a list": b"[]",
    "a list of objects": b"[{}]",
    "a text": b'"text"',
    "a number": b"7",
    "true": b"true",
    "null": b"null",
}
"""None of these is an object of any of our types."""

CHARSETS = ("application/json; charset=iso-8859-1", "application/json;charset=utf-16")
MEDIA_TYPES = (
    "text/plain",
    "application/xml",
    "multipart/form-data; boundary=x",
    "json",
    ";",
    "application/json/x",
    "\x00",
)

STRANGE_TEXTS: tuple[str, ...] = (
    "",
    " ",
    "'; DROP TABLE people; --",
    "<script>alert(1)</script>",
    "../../etc/passwd",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "%s%n%x",
    "\u202e\u2066\u200b\ufeff",
    "\ufffe\uffff",
    "🧑‍🌾" * 20,
    "é" * 1200,
    "*:* AND _exists_:nik",
    'a"b\\c/d~e',
    "\t\n\r",
    "NaN",
    "null",
    "-0",
    "1e309",
    "٣",
    "\ud7ff\ue000",
)
"""Texts that are allowed to be texts and must do no harm."""

FORBIDDEN_TEXTS: tuple[str, ...] = ("\x00", "a\x00b", "\x1b[31m", "\x7f", "bell\x07")

QUERY_VALUES: tuple[str, ...] = (
    *STRANGE_TEXTS,
    *FORBIDDEN_TEXTS,
    "\ud800",
    "x" * 6000,
    "9" * 400,
    "-1",
    "0",
    "1.5",
    ",",
    ",,,",
)

BAD_PATH_VALUES: tuple[str, ...] = (
    "%00",
    "a%00b",
    "%FF",
    "%C0%AF",
    "%ED%A0%80",
    "x" * 3000,
    "%F0%9F%98%80" * 400,
    "%1B%5B31m",
)
"""Path segments that are no text, or too long a one."""

STRANGE_PATH_VALUES: tuple[str, ...] = (
    "a%2Fb",
    "..%2F..%2Fetc",
    "%2E%2E",
    "%25",
    "%",
    "%zz",
    "%20",
    "%F0%9F%98%80",
    "%E2%80%AE",
    "'%20OR%201=1",
    "vac_00000000000000000000000000",
    "vac_0000000000000000000000000",
    "VAC_00000000000000000000000000",
    "per_00000000000000000000000000",
    "me",
    "null",
    "*",
    "#".replace("#", "%23"),
)
"""Path segments that are texts and name nothing."""

HEADERS: dict[str, tuple[str, ...]] = {
    "idempotency-key": ("", " ", "a b", "é", "x" * 256, "\x00", "a\tb", "🧑"),
    "if-match": ("", "x", "*", '"abc"', '"1', 'W/""', '"-1"', '"9999999999999999"', '"1", "2"', "\x00", '"٣"', "🧑"),
    "if-none-match": ("", "*", '"', '"x' * 500, "\x00"),
    "accept": ("", "x", "text/plain", "*/*;q=nan", "*/*;q=0", ";;;,,,", "application/json;q=" + "9" * 400, "\x00", "é"),
    "accept-language": ("", "xx", "id;q=nan", "en;q=-1", ",,,;;;", "en;q=" + "9" * 400, "-" * 5000, "\x00", "🧑"),
    "x-correlation-id": ("", "a b", "x" * 65, "\x00", '{"a":1}', "\n"),
    "host": ("", "é", "a b", "\x00"),
    "content-encoding": ("gzip", "\x00"),
    "cookie": ("x" * 5000,),
}

SIGNATURE_HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"signature": "x"},
    {"signature-input": "x"},
    {"signature": "a=:AA==:", "signature-input": "a=()"},
    {"signature": "a=:AA==:", "signature-input": 'a=("@method" "@target-uri");created=1;keyid="x";nonce="12345678"'},
    {"signature": "\x00", "signature-input": "\x00", "content-digest": "\x00"},
    {"signature": "é", "signature-input": "é", "content-digest": "é"},
    {"signature": "a=:AA==:", "signature-input": "(" * 4000},
    {"signature": "a=:" + "A" * 9000 + ":", "signature-input": 'a=("@method")'},
    {"authorization": "Bearer a.b.c"},
)

AUTHORIZATIONS: tuple[str, ...] = (
    "",
    "Bearer",
    "Bearer ",
    "Basic dXNlcjpwYXNz",
    "bearer x",
    "Bearer a.b.c",
    "Bearer ..",
    "Bearer é.é.é",
    "Bearer \x00",
    "Bearer " + "x" * 9000,
    "Bearer eyJhbGciOiJub25lIn0.e30.",
    "Bearer a.b.c, Bearer d.e.f",
)

MATCHING: dict[str, str] = {
    r"\S.*\S": "Karya Sentosa",
    r"^[0-9]{13}$": "1234567890123",
    r"^https?://[^\s/]+\.[^\s]+$": "https://contoh.invalid",
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": "orang@contoh.invalid",
    r"^\+?[0-9 ()-]{6,20}$": "+62 811 000 000",
    r"^(/[^/]+)+$": "/title",
    r"^20[0-9]{2}-(0[1-9]|1[0-2])$": "2026-05",
}
"""For each form that the interface asks of a text, one that has it."""
