"""A real OpenSearch of one node."""

import hashlib

from local.engines.child import ChildFailedError
from local.engines.engine import JavaEngine
from local.engines.install import OPENSEARCH
from local.engines.java import command
from local.engines.polling import free_port

_MAIN = "org.codelibs.opensearch.runner.OpenSearchRunner"
_LOWEST, _HIGHEST = 9201, 9299
_OPTIONS = (
    # Without the SPI locales every creation of an index fails.
    "-Djava.locale.providers=CLDR,SPI",
    "-Xms512m",
    "-Xmx1g",
    "--enable-native-access=ALL-UNNAMED",
)


class OpenSearch(JavaEngine):
    """OpenSearch 3.5 with its usual modules (analysis, percolator, rank features), on loopback only."""

    engine = OPENSEARCH
    start_seconds = 120.0

    def choose_port(self) -> int:
        """The runner serves its first node on its base port plus one and gives up, silently, above 9299."""
        return free_port(_LOWEST, _HIGHEST)

    def command(self) -> list[str]:
        """The runner keeps data, configuration and logs of its node below one folder."""
        node = ["-basePath", str(self.folder), "-numOfNode", "1", "-clusterName", self.cluster]
        return command(_OPTIONS, self._jars, _MAIN, [*node, "-baseHttpPort", str(self.port - 1)])

    @property
    def cluster(self) -> str:
        """The name of its cluster: one for each folder, so that no other one is taken for it."""
        return f"padan-{hashlib.blake2b(str(self.folder).encode(), digest_size=6).hexdigest()}"

    def ready(self) -> bool:
        """Whether the cluster has elected itself and recovered its indices.

        Raises `ChildFailedError` when another cluster answers: one that began a moment earlier has taken the port.
        """
        health = self.get("/_cluster/health?wait_for_status=yellow&timeout=1s")
        if health is None:
            return False
        if health["cluster_name"] != self.cluster:
            raise ChildFailedError(f"port {self.port} belongs to another OpenSearch, {health['cluster_name']}")
        return health["status"] in {"yellow", "green"}

    def version(self) -> str:
        """The version that it reports, such as `3.5.0`."""
        about = self.get("/") or {}
        return str(about.get("version", {}).get("number", ""))
