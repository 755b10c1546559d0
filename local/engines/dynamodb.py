"""A real DynamoDB Local, in memory or on disk; for development and tests only, as its licence says."""

import http.client
from pathlib import Path

from local.engines.engine import JavaEngine
from local.engines.install import DYNAMODB, ROOT
from local.engines.java import command
from local.engines.polling import LOOPBACK, free_port

_MAIN = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner"


class DynamoDBLocal(JavaEngine):
    """DynamoDB's own implementation of tables, transactions, conditions and streams."""

    engine = DYNAMODB

    def __init__(self, folder: Path | None = None, root: Path = ROOT, *, on_disk: bool = False) -> None:
        """With ``on_disk`` the tables lie in `folder` and outlive the engine."""
        super().__init__(folder, root)
        self._on_disk = on_disk

    def choose_port(self) -> int:
        """Any free port."""
        return free_port()

    def command(self) -> list[str]:
        """Its native SQLite lies among the jars."""
        native = {jar.parent for jar in self._jars if "sqlite4java" in jar.name and jar.suffix != ".jar"}
        options = [f"-Dsqlite4java.library.path={folder}" for folder in sorted(native)]
        options += ["-Xmx256m", "--enable-native-access=ALL-UNNAMED"]
        kept = ["-dbPath", str(self.folder), "-sharedDb"] if self._on_disk else ["-inMemory"]
        arguments = [*kept, "-disableTelemetry", "-port", str(self.port)]
        return command(options, self._jars, _MAIN, arguments)

    def ready(self) -> bool:
        """Whether it answers; to a request without credentials it answers with a 400."""
        connection = http.client.HTTPConnection(LOOPBACK, self.port, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == http.client.BAD_REQUEST
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def version(self) -> str:
        """The version that it names in its log."""
        for line in self._child.tail(8000).splitlines() if self._child else ():
            name, _, value = line.partition(":")
            if name.strip() == "Version":
                return value.strip()
        return ""
