"""What stands between a register's bytes and an answer: addresses, statuses, names."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.clock import FixedClock
from chalicelib.linkage.failures import NoAnswer, Reason
from chalicelib.linkage.names import same_business
from chalicelib.linkage.transport import LONGEST_PAUSE, check_status, checked_url, retry_after
from chalicelib.settings import SettingsError

CLOCK = FixedClock(datetime(2026, 3, 2, 1, 0, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("given_url", "used"),
    [
        ("https://register.example/padan/", "https://register.example/padan"),
        ("https://register.example", "https://register.example"),
        ("http://127.0.0.1:8080/company", "http://127.0.0.1:8080/company"),
        ("http://[::1]:8080", "http://[::1]:8080"),
    ],
)
def test_addresses_that_keep_data_safe(given_url, used):
    assert checked_url(given_url) == used


@pytest.mark.parametrize(
    "url",
    [
        "",
        "register.example",
        "http://register.example",
        "http://127.0.0.1.register.example",
        "ftp://register.example",
        "https://",
        "https://user:word@register.example",
        "https://register.example/?key=1",
        "https://register.example/#a",
        "file:///etc/hosts",
    ],
)
def test_addresses_that_do_not(url):
    with pytest.raises(SettingsError):
        checked_url(url)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 30 ", 30),
        ("999999999999999999999", LONGEST_PAUSE),
        ("Mon, 02 Mar 2026 01:02:00 GMT", 120),
        ("Mon, 02 Mar 2026 00:00:00 GMT", 0),
        ("Mon, 02 Mar 2026 01:02:00 -0000", 120),
        (None, None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("٣٠", None),
    ],
)
def test_retry_after(value, seconds):
    assert retry_after(value, CLOCK) == seconds


@given(st.text(max_size=60))
def test_any_retry_after_is_a_bounded_number_or_nothing(value):
    found = retry_after(value, CLOCK)
    assert found is None or 0 <= found <= LONGEST_PAUSE


@pytest.mark.parametrize(
    ("status", "pause", "reason"),
    [
        (204, None, Reason.MALFORMED),
        (301, None, Reason.MALFORMED),
        (400, None, Reason.REJECTED),
        (401, None, Reason.UNAUTHORISED),
        (403, None, Reason.UNAUTHORISED),
        (404, None, Reason.REJECTED),
        (429, None, Reason.BUSY),
        (429, "7", Reason.BUSY),
        (500, "7", Reason.SERVER_ERROR),
        (503, None, Reason.SERVER_ERROR),
        (503, "7", Reason.BUSY),
    ],
)
def test_statuses(status, pause, reason):
    with pytest.raises(NoAnswer) as caught:
        check_status(status, {"Retry-After": pause} if pause else {}, CLOCK)
    assert caught.value.reason is reason
    assert caught.value.retry_after == (int(pause) if pause and reason is Reason.BUSY else None)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PT Contoh Sejahtera", "CONTOH SEJAHTERA, PT"),
        ("PT. Contoh Sejahtera Tbk", "P.T. CONTOH SEJAHTERA"),
        ("PT Contoh Sejahtera (Persero)", "PT CONTOH SEJAHTERA"),
        ("CV. Maju-Mundur", "Maju Mundur CV"),
        ("PT.Contoh Jaya", "PT Contoh Jaya"),
        ("Warung Bu Sari", "WARUNG  BU SARI"),
    ],
)
def test_the_same_business(one, other):
    assert same_business(one, other)
    assert same_business(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("PT Contoh Sejahtera", "PT Contoh Sejahtara"),
        ("PT Contoh Sejahtera", "PT Contoh Sejahtera Abadi"),
        ("PT Contoh Jaya", "PT Jaya Contoh"),
        ("PT", "PT"),
        ("PT Contoh", ""),
        ("", ""),
    ],
)
def test_another_business(one, other):
    assert not same_business(one, other)
