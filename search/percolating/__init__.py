"""Searches that stand and wait: which of them a new vacancy meets. The same predicate as searching, turned around."""
