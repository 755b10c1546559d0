"""Where a person comes from as a requirement.

To live near the work is none: nearly every other vacancy asks for it, it can be met by moving, and it saves a journey.
What nobody can meet, birth in a place or a card that says so, is a requirement of origin.
"""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, observe, words
from chalicelib.validation.rules.equality import NEGATED, RIGHTS, asks_for
from chalicelib.validation.subject import Subject

_ONLY = r"(?:khusus(?:nya)?|hanya(?: untuk| bagi)?|harus|wajib|(?:lebih )?di ?utamakan|utamakan)"
_ORIGIN = Phrases(
    words=words(
        "putra putri pribumi asli pendatang kelahiran ktp warga daerah perantau locals native born natives asal"
    ),
    pattern=either(
        rf"\b{_ONLY}\W{{0,3}}(?:\w+\W+)?(?:putr[ai](?:\s?[/-]\s?putri)?|warga|penduduk|orang) (?:asli"
        rf"|daerah)\b(?: \w+)?",
        r"\b(?:putr[ai](?:\s?[/-]\s?putri)?|warga|penduduk|orang) (?:asli|daerah)\b[^\n;!?]{0,25}?\b"
        r"(?:di ?utamakan|saja|only)\b",
        rf"\b{_ONLY}\W{{0,3}}(?:ber|memiliki |punya |mempunyai )?-?ktp (?!asli|yang|masih|dan|sim|atau|elektronik"
        rf"|el\b)\w+"
        r"(?: \w+)?",
        r"\bktp \w+(?: \w+)? (?:saja|only)\b",
        r"\b(?:bukan|tidak menerima|no) (?:pendatang|perantau|warga luar|orang luar)(?: daerah| kota| pulau)?\b",
        rf"\b{_ONLY}\W{{0,3}}(?:kelahiran|lahir di|asal) (?!tahun|\d)\w+",
        r"\b(?:native|born) (?:of|in) \w+ (?:only|preferred)\b|\blocals only\b|\bonly locals\b",
    ),
    unless_before=re.compile(
        rf"{NEGATED}|\b(?:produk|program|beasiswa|kuliner|pasar|pelanggan|nasabah|csr|melayani)\b"
    ),
    unless_after=re.compile(r"\W{0,3}(?:dan|serta|atau) (?:ktp|luar)|\W{0,3}sesuai"),
)


@CATALOGUE.rule(
    "origin_requirement",
    version=1,
    message=asks_for("asal daerah", "an origin"),
    legal_basis="UU 39/1999 Pasal 3; " + RIGHTS,
)
def origin_requirement(subject: Subject) -> Iterator[Observation]:
    """Natives of a place are asked for, or strangers shut out."""
    yield from observe(subject.texts, _ORIGIN)
