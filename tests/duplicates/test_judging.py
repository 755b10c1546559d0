"""Officers join and part vacancies; the machine keeps to it for ever."""

import pytest

from chalicelib import duplicates
from chalicelib.duplicates.model import Cluster, Verdict
from chalicelib.duplicates.table import EntryItem
from chalicelib.errors import Conflict, Forbidden, InvalidInput, NotFound
from chalicelib.identifiers import new_identifier
from chalicelib.vacancies import get
from chalicelib.vacancies.model import State
from security import audit
from security.principal import Audience, Principal
from tests.duplicates.samples import OTHER_TEXT, TEXT
from tests.duplicates.test_following import change, stored, three

pytestmark = [pytest.mark.emulator, pytest.mark.usefixtures("store")]
OFFICER = Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("32",))


def followed(*made):
    for each in made:
        duplicates.follow(each.id)
    return made


def judge(one, other, verdict, by=OFFICER):
    return duplicates.judge(by, one.id, other.id, verdict, "Sudah ditanyakan")


def test_a_merge_links_what_the_machine_would_not():
    one, other = followed(stored("", "Gabung Satu"), stored("contoh-a", "Gabung Dua", title="Sopir Truk"))
    assert get(other.id).canonical_id is None
    assert judge(other, one, Verdict.SAME) == Cluster(one.id, (other.id,))
    assert get(other.id).canonical_id == one.id
    assert [each.vacancy_id for each in get(one.id).also_on] == [other.id]


def test_a_split_parts_what_the_machine_had_linked_and_it_stays_so():
    own, public, partner = followed(*three("Pisahkan Kami"))
    assert judge(own, partner, Verdict.DIFFERENT) == Cluster(own.id, (public.id,))
    for _ in range(2):
        change(partner, applications=1)
        followed(partner, own, public)
    assert get(partner.id).canonical_id is None
    assert [each.vacancy_id for each in get(own.id).also_on] == [public.id]


def test_a_word_outlives_closing_and_opening():
    one, other = followed(stored("", "Ingatan Satu"), stored("contoh-a", "Ingatan Dua"))
    judge(one, other, Verdict.SAME)
    change(other, state=State.CLOSED)
    followed(other)
    assert (get(one.id).also_on, get(other.id).canonical_id) == ((), None)
    change(other, state=State.PUBLISHED)
    followed(other)
    assert get(other.id).canonical_id == one.id


def test_a_later_word_takes_the_place_of_the_earlier():
    own, _public, partner = followed(*three("Berubah Pikiran"))
    judge(own, partner, Verdict.DIFFERENT)
    judge(own, partner, Verdict.SAME)
    assert get(partner.id).canonical_id == own.id
    assert [said.verdict for said in EntryItem.get(own.id).entry.said] == [Verdict.SAME]


def test_joining_two_clusters_takes_back_what_parted_their_vacancies():
    own, public, partner = followed(*three("Satukan Lagi"))
    judge(own, partner, Verdict.DIFFERENT)
    judge(public, partner, Verdict.SAME)
    assert {get(each.id).canonical_id for each in (public, partner)} == {own.id}


def test_both_are_audited_with_the_reason():
    one, other = followed(stored("", "Tercatat Satu"), stored("contoh-a", "Tercatat Dua"))
    judge(one, other, Verdict.SAME)
    for each in (one, other):
        (entry,) = audit.entries_of(each.id)
        assert (entry.actor, entry.action, entry.purpose) == (OFFICER.id, "duplicates_merged", "duplicates")


@pytest.mark.parametrize(
    "by",
    [
        Principal(id=new_identifier("per"), roles=frozenset({Audience.OFFICER}), regions=("51",)),
        Principal(id=new_identifier("per"), roles=frozenset({Audience.SEEKER})),
        Principal(id=new_identifier("per"), roles=frozenset({Audience.EMPLOYER})),
    ],
)
def test_nobody_else_judges(by):
    one, other = stored("", "Bukan Hak Satu"), stored("contoh-a", "Bukan Hak Dua")
    with pytest.raises((Forbidden, NotFound)):
        judge(one, other, Verdict.SAME, by)
    assert audit.entries_of(one.id) == ()


def test_not_on_the_own_vacancy():
    one, other = stored("", "Milik Sendiri", posted_by=OFFICER.id), stored("contoh-a", "Milik Lain")
    for pair in ((one, other), (other, one)):
        with pytest.raises(Forbidden):
            judge(*pair, Verdict.SAME)


def test_another_vacancy_has_to_be_named_that_exists():
    one = stored("", "Sendirian Saja")
    elsewhere = stored("contoh-a", "Di Luar Wilayah", region="51.71")
    for other, code in (
        (one.id, "same"),
        (new_identifier("vac"), "unknown"),
        ("x", "unknown"),
        (elsewhere.id, "unknown"),
    ):
        with pytest.raises(InvalidInput) as raised:
            duplicates.judge(OFFICER, one.id, other, Verdict.SAME, "Tidak ada")
        assert [(error.pointer, error.code) for error in raised.value.errors] == [("/other_id", code)]
    with pytest.raises(NotFound):
        duplicates.judge(OFFICER, new_identifier("vac"), one.id, Verdict.SAME, "Tidak ada")


def test_a_vacancy_that_was_never_followed_can_be_judged():
    one, other = stored("", "Belum Diikuti"), stored("contoh-a", "Belum Diikuti Juga", title="Sopir")
    assert judge(one, other, Verdict.SAME) == Cluster(one.id)
    followed(one, other)
    assert get(other.id).canonical_id == one.id


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("state", [State.REJECTED, State.DRAFT, State.CLOSED, State.EXPIRED])
def test_what_nobody_offers_is_joined_with_nothing(place, state):
    pair = [stored("", "Tidak Ditawarkan"), stored("contoh-a", "Tidak Ditawarkan")]
    change(pair[place], state=state)
    with pytest.raises(Conflict) as caught:
        judge(*pair, Verdict.SAME)
    assert [(each.pointer, each.code) for each in caught.value.errors] == [
        (("/state", "/other_id")[place], "wrong_state")
    ]
    assert not any(audit.entries_of(each.id) for each in pair)
    judge(*pair, Verdict.DIFFERENT)


@pytest.mark.parametrize(
    ("changes", "allowed"),
    [
        ({"region": "32.01"}, True),
        ({"employer_name": "Lain Benar Usaha", "region": "32.73"}, True),
        ({"employer_name": "Lain Benar Usaha", "region": "32.01"}, True),
        ({"employer_name": "Lain Benar Usaha", "region": "32.01", "description": OTHER_TEXT}, False),
    ],
)
def test_two_that_share_nothing_are_not_joined(changes, allowed):
    usual = {"region": "32.73", "description": TEXT}
    one, other = stored("", "Satu Saja", **usual), stored("contoh-a", **{"employer": "Satu Saja"} | usual | changes)
    if allowed:
        judge(one, other, Verdict.SAME)
        assert [said.verdict for said in EntryItem.get(other.id).entry.said] == [Verdict.SAME]
        return
    with pytest.raises(Conflict) as caught:
        judge(one, other, Verdict.SAME)
    assert [(each.pointer, each.code) for each in caught.value.errors] == [("/other_id", "not_comparable")]
