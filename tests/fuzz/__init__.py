"""Requests that nobody thought of, to every operation of the interface and to everything that reads foreign text."""
