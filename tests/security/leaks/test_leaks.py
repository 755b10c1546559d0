"""After a whole life nothing of it is found anywhere but where it belongs. See docs/security/vault.md."""

import itertools
import os
import random
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib import aws, observability
from chalicelib.people import export
from local import environment
from local.platform import Platform
from tests.effort import effort
from tests.security.leaks.life import Life, Values
from tests.security.leaks.spellings import find
from tests.security.leaks.watching import Watch, dumped, watching

pytestmark = pytest.mark.emulator

MAY_HOLD: tuple[tuple[str, str], ...] = (
    (r"(s3 \w+|object) \S*documents[ /]people/per_\w+/doc_\w+", "the person's own document"),
)
"""Where a value may lie, by the beginning of the place's name, and why."""

NAMES = ("Kenanga", "Cempaka", "Melati", "Anggrek")
STATED: tuple[tuple[str, str], ...] = (
    (r"(s3 \w+|object) \S*payloads[ /]par_\w+/", "what a partner pushed, as it came"),
    (
        r"(dynamodb \w+|table) \S*-(receipt-outcomes|vacancies|feed|duplicates|duplicate-blocks)$",
        "what is stated of a vacancy",
    ),
    (r"index (Embedded|OpenSearch)VacancyIndex$", "vacancies are found by what is stated of them"),
)
"""Where besides what a partner says in the text of a vacancy may lie: it is for everybody to read."""

_FILE = (r"(s3 \w+|object) \S*payloads[ /]uploads/", "what an employer uploaded, as it came, for 90 days")
UPLOADED: tuple[tuple[str, str], ...] = (
    _FILE,
    (r"(dynamodb \w+|table) \S*-(vacancies|feed)$", "what is stated of a vacancy"),
    (r"index (Embedded|OpenSearch)VacancyIndex$", "vacancies are found by what is stated of them"),
)
"""Where what an employer writes of a vacancy into a file may lie."""
REFUSED: tuple[tuple[str, str], ...] = (
    _FILE,
    (r"(dynamodb \w+|table) \S*-upload-outcomes$", "the report repeats what is wrong to whoever wrote it, for 90 days"),
)
"""Where what a file has in cells that are wrong may lie."""
DECLARED: tuple[tuple[str, str], ...] = (
    (r"(dynamodb \w+|table) \S*-?breaches$", "what those whom it concerns are told, and the agency"),
)
"""Where the texts of a breach may lie."""

LIVES = 1
"""A life takes a quarter of a minute on an idle machine: more of them are for `make fuzz`."""


_serial = itertools.count(1)


def somebody(drawn: random.Random) -> Values:
    """Somebody invented, and nobody twice: an example that is tried again meets another person."""
    serial = next(_serial)
    letters = [chr(drawn.randrange(ord("a"), ord("z") + 1)) for _ in range(24)]
    first, second, street = ("".join(letters[at : at + 8]) for at in (0, 8, 16))
    day = date(1960, 1, 1) + timedelta(days=drawn.randrange(16_000))
    return Values(
        nik=f"327{drawn.randrange(1, 8)}{drawn.randrange(10, 40)}{day:%d%m%y}{drawn.randrange(90):02}{serial:02}",
        phone=f"+628{drawn.choice((12, 21, 57))}{drawn.randrange(10**5, 10**6)}{serial:02}",
        email=f"{first}.{second}{serial}@contoh.invalid",
        name=f"{first.title()} {second.title()} {drawn.choice(NAMES)}",
        address=f"Jalan {street.title()} Gang 3 Nomor {serial}",
    )


@pytest.fixture(scope="module")
def watch() -> Watch:
    return Watch()


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory, watch: Watch) -> Iterator[Platform]:
    """A whole platform in this process, of which everything that it writes is kept."""
    before = dict(os.environ)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PADAN_LOG_LEVEL", "DEBUG")
        watching(watch, patch)
        with Platform(tmp_path_factory.mktemp("leaks"), report=lambda line: watch.keep("operator", line)) as running:
            observability.logger.setLevel("DEBUG")
            yield running
            observability.logger.setLevel("WARNING")
    os.environ.clear()
    environment.apply(before)


def failing(life: Life) -> None:
    """The platform fails with everything in its hands."""
    said = life.values

    def broken(*_arguments: object) -> None:
        try:
            raise KeyError(said.email)
        except KeyError as error:
            raise RuntimeError(f"cannot keep {said.nik} of {said.spelt_phone} and {said.phone}") from error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export.store, "load", broken)
        reply = life.say("GET", "/v1/people/me", status=500)
    life.told.append(("a failure", reply.text))


