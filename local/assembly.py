"""The platform as ``padan serve`` runs it: with the routes under ``/dev``, sample data, and the index checked."""

from pathlib import Path

from local.development.routes import DevelopmentRoutes
from local.development.work import look_after_index
from local.platform import Platform, SearchEngine
from local.seed.first import seed_fresh


def assembled(data: Path, *, port: int = 0, search: SearchEngine = "embedded", seed: bool = False) -> Platform:
    """Return a platform on ``data`` that is not started yet; with ``seed`` a fresh one gets sample data."""
    platform = Platform(data, port, search, seed_fresh if seed else None, on_start=look_after_index)
    platform.mount(DevelopmentRoutes(platform).routes())
    return platform
