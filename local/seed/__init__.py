"""Plainly invented vacancies and people; the same seed always gives the same ones."""
