"""The bench of relevance."""
