"""Sandboxes of the registers: they answer like the real ones, rightly, slowly, wrongly or not at all."""
