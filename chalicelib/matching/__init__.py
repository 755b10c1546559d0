"""Matching people and vacancies, both ways with one function."""
