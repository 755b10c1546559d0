"""Whether what Padan depends on answers."""
