"""The firewall's limits are the application's: what the one accepts, the other lets through."""

import re
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.partners import payload
from chalicelib.partners.payload import form_of
from chalicelib.people import limits as by_contact
from functions import http, sessions
from local.http import requests as front
from security import identity, signature_input
from security.waf import limits
from security.waf.evaluating import Firewall
from security.waf.numerals import more_than
from security.waf.rates import LEAST, rate_rules, share
from security.waf.refusals import TOO_OFTEN
from security.waf.rules import rules
from security.waf.shapes import METHODS, PUSH_TYPES
from security.waf.statements import TooOften
from tests.security.waf.samples import BEARER, PARAMETERS, SIGNED, request

SIZES = {"large-body", "large-credentials", "long-query", "long-path", "long-header"}
LONGEST_PARAMETER = 300


def test_bodies_have_the_applications_sizes():
    assert limits.LARGEST_BODY == http.LARGEST_BODY == payload.MOST_BYTES
    assert limits.LARGEST_CREDENTIALS == sessions.LARGEST_CREDENTIALS == limits.INSPECTED_BODY


def test_the_small_limit_holds_for_the_operations_that_have_it_in_the_application():
    small = {(entry.method, entry.path) for entry in http.ENDPOINTS if entry.largest_body <= limits.LARGEST_CREDENTIALS}
    for entry in http.ENDPOINTS:
        body = b"x" * (limits.LARGEST_CREDENTIALS + 1)
        path = re.sub(r"\{\w+\}", "a", entry.path)
        call = request(entry.method, path, body=body, headers={**BEARER, **SIGNED})
        refused = Firewall(rules(PARAMETERS)).judge(call).by == "large-credentials"
        assert refused is ((entry.method, entry.path) in small), entry.path


def test_addresses_and_headers_have_the_applications_lengths():
    assert limits.LONGEST_URL == front.MAX_URL
    assert len("Bearer ") + identity._LONGEST_TOKEN == limits.LONGEST_AUTHORIZATION
    assert limits.LONGEST_SIGNATURE == signature_input._LONGEST_HEADER
    assert http._LONGEST_PATH_VALUE == LONGEST_PARAMETER


def test_the_longest_path_of_any_operation_fits():
    longest = quote("\U0001f600" * LONGEST_PARAMETER)
    paths = [re.sub(r"\{\w+\}", longest, entry.path) for entry in http.ENDPOINTS]
    assert limits.LONGEST_PATH - 200 < max(map(len, paths)) <= limits.LONGEST_PATH < limits.LONGEST_URL


def test_every_method_of_the_interface_is_admitted():
    assert {entry.method for entry in http.ENDPOINTS} | {"HEAD", "OPTIONS"} == set(METHODS)


def test_a_push_has_the_applications_media_types():
    assert {f"application/{name}" for name in PUSH_TYPES} == set(payload._FORMS)
    for name in PUSH_TYPES:
        assert form_of(f"application/{name}; charset=utf-8")


@given(bound=st.integers(0, 10**9), number=st.integers(0, 10**12), zeros=st.integers(0, 3))
def test_numerals_are_compared_as_numbers(bound, number, zeros):
    found = re.search(more_than(bound), "0" * zeros + str(number)) is not None
    assert found is (number > bound)


def test_small_numerals_are_all_compared_as_numbers():
    for bound in range(220):
        pattern = re.compile(more_than(bound))
        assert [number for number in range(1_100) if pattern.search(str(number))] == [*range(bound + 1, 1_100)]


@given(bound=st.integers(0, 10**9), off=st.integers(-3, 3))
def test_numerals_are_compared_to_the_last_digit(bound, off):
    if bound + off >= 0:
        assert (re.search(more_than(bound), str(bound + off)) is not None) is (off > 0)


def test_a_pattern_is_no_longer_than_aws_waf_takes():
    for entry in rules(PARAMETERS):
        for pattern in re.findall(r"regex='(.*?)'", repr(entry)):
            assert len(pattern) <= 512


values = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=LONGEST_PARAMETER)


@settings(deadline=None)
@given(
    entry=st.sampled_from(http.ENDPOINTS),
    value=values,
    query=st.text(st.characters(codec="utf-8"), max_size=800),
    body=st.integers(0, http.LARGEST_BODY),
    token=st.integers(1, 8_192),
    signature=st.integers(1, 4_096),
)
def test_no_size_that_the_application_accepts_is_refused(entry, value, query, body, token, signature):
    path = re.sub(r"\{\w+\}", quote(value, safe=""), entry.path)
    query = ("q=" + quote(query))[: limits.LONGEST_URL - len(path)]
    size = min(body, entry.largest_body)
    headers = {
        **SIGNED,
        "authorization": "Bearer " + "t" * token,
        "signature": "s" * signature,
        "signature-input": "i" * signature,
    }
    call = request(entry.method, path, query=query, body=b"x" * size, headers=headers)
    assert Firewall(rules(PARAMETERS)).judge(call).by not in SIZES


def test_one_contact_meets_the_applications_limit_before_the_firewalls():
    by_name = {rule.name: rule.statement for rule in rate_rules(PARAMETERS)}
    for name, own in (
        ("often-codes", by_contact.CODES_SOON),
        ("often-registration", by_contact.REGISTRATIONS),
    ):
        assert by_name[name].limit > own.most
    assert by_name["often-sign-in"].limit > by_contact.FREE_FAILURES


@pytest.mark.parametrize("requests", [1, 600, 3_000, 10_000, 2_000_000_000])
@pytest.mark.parametrize("part", [1, 2, 20, 60])
def test_a_share_is_what_aws_waf_can_count(requests, part):
    assert LEAST <= share(requests, part) <= 2_000_000_000
    assert share(requests, part) == max(LEAST, requests // part)


def test_a_limited_caller_is_told_to_wait_for_the_window():
    for rule in rules(PARAMETERS):
        if isinstance(getattr(rule, "statement", None), TooOften):
            assert rule.refusal is TOO_OFTEN
            assert rule.statement.seconds == TOO_OFTEN.retry_after in (60, 120, 300, 600)
