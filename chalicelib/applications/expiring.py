"""Applications that nobody has touched for years: who applied, and what was written, is taken out of them.

Law 27/2022 articles 16(2)g, 43 and 44: data goes when it is needed no more. What remains is that somebody applied and
how it ended, for the employer's and the platform's figures, as after an erasure (`chalicelib.applications.moving`).
"""

from collections.abc import Callable
from datetime import timedelta

from chalicelib import sweeping
from chalicelib.applications import table
from chalicelib.applications.model import ERASED, Application
from chalicelib.applications.moving import anonymise
from chalicelib.clock import SYSTEM_CLOCK, Clock
from chalicelib.sweeping import Swept

KEPT = timedelta(days=730)
"""After the last step of either side; as long as an account that nobody comes back to (docs/security/retention.md)."""

ROUND = "old-applications"
MOST = 200_000
"""Applications that one run looks at: of ten million each is looked at every fifty days."""


def expire(left: Callable[[], float], clock: Clock = SYSTEM_CLOCK, *, most: int = MOST) -> Swept:
    """Take people out of applications whose last step was `KEPT` ago, as far as one run comes; the next goes on.

    ``left``: the seconds that the run has. Twice changes nothing. An open application ends as withdrawn.
    """
    oldest = clock.now() - KEPT

    def each(application: Application) -> bool:
        if application.person_id == ERASED or application.updated_at > oldest:
            return False
        return anonymise(application.id, application.person_id, oldest)

    return sweeping.sweep(ROUND, table.some, each, left, most=most)
