"""Everything that reads text from outside: what it is given, and with which errors it may answer."""

import functools
import io
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import msgspec
import openpyxl
import pypdf

from chalicelib import reference
from chalicelib.documents.content import ContentRefused, sniff
from chalicelib.documents.extraction import text_of
from chalicelib.documents.model import FileType
from chalicelib.errors import InvalidInput, PadanError, TooLarge, Unauthenticated, UnsupportedMediaType
from chalicelib.facts import facts
from chalicelib.feed.model import Position
from chalicelib.feeds.addresses import Refused, target_of
from chalicelib.feeds.pages import postings_in
from chalicelib.feeds.robots import read_manners
from chalicelib.feeds.sitemaps import BadSitemap, read_sitemap
from chalicelib.pagination import decode_cursor, encode_cursor
from chalicelib.partners.html_text import plain_text
from chalicelib.partners.job_posting import convert, identifier_in
from chalicelib.partners.model import PayloadForm
from chalicelib.partners.payload import form_of, items_of
from chalicelib.texts import preferred_language
from chalicelib.uploads.problems import BadFile
from chalicelib.uploads.reading import read as read_upload
from chalicelib.vacancies.renewal_tokens import SIGNS, Offer, opened, token_of
from functions.decoding import decode
from local.http.requests import parse_path, parse_query
from search.reading.recogniser import Recogniser
from security.digests import check_digest, digest_header
from security.signature_input import declared_in
from security.signatures import Algorithm, SignedRequest, SigningKey, generate_ed25519, sign
from tests.partners.conftest import ndjson, posting

PERSON = "per_" + "0" * 26
OFFER = Offer(vacancy_id="vac_" + "0" * 26, term=1, last_day=date(2027, 1, 1))
BODY = b'{"identifier":"K-1"}\n'


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """One reader: ``seeds`` are what it reads, ``may_raise`` its typed errors."""

    read: Callable[[bytes], Any]
    seeds: tuple[bytes, ...]
    may_raise: tuple[type[Exception], ...] = ()


def text(read: Callable[[str], Any]) -> Callable[[bytes], Any]:
    """A reader of text as one of bytes."""
    return lambda raw: read(raw.decode("utf-8", "surrogateescape"))


def clean(read: Callable[[str], Any]) -> Callable[[bytes], Any]:
    """A reader of text that the edge has let through: no lone surrogates."""
    return lambda raw: read(raw.decode("utf-8", "replace"))


@functools.cache
def recogniser() -> Recogniser:
    """The reader of queries, without words that were learned."""
    return Recogniser(reference.lexicon())


def signature_headers() -> Mapping[str, str]:
    """Those of a signed request."""
    key = SigningKey(key_id="key-1", algorithm=Algorithm.ED25519, private=generate_ed25519()[0])
    given = {"content-type": "application/x-ndjson"}
    url = "https://padan.example/v1/partner/vacancies"
    request = SignedRequest(method="POST", url=url, headers=given, body=BODY)
    return {name.lower(): value for name, value in (given | sign(request, key)).items()}


def workbook() -> bytes:
    """A small workbook of vacancies."""
    book = openpyxl.Workbook()
    for row in (("Judul", "Gaji", "Wilayah"), ("Juru Masak", 5_000_000, "32.73"), ("Kasir", "4 juta", "Bandung")):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def paper() -> bytes:
    """A PDF of one empty page."""
    target, writer = io.BytesIO(), pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(target)
    return target.getvalue()


def _with_header(name: str) -> Callable[[bytes], Any]:
    return lambda raw: declared_in(signature_headers() | {name: raw.decode("latin-1")}, BODY)


SIGNED = signature_headers()
QUERIES = (
    "loker kasir bandung gaji 5 juta tanpa pengalaman",
    '"sopir truk" -malam jakarta/bekasi s1 usia 25',
    "barista part time 30rb/jam dekat stasiun tangerang",
)
POSTING = ndjson(posting(1, baseSalary={"currency": "IDR", "value": {"minValue": 5e6}}, datePosted="2026-05-01"))
PAGE = b'<html><script type="application/ld+json">' + POSTING + b"</script></html>"
SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url>'
    b"<loc>https://contoh.invalid/a</loc><lastmod>2026-05-01T10:00:00+07:00</lastmod></url></urlset>"
)
CSV = b"Judul;Gaji;Wilayah\r\nJuru Masak;5.000.000;Bandung\r\nKasir;4 juta;32.73\r\n"
ROBOTS = b"User-agent: *\nDisallow: /private\nSitemap: https://contoh.invalid/s.xml\nRequest-rate: 1/5\nCrawl-delay: 2"

