"""What portals publish, read as it is and as it should not be: sitemaps, pages with postings, wishes to robots."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.feeds import sitemaps
from chalicelib.feeds.fetching import Fetcher
from chalicelib.feeds.pages import MOST_POSTINGS, postings_in
from chalicelib.feeds.robots import Manners, manners_of, read_manners
from chalicelib.feeds.sitemaps import BadSitemap, Entry, moment, read_sitemap
from chalicelib.partners.job_posting import convert
from tests.feeds.serving import serving

NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
PAGE = "https://portal.example/lowongan/7"
POSTING = {
    "@context": "https://schema.org",
    "@type": "JobPosting",
    "identifier": "K-7",
    "title": "Kasir Toko Buah",
    "description": "Melayani pembeli.",
    "hiringOrganization": "PT Contoh Lumbung Rejeki",
    "jobLocation": "Kota Bekasi",
}


def urlset(*entries: str, root: str = "urlset") -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {NAMESPACE}>{"".join(entries)}</{root}>'.encode()


def html(*documents: object, attributes: str = 'type="application/ld+json"') -> bytes:
    scripts = "".join(f"<script {attributes}>{_written(document)}</script>" for document in documents)
    return f"<!doctype html><html><head>{scripts}</head><body><p>Halo</p></body></html>".encode()


def _written(document: object) -> str:
    return document if isinstance(document, str) else json.dumps(document)


def test_a_sitemap_lists_pages_with_their_last_change_each_once():
    found = read_sitemap(
        urlset(
            "<url><loc> https://portal.example/1 </loc><lastmod>2026-05-04</lastmod></url>",
            "<url><loc>https://portal.example/2?a=1&amp;b=2</loc><lastmod>2026-05-04T10:00:00+07:00</lastmod></url>",
            "<url><loc>https://portal.example/1</loc></url>",
            "<url><loc>javascript:alert(1)</loc></url>",
            "<url><lastmod>2026-05-04</lastmod></url>",
            "<url><loc>https://portal.example/3</loc><lastmod>kemarin</lastmod></url>",
        )
    )
    assert found.pages == (
        Entry(url="https://portal.example/1", changed=datetime(2026, 5, 4, 23, 59, 59, tzinfo=UTC)),
        Entry(url="https://portal.example/2?a=1&b=2", changed=datetime(2026, 5, 4, 3, 0, tzinfo=UTC)),
        Entry(url="https://portal.example/3"),
    )
    assert found.sitemaps == ()


def test_an_index_lists_sitemaps_and_a_plain_list_pages():
    index = read_sitemap(urlset("<sitemap><loc>https://portal.example/a.xml.gz</loc></sitemap>", root="sitemapindex"))
    assert [entry.url for entry in index.sitemaps] == ["https://portal.example/a.xml.gz"]
    assert index.pages == ()
    plain = read_sitemap(b"\xef\xbb\xbfhttps://portal.example/1\r\nhttps://portal.example/2\r\n")
    assert [entry.url for entry in plain.pages] == ["https://portal.example/1", "https://portal.example/2"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no_sitemap"),
        (b"hello world", "no_sitemap"),
        (b"\xff\xfe\x00", "no_sitemap"),
        (b"<urlset><url>", "broken_xml"),
        (b"<html><body>404</body></html>", "no_sitemap"),
        (b'<!DOCTYPE x [<!ENTITY a "b">]><urlset>&a;</urlset>', "document_type"),
        ('<?xml version="1.0" encoding="UTF-16"?><urlset/>'.encode("utf-16-le"), "document_type"),
    ],
)
def test_what_is_no_sitemap_is_refused_by_name(content, why):
    with pytest.raises(BadSitemap) as caught:
        read_sitemap(content)
    assert str(caught.value) == why


def test_a_sitemap_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_ENTRIES", 3)
    with pytest.raises(BadSitemap, match="too_many_entries"):
        read_sitemap(b"\n".join(f"https://portal.example/{number}".encode() for number in range(4)))


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: urlset(text)))
def test_any_bytes_are_a_sitemap_or_refused(content):
    try:
        found = read_sitemap(content)
    except BadSitemap:
        return
    assert all(entry.url.startswith("http") for entry in (*found.pages, *found.sitemaps))


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_none(text):
    found = moment(text)
    assert found is None or found.utcoffset() is not None


@pytest.mark.parametrize(
    "document",
    [
        POSTING,
        [POSTING],
        {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, POSTING]},
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": POSTING}]},
        {"@type": "WebPage", "mainEntity": POSTING},
        {**POSTING, "@type": ["Thing", "JobPosting"]},
        {**POSTING, "@type": "https://schema.org/JobPosting"},
        {**POSTING, "@type": "schema:JobPosting"},
    ],
)
def test_a_posting_is_found_wherever_a_page_puts_it(document):
    (raw,) = postings_in(html({"@type": "Organization", "name": "x"}, document), PAGE)
    converted = convert(raw)
    assert (converted.external_id, converted.content.title, converted.content.region) == (
        "K-7",
        "Kasir Toko Buah",
        "32.75",
    )
    assert converted.content.contact_url == PAGE
    assert postings_in(json.dumps(document).encode(), PAGE) == (raw,)


@pytest.mark.parametrize(
    "page",
    [
        html(f"<!-- {json.dumps(POSTING)} -->"),
        html(json.dumps(POSTING).replace('"', "&quot;")),
        html(POSTING, attributes="id=x type=application/ld+json data-y"),
        html("{broken", POSTING),
        html(json.dumps(POSTING).replace("pembeli.", "pembeli.\n")),
        html(POSTING).replace(b"script", b"SCRIPT"),
        b"\xef\xbb\xbf" + html(POSTING),
    ],
)
def test_a_careless_page_is_read_all_the_same(page):
    (raw,) = postings_in(page, PAGE)
    assert convert(raw).external_id == "K-7"


@pytest.mark.parametrize(
    "page",
    [
        b"",
        b"<html></html>",
        html({"@type": "Event"}),
        html(POSTING, attributes='type="text/plain"'),
        html(POSTING).replace(b"</script>", b""),
        html("null", "[]", "7", '"JobPosting"'),
        html("[" * 5_000),
        b"[" * 5_000,
    ],
)
def test_a_page_without_a_posting_gives_none(page):
    assert postings_in(page, PAGE) == ()


def test_a_single_posting_without_an_identifier_is_known_by_its_page():
    bare = {name: value for name, value in POSTING.items() if name != "identifier"}
    (raw,) = postings_in(html(bare), PAGE)
    assert convert(raw).external_id == PAGE
    several = postings_in(html(bare, {**bare, "title": "Kasir Malam"}), PAGE)
    assert all("identifier" not in json.loads(each) for each in several), "which of them is which nobody can tell"


def test_a_page_of_too_many_postings_is_cut():
    many = [{**POSTING, "identifier": str(number)} for number in range(MOST_POSTINGS + 5)]
    assert len(postings_in(html(many), PAGE)) == MOST_POSTINGS


@given(st.binary(max_size=600) | st.text(max_size=300).map(lambda text: html(text)))
def test_any_page_gives_items_that_are_json(page):
    assert all(isinstance(json.loads(raw), dict) for raw in postings_in(page, PAGE))


ROBOTS = b"User-agent: *\nDisallow: /admin\nCrawl-delay: 3\n\nUser-agent: PadanBot\nDisallow: /draft\nCrawl-delay: 5\n"


def test_wishes_to_us_come_before_wishes_to_all():
    manners = read_manners(ROBOTS)
    assert manners.delay == 5
    assert manners.allows("https://portal.example/admin")
    assert not manners.allows("https://portal.example/draft/1")
    assert read_manners(b"User-agent: *\nDisallow: /").allows(PAGE) is False
    assert read_manners(b"").allows(PAGE)


@pytest.mark.parametrize(("said", "delay"), [("0", 1), ("7", 7), ("99999", 60), ("soon", 1), ("-3", 1)])
def test_a_delay_is_kept_within_reason(said, delay):
    assert read_manners(f"User-agent: *\nCrawl-delay: {said}\nDisallow:\n".encode()).delay == delay


@given(st.binary(max_size=300))
def test_any_file_is_somebodys_wish(body):
    manners = read_manners(body)
    assert 1 <= manners.delay <= 60
    assert manners.allows(PAGE) in (True, False)


@pytest.mark.parametrize(("status", "closed"), [(404, False), (403, False), (410, False), (429, True), (500, True)])
def test_without_the_file_all_is_allowed_and_while_it_fails_nothing(status, closed):
    with serving() as portal:
        portal.says("/robots.txt", status=status)
        manners = manners_of(portal.url("/feed"), Fetcher(development=True, seconds=5))
        assert manners == Manners(closed=closed)
        assert manners.allows(portal.url("/feed")) is not closed
        portal.says("/robots.txt", ROBOTS)
        assert manners_of(portal.url("/feed"), Fetcher(development=True, seconds=5)).delay == 5
