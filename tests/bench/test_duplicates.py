"""The corpus with known copies, and how pairs are told."""

from collections import Counter

import pytest

from bench import copies
from bench.duplicates import told
from chalicelib.duplicates.model import Cluster


def test_the_same_seed_makes_the_same_corpus_and_parts_share_no_vacancy():
    one, again = (list(copies.corpus(300, 7, 300)) for _ in range(2))
    assert one == again
    names = [each.vacancy.id for each in (*one, *copies.corpus(300, 7, 0))]
    assert len(set(names)) == len(names) == 600


def test_copies_stand_on_other_portals_and_branches_elsewhere():
    made = list(copies.corpus(3_000, 7))
    jobs = {each.job: each.vacancy for each in made if each.vacancy.id.endswith(f"{each.job:010d}")}
    copied = [each for each in made if each.vacancy is not jobs[each.job]]
    share = len({each.job for each in copied}) / len(jobs)
    assert abs(share - copies.COPIED) < 0.03
    assert all(each.vacancy.source.partner != "padan" for each in copied)
    same_words = Counter((each.content.title, each.content.description) for each in jobs.values())
    assert max(same_words.values()) == 5


CLUSTERS = (Cluster("a", ("b", "c")), Cluster("d", ("e",)))


@pytest.mark.parametrize(
    ("jobs", "right", "wrong", "missed"),
    [
        ({"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}, 4, 0, 0),
        ({"a": 1, "b": 1, "c": 3, "d": 2, "e": 2}, 2, 2, 0),
        ({"a": 1, "b": 1, "c": 1, "d": 1, "e": 2}, 3, 1, 3),
        ({"a": 1, "b": 2, "c": 3, "d": 4, "e": 5, "f": 5}, 0, 4, 1),
    ],
)
def test_pairs_are_counted(jobs, right, wrong, missed):
    found = told(CLUSTERS, jobs)
    assert (found.right, found.wrong, found.missed) == (right, wrong, missed)
    assert found.precision == pytest.approx(right / (right + wrong))
    assert found.recall == pytest.approx(right / max(1, right + missed))
