"""Load on the running platform: many who do not wait for each other, and what became of everything they were told."""
