"""The command line ``padan``."""

from local.cli.main import main

__all__ = ["main"]
