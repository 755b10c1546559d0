"""People who search and type."""

import itertools
from urllib.parse import urlencode

from bench.load.sending import Work
from bench.load.wire import Reply, Wire
from bench.queries import queries
from bench.suggestions import beginnings

_SEARCHES, _TYPED = 600, 60


def searching(wire: Wire) -> Work:
    """Return the work of somebody who searches: everyday words, places, pay, filters, facets, slips."""
    asked = itertools.cycle([f"/v1/vacancies?{urlencode(each.parameters)}" for each in queries(_SEARCHES)])

    async def work() -> Reply:
        return await wire.send("GET", next(asked))

    return work


def typing(wire: Wire) -> Work:
    """Return the work of somebody who types a search letter by letter."""
    typed = itertools.cycle([f"/v1/suggestions?{urlencode({'q': each.text})}" for each in beginnings(_TYPED)])

    async def work() -> Reply:
        return await wire.send("GET", next(typed))

    return work
