"""Vacancies that several sources offer: which are one job, which of them is canonical, and what officers say."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.duplicates.following import announce, announced, follow, follow_many
    from chalicelib.duplicates.judging import cluster_of, judge
    from chalicelib.duplicates.model import Cluster, Verdict
    from chalicelib.duplicates.running import Run, run

__all__ = ["Cluster", "Run", "Verdict", "announce", "announced", "cluster_of", "follow", "follow_many", "judge", "run"]

__getattr__ = exports(__name__)
