"""Rounds over whole tables, piece by piece: each run goes on where the last one ended."""

from typing import TYPE_CHECKING

from chalicelib.deferred import exports

if TYPE_CHECKING:
    from chalicelib.sweeping.running import Piece, Swept, sweep

__all__ = ["Piece", "Swept", "sweep"]

__getattr__ = exports(__name__)
