"""Matching of a whole country: an invented one, made after counted shares of real vacancies."""
