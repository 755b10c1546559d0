"""Prepares the indices of a deployment; see `search.opensearch.preparing`."""

from collections.abc import Mapping

import msgspec

from chalicelib.deploying.answering import until
from chalicelib.deploying.model import NotDone, ResourceRequest
from chalicelib.settings import Search, read


class Wanted(msgspec.Struct, frozen=True, kw_only=True, rename="pascal"):
    """Primary shards of an index and copies of each; ARNs of the roles that use it and that administer the cluster."""

    shards: int = 1
    copies: int = 2
    users: tuple[str, ...] = ()
    administrators: tuple[str, ...] = ()


class _NotYet(NotDone):
    """The cluster does not answer, or does not know us yet."""


def prepare(request: ResourceRequest, deadline: float) -> Mapping[str, str]:
    """Prepare both indices, idempotently; returns the generation that answers for each, by the index' name.

    Raises `NotDone` when the cluster does not answer by ``deadline``, or cannot take the layout as it is.
    """
    wanted = request.properties(Wanted)
    return until(deadline, lambda: _prepared(wanted), _NotYet)


def _prepared(wanted: Wanted) -> Mapping[str, str]:
    from search.opensearch.connection import EngineRefused
    from search.opensearch.preparing import LayoutConflict, Spread, prepare_cluster
    from search.port import IndexUnavailable

    spread = Spread(shards=wanted.shards, copies=wanted.copies)
    try:
        return prepare_cluster(read(Search), spread, wanted.users, wanted.administrators)
    except IndexUnavailable as error:
        raise _NotYet(f"{error}. Does the domain run, and may this function reach it?") from error
    except LayoutConflict as error:
        raise NotDone(str(error)) from error
    except EngineRefused as error:
        if error.status in (401, 403):
            raise _NotYet(f"{error}. Is this function's role the master of the domain?") from error
        raise NotDone(str(error)) from error
