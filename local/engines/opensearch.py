"""A real OpenSearch of one node."""

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
        arguments = ["-basePath", str(self.folder), "-numOfNode", "1", "-baseHttpPort", str(self.port - 1)]
        return command(_OPTIONS, self._jars, _MAIN, arguments)

    def ready(self) -> bool:
        """Whether the cluster has elected itself and recovered its indices."""
        health = self.get("/_cluster/health?wait_for_status=yellow&timeout=1s")
        return health is not None and health["status"] in {"yellow", "green"}

    def version(self) -> str:
        """The version that it reports, such as `3.5.0`."""
        about = self.get("/") or {}
        return str(about.get("version", {}).get("number", ""))
