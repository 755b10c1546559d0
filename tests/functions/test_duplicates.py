"""Duplicates through the interface: from the stream over the queue to what people find, and the officers' word."""

import msgspec
import pytest

from chalicelib import duplicates
from chalicelib.duplicates.table import EntryItem
from chalicelib.identifiers import new_identifier
from chalicelib.indexing.documents import is_open, vacancy_document
from chalicelib.texts import Language
from chalicelib.vacancies import get
from chalicelib.vacancies.model import State
from chalicelib.vacancies.table import item_of, load
from functions import duplicates as routes
from functions import feed
from functions.search_viewing import item_view
from search.answer import Hit
from search.document import Elsewhere
from security.principal import Audience
from tests.duplicates.queueing import Drained, announcements
from tests.duplicates.samples import vacancy
from tests.functions.events import stream_event
from tests.store_fixtures import Caller, SignedIn

__all__ = ["announcements"]
pytestmark = pytest.mark.emulator


@pytest.fixture
def officer(caller: Caller) -> SignedIn:
    return caller.sign_in(Audience.OFFICER, regions=("32",))


def two(employer: str, **changes):
    """One vacancy of the employer's own and one of a portal, in the table."""
    made = [vacancy(0, portal, id=new_identifier("vac"), employer_name=employer, **changes) for portal in ("", "par_a")]
    for each in made:
        item_of(each).save()
    return made


def images(*made):
    return stream_event("vacancies", [(None, item_of(each, 1).serialize()) for each in made])


def deliver(bodies):
    records = [{"messageId": str(place), "body": body} for place, body in enumerate(bodies)]
    return routes.link_duplicates({"Records": records}, None)


def test_from_the_stream_to_the_links(caller, announcements: Drained):
    own, pushed = two("Aliran Sampai Tautan")
    assert feed.record(images(own, pushed), None) == {"batchItemFailures": []}
    bodies = announcements()
    assert [duplicates.announced(body) for body in bodies] == [(own.id, pushed.id)]
    assert deliver(bodies * 2) == {"batchItemFailures": []}
    seen = caller.send("GET", f"/v1/vacancies/{own.id}").json
    assert seen["also_on"] == [{"partner": "par_a", "vacancy_id": pushed.id, "url": pushed.content.contact_url}]
    assert caller.send("GET", f"/v1/vacancies/{pushed.id}").json["canonical_id"] == own.id


def test_a_closed_one_lets_the_others_go(announcements: Drained):
    own, pushed = made = two("Tutup Lewat Antrean")
    for each in made:
        duplicates.follow(each.id)
    before = load(own.id)
    closed = msgspec.structs.replace(before.vacancy, state=State.FILLED, revision=before.vacancy.revision + 1)
    after = item_of(closed, before.version)
    old = before.serialize()
    after.save()
    feed.record(stream_event("vacancies", [(old, after.serialize())]), None)
    assert deliver(announcements()) == {"batchItemFailures": []}
    assert (get(own.id).also_on, get(pushed.id).canonical_id) == ((), None)


def test_what_the_linking_itself_writes_is_not_announced_again(announcements: Drained):
    own, _ = made = two("Tidak Berputar")
    for each in made:
        duplicates.follow(each.id)
    change = (item_of(own, 1).serialize(), item_of(get(own.id), 2).serialize())
    feed.record(stream_event("vacancies", [change]), None)
    assert announcements() == []


def test_only_the_canonical_one_is_found_and_it_names_the_others(store):
    made = two("Ditemukan Satu")
    for each in made:
        duplicates.follow(each.id)
    own, pushed = (get(each.id) for each in made)
    now = own.expires_at.replace(year=own.expires_at.year - 1)
    assert (is_open(own, now), is_open(pushed, now)) == (True, False)
    shown = item_view(Hit(document=vacancy_document(own, 2, now), score=1.0), Language.ENGLISH)
    assert shown.also_on == (Elsewhere("par_a", pushed.id, pushed.content.contact_url),)


def test_a_message_that_fails_comes_again_and_its_neighbours_do_not(store):
    own, _ = two("Gagal Sendiri")
    good = msgspec.json.encode({"vacancy_ids": [own.id]}).decode()
    failures = deliver(["{", good, '{"vacancy_ids": [3]}'])["batchItemFailures"]
    assert failures == [{"itemIdentifier": "0"}, {"itemIdentifier": "2"}]


