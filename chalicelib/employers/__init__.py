"""Employers and their members."""
