"""Links follow from what they hold and from what was before; nothing else fits."""

import hashlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from security.audit_model import AuditEntry
from security.auditing.chain import CHAINS, START, Head, canonical, chain_of, digest, extend, lines, link_hash, links_of
from tests.security.auditing.worlds import changed, entry

ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(0, 10**9),
        st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30),
        st.sampled_from(["read_nik", "erase", "review_publish", 'ünïcode\n"quoted"']),
    ),
    max_size=12,
)


@given(ENTRIES)
def test_links_are_numbered_and_carry_what_was_before(entries):
    links = extend(Head(chain="03"), entries)
    previous = START
    for number, (link, each) in enumerate(zip(links, entries, strict=True), start=1):
        assert link.seq == number
        assert link.hash == link_hash("03", number, previous, canonical(each))
        assert msgspec.json.decode(link.entry, type=type(each)) == each
        previous = link.hash


@given(ENTRIES)
def test_what_is_stored_is_read_back_byte_for_byte(entries):
    links = extend(Head(chain="00"), entries)
    text = lines(links)
    again = tuple(links_of(text.encode()))
    assert [(link.seq, link.hash, bytes(link.entry)) for link in again] == [
        (link.seq, link.hash, bytes(link.entry)) for link in links
    ]
    assert lines(again) == text


@given(ENTRIES, st.integers(0, 11))
def test_a_chain_goes_on_where_it_was_left(entries, cut):
    whole = extend(Head(chain="05"), entries)
    first = extend(Head(chain="05"), entries[:cut])
    end = Head(chain="05", seq=first[-1].seq, hash=first[-1].hash) if first else Head(chain="05")
    assert [link.hash for link in (*first, *extend(end, entries[cut:]))] == [link.hash for link in whole]


@pytest.mark.parametrize(
    "other",
    [
        {"actor": "per_other"},
        {"action": "read_email"},
        {"subject": "per_2"},
        {"purpose": "notify"},
        {"correlation_id": "x"},
        {"id": "aud_x"},
        {"roles": ("officer",)},
        {"regions": ("32.73",)},
        {"behalf": "emp_1"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_every_field_counts(other):
    one = entry(1, "per_1")
    assert digest(changed(one, **other)) != digest(one)
    head = Head(chain="00")
    assert extend(head, [changed(one, **other)])[0].hash != extend(head, [one])[0].hash


def test_place_in_the_chain_and_the_chain_itself_count():
    raw = canonical(entry(1, "per_1"))
    known = {
        link_hash("00", 1, START, raw),
        link_hash("01", 1, START, raw),
        link_hash("00", 2, START, raw),
        link_hash("00", 1, "1" * 64, raw),
        hashlib.sha256(raw).hexdigest(),
    }
    assert len(known) == 5


def test_entries_without_roles_are_written_as_they_always_were():
    assert b"roles" not in canonical(entry(1, "per_1"))
    assert b'"roles":["officer"]' in canonical(changed(entry(1, "per_1"), roles=("officer",)))


def test_an_older_entry_keeps_its_bytes_and_its_hash():
    stored = (
        b'{"id":"aud_1","actor":"per_2","action":"read_name","subject":"per_1","purpose":"contact_applicant",'
        b'"at":"2026-03-02T08:30:00Z","correlation_id":"c1","roles":["employer"]}'
    )
    older = msgspec.json.decode(stored, type=AuditEntry)
    assert older.behalf == ""
    assert canonical(older) == stored
    assert link_hash("00", 1, START, stored) == extend(Head(chain="00"), [older])[0].hash
    assert canonical(changed(older, behalf="emp_1")) == stored[:-1] + b',"behalf":"emp_1"}'


def test_subjects_are_spread_over_all_chains_and_stay_where_they_are():
    found = {chain_of(f"per_{number}") for number in range(400)}
    assert found == set(CHAINS)
    assert chain_of("per_1") == chain_of("per_1")


@pytest.mark.parametrize("torn", [b"{", b"{}\n", b'{"seq":"1","hash":"","entry":{}}\n', b"\xff\n", b"null\n"])
def test_what_is_no_link_is_refused(torn):
    with pytest.raises((msgspec.DecodeError, UnicodeDecodeError)):
        list(links_of(torn))
