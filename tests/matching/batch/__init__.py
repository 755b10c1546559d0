"""Batch matching is the on-line matching, many at once: held to it pair by pair."""
