"""The buckets: what each holds, how long, and what may not be deleted. Reasons: docs/decisions/0112-buckets.md."""

import msgspec

from infra_cdk.data.classification import DataClass


class Store(msgspec.Struct, frozen=True, kw_only=True):
    """A bucket. All periods in days; 0: never.

    - ``expires``: after which objects go; ``superseded``: after which overwritten and deleted versions go.
    - ``locked``: for which a version can be neither changed nor deleted.
    - ``archived``: after which objects move to a class of storage that is cheaper to keep and dearer to read.
    - ``replicated``: whether a copy in the recovery region is wanted, as far as the class of data may go there.
    - ``by_browsers``: whether the platform's pages upload and read it directly.
    """

    name: str
    data_class: DataClass
    expires: int = 0
    superseded: int
    locked: int = 0
    archived: int = 0
    replicated: bool = True
    by_browsers: bool = False


DOCUMENTS = Store(name="documents", data_class=DataClass.PERSONAL, superseded=30, archived=180, by_browsers=True)
PAYLOADS = Store(name="payloads", data_class=DataClass.OPERATIONAL, expires=90, superseded=7)
AUDIT = Store(name="audit", data_class=DataClass.PERSONAL, expires=1_830, superseded=1, locked=1_826, archived=90)
"""Record of who handled whose data: PP 71/2019 art. 22, UU 27/2022 art. 31; five years as Permenkominfo 20/2016
art. 15 has it for want of a shorter or longer term in the agency's own archive schedule (UU 43/2009)."""

TRAIL = Store(
    name="trail", data_class=DataClass.PERSONAL, expires=400, superseded=1, locked=365, archived=90, replicated=False
)
ACCESS_LOGS = Store(name="access-logs", data_class=DataClass.OPERATIONAL, expires=365, superseded=1, replicated=False)
CONFIGURATION = Store(
    name="configuration", data_class=DataClass.OPERATIONAL, expires=400, superseded=1, archived=90, replicated=False
)
"""Not locked: AWS Config does not deliver into a bucket that locks by default."""

MATCHES = Store(name="matches", data_class=DataClass.PERSONAL, expires=7, superseded=1, replicated=False)
"""What the nightly matching reads and finds: made anew every night, in the region that serves. Nobody restores it."""

DATA_STORES = (DOCUMENTS, PAYLOADS, AUDIT)
"""What the platform itself writes; the others hold records of what was done with it."""
