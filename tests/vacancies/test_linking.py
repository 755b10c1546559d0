"""Links between vacancies: a new revision for readers, no edit for the poster."""

from chalicelib.vacancies.linking import Links, linked
from chalicelib.vacancies.model import AlsoOn, State
from tests.vacancies.samples import vacancy

ELSEWHERE = (AlsoOn(partner="contoh", vacancy_id="vac_b"),)


def test_links_are_a_new_revision_that_only_machines_made():
    before = vacancy(State.PUBLISHED, revision=4)
    after = linked(before, Links(also_on=ELSEWHERE))
    assert (after.also_on, after.revision, after.recoded_from) == (ELSEWHERE, 5, 4)
    again = linked(after, Links(canonical_id="vac_b"))
    assert (again.canonical_id, again.also_on, again.revision, again.recoded_from) == ("vac_b", (), 6, 4)
    assert (again.content, again.history, again.state) == (before.content, before.history, before.state)


def test_the_same_links_are_nothing_new():
    for made in (vacancy(), vacancy(canonical_id="vac_b"), vacancy(also_on=ELSEWHERE)):
        assert linked(made, Links(canonical_id=made.canonical_id, also_on=made.also_on)) is made
