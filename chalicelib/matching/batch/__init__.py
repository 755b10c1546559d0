"""Matching everybody with every open vacancy at once: the same scores as on-line, partition by partition."""
