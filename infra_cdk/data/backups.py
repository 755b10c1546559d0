"""When backups are taken and how long they are kept. Reasons: docs/decisions/0113-backups.md."""

import msgspec

from infra_cdk.data.classification import DataClass

TIME_ZONE = "Asia/Jakarta"
LEAST_DAYS, MOST_DAYS = 7, 400
"""Between which every backup in a locked vault is kept."""


class Schedule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of a plan; periods in days.

    - ``at``: AWS Backup's cron expression, in `TIME_ZONE`.
    - ``kept``: after which the backup goes; ``cold``: after which it moves to cold storage, at least 90 days before.
    - ``continuous``: buckets can be restored to any second; tables have their own recovery (see `Tables`).
    - ``safe``: for how long a second backup is kept in the other vault at home when none may go abroad; 0: none.
    """

    name: str
    at: str
    kept: int
    cold: int = 0
    continuous: bool = False
    safe: int = 0


PLANS: dict[DataClass, tuple[Schedule, ...]] = {
    DataClass.OPERATIONAL: (
        Schedule(name="daily", at="cron(0 1 * * ? *)", kept=35, continuous=True),
        Schedule(name="weekly", at="cron(0 2 ? * SUN *)", kept=90),
        Schedule(name="monthly", at="cron(0 3 1 * ? *)", kept=365, cold=30),
    ),
    DataClass.PERSONAL: (
        Schedule(name="daily", at="cron(30 1 * * ? *)", kept=35, continuous=True, safe=14),
        Schedule(name="weekly", at="cron(30 2 ? * SUN *)", kept=63, safe=63),
        Schedule(name="monthly", at="cron(30 3 1 * ? *)", kept=93),
    ),
}
"""Personal data goes from the last backup three months after a person had it erased."""

KEYS = "owner-keys"
"""The table of people's own keys. No plan takes it: a copy would open what was sealed for people who were erased."""

KEYS_KEPT = 7
"""Days that its point-in-time recovery reaches back: for so long the keys of somebody erased can still be restored."""

RESTORE_TEST = "cron(0 5 ? * 1#1 *)"
"""The first Sunday of each month."""