def test_an_officer_merges_and_splits(officer, store):
    own, pushed = two("Diputus Petugas", title="Kasir")
    other = vacancy(0, "par_b", id=new_identifier("vac"), employer_name="Lain Sekali", title="Sopir")
    item_of(other).save()
    for each in (own, pushed, other):
        duplicates.follow(each.id)
    path = f"/v1/vacancies/{own.id}/duplicates"
    merged = officer.send("POST", path, {"other_id": other.id, "verdict": "same", "reason": "satu lowongan"})
    assert (merged.status, merged.json["canonical_id"]) == (200, own.id)
    assert set(merged.json["others"]) == {pushed.id, other.id}
    parted = officer.send("POST", path, {"other_id": pushed.id, "verdict": "different", "reason": "dua cabang"})
    assert parted.json == {"canonical_id": own.id, "others": [other.id]}


def test_a_word_that_is_sent_again_takes_no_later_word_back(caller, officer, store):
    own, pushed = two("Kata Terakhir Berlaku", title="Kasir")
    for each in (own, pushed):
        duplicates.follow(each.id)
    path, body = f"/v1/vacancies/{own.id}/duplicates", {"other_id": pushed.id, "reason": "satu lowongan"}
    first = [officer.send("POST", path, {**body, "verdict": "same"}, idempotency_key="k") for _ in range(2)]
    assert [each.json["others"] for each in first] == [[pushed.id]] * 2
    colleague = caller.sign_in(Audience.OFFICER, regions=("32",))
    assert colleague.send("POST", path, {**body, "verdict": "different"}, idempotency_key="k").json["others"] == []
    late = officer.send("POST", path, {**body, "verdict": "same"}, idempotency_key="k")
    assert (late.status, late.json["others"]) == (200, [])
    other = officer.send("POST", path, {**body, "verdict": "different"}, idempotency_key="k")
    assert (other.status, other.json["type"].rpartition("/")[2]) == (409, "idempotency-mismatch")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"verdict": "maybe"}, "/verdict"),
        ({"reason": ""}, "/reason"),
        ({"other_id": None}, "/other_id"),
        ({"other_id": "vac_yang_tidak_ada"}, "/other_id"),
        ({"other_id": new_identifier("vac")}, "/other_id"),
        ({"more": 1}, "/more"),
    ],
)
def test_what_is_wrong_is_named(officer, change, pointer):
    own, pushed = two("Salah Isi")
    body = {"other_id": pushed.id, "verdict": "same", "reason": "satu lowongan"} | change
    reply = officer.send("POST", f"/v1/vacancies/{own.id}/duplicates", body)
    assert (reply.status, [each["pointer"] for each in reply.json["errors"]]) == (400, [pointer])


def test_only_offices_judge(caller):
    own, pushed = two("Bukan Petugas")
    body = {"other_id": pushed.id, "verdict": "same", "reason": "satu lowongan"}
    path = f"/v1/vacancies/{own.id}/duplicates"
    assert caller.send("POST", path, body).status == 401
    assert caller.sign_in(Audience.EMPLOYER).send("POST", path, body).status == 403
    elsewhere = caller.sign_in(Audience.OFFICER, regions=("51",))
    assert elsewhere.send("POST", path, body).status == 404
    assert get(own.id).state is State.PUBLISHED


def test_who_is_gone_by_and_not_changed_is_held_to_what_was_read(officer, announcements: Drained):
    """Two of one job are parted; a third is joined with one of them and leaves again: the other stays as it is."""
    own, pushed = two("Dipegang Tetap")
    other = vacancy(0, "par_b", id=new_identifier("vac"), employer_name="Lain Dipegang", title="Sopir")
    near = vacancy(0, "par_c", id=new_identifier("vac"), employer_name="Dipegang Tetap")
    for each in (other, near):
        item_of(each).save()
    names = [own.id, pushed.id, other.id, near.id]
    assert deliver([msgspec.json.encode({"vacancy_ids": names}).decode()]) == {"batchItemFailures": []}
    for one, another, verdict in ((own, pushed, "different"), (pushed, other, "same")):
        body = {"other_id": another.id, "verdict": verdict, "reason": "sudah ditanyakan"}
        assert officer.send("POST", f"/v1/vacancies/{one.id}/duplicates", body).status == 200
    kept = EntryItem.get(own.id).version
    assert get(near.id).canonical_id == own.id
    assert get(other.id).canonical_id == pushed.id
    before = load(other.id)
    closed = msgspec.structs.replace(before.vacancy, state=State.FILLED, revision=before.vacancy.revision + 1)
    item_of(closed, before.version).save()
    assert deliver([msgspec.json.encode({"vacancy_ids": [other.id]}).decode()]) == {"batchItemFailures": []}
    assert (get(other.id).canonical_id, get(pushed.id).also_on) == (None, ())
    assert EntryItem.get(own.id).version == kept
