"""Three sizes of a deployment, as capacities. Sources of the volumes: docs/operations.md."""

import msgspec


class SearchCapacity(msgspec.Struct, frozen=True, kw_only=True):
    """Nodes of the index: instance types in OpenSearch Service's words, disks in GiB a data node."""

    data_type: str
    data_nodes: int
    disk: int
    master_type: str
    masters: int
    shards: int = 1


class Capacity(msgspec.Struct, frozen=True, kw_only=True):
    """What a size amounts to.

    - ``least_units``, ``most_units``: read and write units of a table, an index has the same: the bounds between which
      capacity follows the load, and the ceiling of what is paid by request.
    - ``requests``, ``burst``: API requests a second and burst; ``api_concurrency`` functions at once reserved for them.
    - ``warm``: instances of the API function that are kept initialised.
    - ``worker_concurrency``: functions at once of one queue or schedule.
    - ``log_days``: how long logs are kept, days; ``traced``: share of requests traced, 0 to 1.
    - ``nat_gateways``: ways out to the internet, one a zone at most; ``private_endpoints``: whether the services of AWS
      that are called most are reached without them.
    - ``requests_by_address``, ``requests_by_partner``: limits in five minutes.
    """

    search: SearchCapacity
    least_units: int
    most_units: int
    requests: int
    burst: int
    api_concurrency: int
    warm: int
    worker_concurrency: int
    log_days: int
    traced: float
    nat_gateways: int
    private_endpoints: bool
    requests_by_address: int
    requests_by_partner: int


SIZES: dict[str, Capacity] = {
    "pilot": Capacity(
        search=SearchCapacity(
            data_type="r7g.large.search", data_nodes=3, disk=50, master_type="m7g.medium.search", masters=3
        ),
        least_units=5,
        most_units=500,
        requests=200,
        burst=400,
        api_concurrency=100,
        warm=0,
        worker_concurrency=5,
        log_days=90,
        traced=0.10,
        nat_gateways=1,
        private_endpoints=False,
        requests_by_address=3_000,
        requests_by_partner=3_000,
    ),
    "national": Capacity(
        search=SearchCapacity(
            data_type="r7g.xlarge.search", data_nodes=6, disk=200, master_type="m7g.large.search", masters=3, shards=3
        ),
        least_units=50,
        most_units=10_000,
        requests=2_500,
        burst=5_000,
        api_concurrency=1_000,
        warm=20,
        worker_concurrency=20,
        log_days=365,
        traced=0.02,
        nat_gateways=3,
        private_endpoints=True,
        requests_by_address=3_000,
        requests_by_partner=10_000,
    ),
    "worknet": Capacity(
        search=SearchCapacity(
            data_type="r7g.2xlarge.search", data_nodes=9, disk=500, master_type="m7g.large.search", masters=3, shards=6
        ),
        least_units=500,
        most_units=40_000,
        requests=10_000,
        burst=20_000,
        api_concurrency=4_000,
        warm=100,
        worker_concurrency=50,
        log_days=365,
        traced=0.005,
        nat_gateways=3,
        private_endpoints=True,
        requests_by_address=5_000,
        requests_by_partner=30_000,
    ),
}