READERS: dict[str, Reader] = {
    "json": Reader(read=decode, seeds=(b'{"title":"Kasir","pay":[1,2.5,null,{"a":true}]}',), may_raise=(InvalidInput,)),
    "job posting": Reader(read=convert, seeds=(POSTING,), may_raise=(InvalidInput,)),
    "identifier of an item": Reader(read=identifier_in, seeds=(POSTING,)),
    "push of lines": Reader(
        read=lambda raw: items_of(raw, PayloadForm.LINES), seeds=(POSTING + b"\n" + POSTING,), may_raise=(PadanError,)
    ),
    "push of an array": Reader(
        read=lambda raw: items_of(raw, PayloadForm.ARRAY),
        seeds=(b"[" + POSTING + b"," + POSTING + b"]",),
        may_raise=(InvalidInput, TooLarge),
    ),
    "form of a push": Reader(
        read=text(form_of),
        seeds=(b"application/x-ndjson; charset=utf-8",),
        may_raise=(UnsupportedMediaType,),
    ),
    "cursor": Reader(
        read=text(lambda raw: decode_cursor(raw, Position)),
        seeds=(encode_cursor(Position((1, 2, 3, 4))).encode(), b"AAAA", b"eyJjb3VudHMiOlsxXX0="),
        may_raise=(InvalidInput,),
    ),
    "link of a renewal": Reader(
        read=text(opened), seeds=(token_of(OFFER, PERSON).encode(), b"_" * SIGNS, b"9" * SIGNS, b"A" * SIGNS)
    ),
    "signature": Reader(
        read=_with_header("signature"), seeds=(SIGNED["signature"].encode(),), may_raise=(Unauthenticated,)
    ),
    "signature input": Reader(
        read=_with_header("signature-input"), seeds=(SIGNED["signature-input"].encode(),), may_raise=(Unauthenticated,)
    ),
    "digest": Reader(
        read=lambda raw: check_digest({"content-digest": raw.decode("latin-1")}, BODY),
        seeds=(digest_header(BODY).encode(), b"sha-512=:AAAA:, sha-256=:BBBB:"),
        may_raise=(Unauthenticated,),
    ),
    "upload": Reader(read=read_upload, seeds=(CSV, workbook()), may_raise=(BadFile,)),
    "kind of a document": Reader(read=sniff, seeds=(paper(), b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0")),
    "pdf": Reader(read=lambda raw: text_of(raw, FileType.PDF), seeds=(paper(),), may_raise=(ContentRefused,)),
    "page of a portal": Reader(read=lambda raw: postings_in(raw, "https://contoh.invalid/a"), seeds=(PAGE, POSTING)),
    "sitemap": Reader(read=read_sitemap, seeds=(SITEMAP, b"https://contoh.invalid/a\n"), may_raise=(BadSitemap,)),
    "robots": Reader(read=read_manners, seeds=(ROBOTS,)),
    "address": Reader(
        read=clean(lambda raw: target_of(raw, lambda host, port: ["93.184.215.14"])),
        seeds=(b"https://contoh.invalid:443/jalan?a=b#c", b"http://[2001:db8::1]/"),
        may_raise=(Refused,),
    ),
    "html": Reader(read=clean(plain_text), seeds=(b"<p>Kasir &amp; <b>gudang</b><br>&lt;5 juta&gt;<!-- x --></p>",)),
    "path": Reader(read=parse_path, seeds=(b"/v1/vacancies/vac_0%2F1",), may_raise=(InvalidInput,)),
    "query string": Reader(
        read=parse_query, seeds=(b"q=kasir+toko&region=32.73&limit=%31",), may_raise=(InvalidInput,)
    ),
    "language": Reader(read=text(preferred_language), seeds=(b"id;q=0.8, en;q=0.9, *;q=0.1",)),
    "search": Reader(read=clean(lambda raw: recogniser().read(raw)), seeds=tuple(query.encode() for query in QUERIES)),
    "facts of a text": Reader(
        read=clean(lambda raw: facts("Kasir", raw)),
        seeds=(b"Gaji 4-5 juta per bulan, min. SMA, pengalaman 1 tahun, SIM A, kerja 40 jam seminggu di Bandung.",),
    ),
}
