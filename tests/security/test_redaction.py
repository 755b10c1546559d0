"""Logs never hold personal data, wherever in a record it is written."""

import io
import json
import logging
import re
import time

import pytest
from aws_lambda_powertools import Logger
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib import observability
from chalicelib.identifiers import new_identifier
from security.redaction import redact, redacted, redacted_json
from tests.security.strategies import emails, mobiles, niks

# Around a number there may be anything but more digits: a longer number is another number.
around = st.text(st.characters(exclude_categories=("Cs", "Nd")), max_size=20)


def spellings(number: str) -> list[str]:
    """How people write a mobile number in E.164."""
    bare = number[3:]
    return [
        number,
        "0" + bare,
        "62" + bare,
        f"+62 {bare[:3]}-{bare[3:7]}-{bare[7:]}",
        f"(0{bare[:3]}) {bare[3:]}",
        bare,
    ]


PERSONAL = st.one_of(
    niks(),
    niks().map(lambda nik: ".".join(re.findall("....", nik))),
    niks().map(lambda nik: " ".join((nik[:6], nik[6:12], nik[12:]))),
    mobiles().flatmap(lambda number: st.sampled_from(spellings(number))),
    emails(),
)


@settings(max_examples=300)
@given(around, PERSONAL, around)
def test_no_text_keeps_it(before, personal, after):
    assert personal not in redact(before + personal + after)


@settings(max_examples=150)
@given(around, PERSONAL, around)
def test_no_log_line_keeps_it(before, personal, after):
    text = before + personal + after
    stream = io.StringIO()
    logger = _logger(stream)
    logger.warning(text, extra={"note": [text, {text: text}], "number": int(personal) if personal.isdigit() else 0})
    try:
        raise ValueError(text)
    except ValueError:
        logger.exception("failed")
    written = stream.getvalue()
    assert written.count("\n") == 2
    assert personal not in written
    assert personal.lstrip("0") not in written
    decoded = [json.dumps(json.loads(line), ensure_ascii=False) for line in written.rstrip("\n").split("\n")]
    assert personal not in "".join(decoded)


def test_the_platforms_logger_redacts():
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(observability.logger.registered_formatter)
    observability.logger.addHandler(handler)
    try:
        observability.logger.warning("NIK 3204010101900001 dari ani@contoh.test, 0812-3456-7890")
    finally:
        observability.logger.removeHandler(handler)
    assert json.loads(stream.getvalue())["message"] == "NIK [nik] dari [email], [phone]"


@given(st.sampled_from(["per", "vac", "emp", "aud"]))
def test_identifiers_stay(prefix):
    identifier = new_identifier(prefix)
    assert redact(f"{identifier} and {identifier}") == f"{identifier} and {identifier}"


@pytest.mark.parametrize(
    "text",
    [
        "served 200 in 12.5 ms",
        "2026-03-02T08:30:00.123Z",
        "2026-08-12T08:30:00+00:00",
        "salary 8500000",
        "Rp 12.500.000 - Rp 15.000.000",
        "0f8fad5b-d9cb-469f-a165-708676895012",
        "1-5759e988-bd862e3fe1be46a994272793",
        "region 32.73, occupation 2512",
        "expires 1772440200",
    ],
)
def test_what_is_not_personal_stays(text):
    assert redact(text) == text


@pytest.mark.parametrize(
    ("value", "left"),
    [
        (True, True),
        (None, None),
        (2.5, 2.5),
        (42, 42),
        (6281234567890, "[phone]"),
        (3204010101900001, "[nik]"),
        (("ani@contoh.test", 1), ["[email]", 1]),
        ({"ani@contoh.test": {"a": "+62 812 3456 7890"}}, {"[email]": {"a": "[phone]"}}),
    ],
)
def test_values_of_every_kind_are_searched(value, left):
    assert redacted(value) == left


@pytest.mark.parametrize("piece", ["a", "@", "1", "1-", "0 8", "+6", "per_", "a@", "0f8fad5b-"])
def test_long_lines_are_searched_in_time_that_grows_with_their_length(piece):
    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        started = time.process_time()
        redact(text)
        return time.process_time() - started

    seconds(1000)
    short, long = min(seconds(20_000) for _ in range(3)), min(seconds(160_000) for _ in range(3))
    assert long < 0.2 + 24 * short


def test_objects_are_redacted_by_what_they_say():
    class Person:
        def __str__(self) -> str:
            return "ani@contoh.test"

    assert redacted_json({"who": Person()}) == '{"who":"[email]"}'


def _logger(stream: io.StringIO) -> Logger:
    return Logger(service=f"test-{id(stream)}", stream=stream, json_serializer=redacted_json)
