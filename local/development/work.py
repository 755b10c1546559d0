"""Reindexing, reconciling, and what a start after an unclean end does."""