def places(platform: Platform, watch: Watch, life: Life) -> dict[str, str]:
    """Everything that was written and lies anywhere, by place."""
    found: dict[str, list[str]] = defaultdict(list)
    for place, piece in [*watch.pieces, *dumped(platform), *life.told]:
        found[place].append(piece)
    return {place: "\n".join(pieces) for place, pieces in found.items()}


def leaks(
    held: Mapping[str, str], values: Mapping[str, str], may_hold: tuple[tuple[str, str], ...] = MAY_HOLD
) -> dict[str, set[str]]:
    """Return which values are where they do not belong."""
    found: dict[str, set[str]] = defaultdict(set)
    for place, content in held.items():
        if any(re.match(pattern, place) for pattern, _ in may_hold):
            continue
        for name, _ in find(content, values):
            found[place].add(name)
    return dict(found)


@effort(LIVES, shrink=False)
@given(drawn=st.randoms(use_true_random=False))
def test_nothing_of_a_life_is_found_where_it_does_not_belong(platform, watch, drawn):
    lived(platform, watch, somebody(drawn))


def lived(platform: Platform, watch: Watch, values: Values) -> dict[str, str]:
    """Live a life and find nothing of it; returns everything that was written."""
    with Life(platform, values, len(watch.pieces)) as life:
        life.everything(failing)
        held = places(platform, watch, life)
    kinds = {place.split()[0] for place in held}
    assert {"dynamodb", "sqs", "s3", "table", "log", "index", "account", "trace", "metrics"} <= kinds
    assert "cannot keep [nik]" in held["log platform.log"]
    for somebody_named, may_hold in (
        (life.recruiter, STATED),
        (life.clerk, UPLOADED),
        (life.stray, REFUSED),
        (life.victim, DECLARED),
        (values, MAY_HOLD),
    ):
        found = leaks(held, somebody_named.named(), may_hold)
        assert not found, "\n".join(f"{place}: {sorted(names)}" for place, names in sorted(found.items()))
    for somebody_named, may_hold in ((life.clerk, UPLOADED), (life.stray, REFUSED), (life.victim, DECLARED)):
        there = [place for place, content in held.items() if somebody_named.nik in content]
        assert [why for pattern, why in may_hold if not any(re.match(pattern, place) for place in there)] == []
    return held


@pytest.mark.parametrize("kind", ["dynamodb", "sqs", "table", "log", "index", "trace", "metrics"])
def test_a_leak_that_is_planted_is_found(platform, watch, kind):
    """Of every kind of place one is made to hold a value."""
    secret = {"phone": "+6281211112222"}
    with Life(platform, Values(nik="", phone="", email="", name="", address=""), 0) as life:
        held = places(platform, watch, life)
    assert leaks(held, secret) == {}
    chosen = next(place for place in held if place.split()[0] == kind)
    assert leaks({**held, chosen: f"{held[chosen]} hub. 0812.1111-2222"}, secret).keys() == {chosen}


def test_a_writer_that_forgets_to_seal_is_found(platform, watch, monkeypatch):
    """The real way through the interface, with a vault that seals nothing."""
    from security.vault import Vault

    sealed = Vault._sealed
    monkeypatch.setattr(
        Vault,
        "_sealed",
        lambda self, spelled, kind, owner, until=None: type(sealed(self, spelled, kind, owner, until))(
            kind=kind, owner=owner, box=spelled, form=2
        ),
    )
    values = Values(
        nik="3275015010870042", phone="+6281277778888", email="lupa.segel@contoh.invalid", name="Lupa Segel", address=""
    )
    body = {"email": values.email, "phone": values.phone, "nik": values.nik, "password": "kuda-laut-biru-12"}
    with Life(platform, values, 0) as life:
        life.another("POST", "/v1/people", body, 500)
    named = {name: value for name, value in values.named().items() if name in ("email", "phone", "nik")}
    found = leaks(places(platform, watch, life), named)
    assert any(place.startswith("dynamodb TransactWriteItems") for place in found)
    assert any(place.startswith("table padan-personal") or place == "table personal" for place in found)


def test_what_is_watched_is_what_is_written(platform, watch):
    """The hooks see what a call sends, before it is sent."""
    before = len(watch.pieces)
    sqs = aws.client("sqs")
    url = sqs.create_queue(QueueName="watched")["QueueUrl"]
    sqs.list_queues()
    sqs.send_message(QueueUrl=url, MessageBody="seen on its way")
    assert any(
        place.startswith("sqs SendMessage") and "seen on its way" in piece for place, piece in watch.pieces[before:]
    )
