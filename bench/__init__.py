"""Measurements: each prints its corpus, its engine and its ratio. Never tests: machines are shared and noisy."""
