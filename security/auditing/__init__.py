"""The audit made evident: entries in chains of hashes, signed heads, and copies that nobody can take away."""
