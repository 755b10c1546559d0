"""Whether feeds may be on this machine."""

from chalicelib import settings


def in_development() -> bool:
    """Tell whether feeds may be on this machine, by plain http: on a local platform that says so, and nowhere else."""
    return settings.read(settings.Service).stage == "local" and settings.read(settings.Feeds).feeds_loopback
