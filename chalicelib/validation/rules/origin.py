"""Where a person comes from as a requirement.

To live near the work is none: nearly every other vacancy asks for it, it can be met by moving, and it saves a journey.
What nobody can meet, birth in a place or a card that says so, is a requirement of origin.
"""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import LISTED, Phrases, either, words
from chalicelib.validation.phrases_denied import asked
from chalicelib.validation.rules.equality import NEGATED, REFUSED, RIGHTS, WANTED, asks_for
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


_PLACE = (
    r"(?!tidak|yang|masih|dan|atau|untuk|milik|dari|ada|mau|bisa|jujur|rajin|niat|siap|punya|dibawa)[a-z]{3,}"
    r"(?: (?:kota|kab|timur|barat|utara|selatan|tengah))?"
)
_NATIVE = Phrases(
    words=words(
        "asli native local lokal penduduk warga ktp id lahir kelahiran akamsi born natives rt rw setempat kampung"
    ),
    pattern=either(
        rf"{LISTED}(?:penduduk |warga |orang |putra )?asli {_PLACE}(?=[ \t]*(?:$|[,\n.;)]|{WANTED}))",
        r"\bnative \w+ (?:only|preferred)\b|\bonly (?:people |candidates |those )?born in \w+",
        rf"\b(?:warga|penduduk|orang) (?:rt|rw|sekitar|setempat|lokal|kampung|desa|lokal \w+)(?:"
        rf" \w+)?\W{{1,3}}{WANTED}",
        r"\b(?:khusus|hanya)(?: untuk| bagi)?\W{1,3}(?:warga|penduduk|orang|akamsi)\b(?! negara| binaan)(?: \w+)?",
        rf"\b(?:lahir di|kelahiran) (?!tahun|th)[a-z]{{3,}}\W{{1,3}}{WANTED}",
        r"\b(?:ktp|id)(?: \w+)?(?: \(?(?:ktp|id)\)?)?(?: card)?(?: holders?)?\W{1,3}(?:only|saja|aja|(?:lebih )?di"
        r" ?utamakan)\b",
        r"\bmust (?:have|hold) (?:an? )?(?!valid|national|current|original|indonesian|active)\w+ id card\b",
        r"\bonly \w+ natives\b|\bnatives only\b",
        rf"\b{_ONLY}\W{{1,3}}(?:punya |memiliki |ber-?)?ktp (?!asli|yang|masih|dan|sim|atau|elektronik|el\b)\w+(?:"
        rf" \w+)?",
        rf"\bakamsi\b(?=\W{{0,3}}(?:{WANTED}|$|[,\n]))",
    ),
    unless_before=re.compile(
        rf"{NEGATED}|\b(?:produk|program|beasiswa|kuliner|pasar|pelanggan|nasabah|csr|melayani|fotokopi|foto|scan|kopi"
        r"|madu|kain)\b"
    ),
    unless_after=re.compile(r"\W{0,3}(?:dan|serta|atau) (?:ktp|luar)|\W{0,3}sesuai"),
)
_COMING = Phrases(
    words=words("asal berasal luar"),
    sign=re.compile(r"(?:asal|luar) [a-z]"),
    pattern=either(
        rf"\b(?:ber)?asal (?:dari )?{_PLACE}\W{{1,3}}(?:lebih )?{WANTED}",
        rf"\b(?:(?:ktp|orang|warga|pelamar) )?(?:dari )?luar \w+\W{{1,3}}{REFUSED}|\bbukan orang luar(?: \w+)?",
    ),
    unless_before=_NATIVE.unless_before,
    unless_after=_NATIVE.unless_after,
)
"""Words that most texts hold, apart so that most texts are spared the rest."""


@CATALOGUE.rule(
    "origin_requirement",
    version=1,
    message=asks_for("asal daerah", "an origin"),
    legal_basis="UU 39/1999 Pasal 3; " + RIGHTS,
)
def origin_requirement(subject: Subject) -> Iterator[Observation]:
    """Natives of a place are asked for, or strangers shut out."""
    yield from asked(subject.texts, _ORIGIN, _NATIVE, _COMING)
