"""`python -m local.engines install [NAME...]`: fetches the real engines and tries each of them."""

import argparse
import logging
import sys
import time

from local.engines.child import ChildFailedError
from local.engines.dynamodb import DynamoDBLocal
from local.engines.engine import JavaEngine
from local.engines.install import ENGINES, Engine, install, remove
from local.engines.opensearch import OpenSearch
from local.engines.polling import NotReadyError

_KINDS: dict[str, type[JavaEngine]] = {"dynamodb": DynamoDBLocal, "opensearch": OpenSearch}


def main(arguments: list[str]) -> int:
    """Install the named engines, or all; returns 1 when one could not be installed or started."""
    parser = argparse.ArgumentParser(prog="python -m local.engines", description=__doc__)
    parser.add_argument("action", choices=["install"])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(_KINDS)}; all without any")
    chosen = parser.parse_args(arguments)
    unknown = set(chosen.names) - set(_KINDS)
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    # jgo warns of native libraries among the jars, which are meant to be there.
    logging.getLogger("jgo").setLevel(logging.ERROR)
    wanted = [engine for engine in ENGINES if not chosen.names or engine.name in chosen.names]
    results = [_install(engine) for engine in wanted]
    return 0 if all(results) else 1


def _install(engine: Engine) -> bool:
    began = time.monotonic()
    try:
        install(engine, _say)
    except Exception as error:
        _say(f"{engine.title}: could not be fetched: {error}. What came is kept; run the command again.")
        return False
    _say(f"{engine.title}: trying it")
    try:
        version = _version(_KINDS[engine.name]())
    except (ChildFailedError, NotReadyError) as error:
        remove(engine)
        _say(f"{engine.title}: does not start: {error}")
        return False
    _say(f"{engine.title}: answers as version {version} ({time.monotonic() - began:.0f} s)")
    return True


def _version(engine: JavaEngine) -> str:
    with engine as running:
        return running.version()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
