"""Vacancies: their life cycle from draft to closed, and what of them is public."""
