"""Membership of a union or a party, and opinion, as a requirement."""

import re
from collections.abc import Iterator

from chalicelib.validation.catalogue import CATALOGUE, Observation
from chalicelib.validation.phrases import Phrases, either, words
from chalicelib.validation.phrases_denied import asked
from chalicelib.validation.rules.equality import EQUAL_CHANCES, NOT, REFUSED, asks_for
from chalicelib.validation.subject import Subject

_BODY = (
    r"(?:serikat(?: pekerja| buruh)?|union|(?:trade|labou?r) unions?|partai(?: politik)?|parpol"
    r"|political part(?:y|ies)|ormas)"
)
_MEMBER = (
    r"(?:anggota|pengurus|kader|simpatisan|tergabung|bergabung|ikut|terlibat|berafiliasi|terafiliasi|aktif|aktivis"
    r"|members?|affiliated|affiliation|involved|join)"
)
_MEMBERSHIP = Phrases(
    words=words("serikat union unions partai parpol ormas party parties politik political mogok"),
    pattern=either(
        rf"\b(?:bukan|tidak(?: sedang| boleh| akan| pernah)?|tdk|bersedia tidak|not(?: be)?(?: an?)?|never|no"
        rf"|non)\b\W{{0,3}}"
        rf"(?:\w+ )?(?:{_MEMBER})\W{{1,3}}(?:\w+ ){{0,3}}?{_BODY}\b",
        rf"\b(?:di ?utamakan|khusus|wajib|harus|must be|prefer\w*)\W{{0,3}}(?:an? )?(?:{_MEMBER})\W{{1,3}}"
        rf"(?:\w+ ){{0,2}}?{_BODY}\b",
        r"\bnon[- ]?(?:partisan|union|partai|parpol)\b(?! organi[sz]ation| research)",
        r"\b(?:bersedia|sanggup|siap) tidak (?:ikut )?mogok\b",
        rf"\bbebas (?:dari )?(?:keanggotaan )?{_BODY}\b",
    ),
    unless_before=re.compile(
        r"\b(?:hubungan|perundingan|menangani|berunding|negosiasi|partai besar|kpu|bawaslu|asn|pns)\b"
    ),
    unless_after=re.compile(r"\W{0,3}(?:besar|kecil|tambahan)\b"),
)


_ACT = r"(?:(?:ikut|turut|melakukan|terlibat|pernah)(?:-?ikutan| serta)?\W{1,3}){0,2}"
_EVERYDAY = Phrases(
    words=words(
        "serikat union unions partai parpol ormas lsm party politik political mogok demo demonstrasi unjuk aktivis "
        "berpartai berpolitik fspmi kspsi kspi sbsi"
    ),
    pattern=either(
        rf"\b{NOT} (?:akan |boleh |pernah |mau |ikut )*(?:gabung|bergabung|masuk|ikut|aktif|terlibat"
        rf"|tergabung)\W{{1,3}}"
        rf"(?:di |ke |dalam |dengan |organisasi )*(?:{_BODY}|lsm|fspmi|kspsi|kspi|sbsi)\b",
        rf"\b(?:bersedia|siap|sanggup|{NOT})\W{{1,3}}(?:{NOT} |pernah |akan |boleh )*{_ACT}(?:demo(?:nstrasi)?|mogok"
        rf"|unjuk rasa)\b"
        r"(?: buruh| kerja)?",
        rf"\b{NOT} (?:seorang |mantan )?aktivis(?: buruh| serikat| politik)?\b|\b{NOT} (?:ber)(?:partai|politik)\b",
        rf"\b(?:no|non)[- ](?:trade |labou?r )?union members?\b|\b(?:must not|do not|never) (?:join|be (?:in|a member"
        rf" of)) (?:a |any )?{_BODY}\b",
        rf"\b(?:anggota|pengurus|aktivis|pernah ikut|ikut|kader|members? of (?:a |any )?) ?{_BODY}\W{{1,3}}{REFUSED}",
        rf"\b(?:trade |labou?r )?union members?\W{{1,3}}{REFUSED}",
        r"\b(?:pendukung|simpatisan|kader) partai\b[^\n;!?,]{0,15}?\b(?:di ?utamakan|saja|only|wajib)\b",
    ),
    unless_before=re.compile(
        r"\b(?:hubungan|perundingan|menangani|berunding|negosiasi|partai besar|kpu|bawaslu|asn|pns|produk|masak"
        r"|aplikasi"
        r"|mobil|motor|mesin)\b"
    ),
    unless_after=re.compile(r"\W{0,3}(?:besar|kecil|tambahan|produk|masak|aplikasi|alat|blender|ke )"),
)


@CATALOGUE.rule(
    "union_requirement",
    version=1,
    message=asks_for(
        "keanggotaan serikat, partai, atau pandangan politik", "membership of a union or party, or a view"
    ),
    legal_basis="UU 21/2000 Pasal 28; UU 39/1999 Pasal 23-24; " + EQUAL_CHANCES,
)
def union_requirement(subject: Subject) -> Iterator[Observation]:
    """Members of unions or parties are shut out, or asked for."""
    yield from asked(subject.texts, _MEMBERSHIP, _EVERYDAY)
