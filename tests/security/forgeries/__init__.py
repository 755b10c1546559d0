"""Forged requests of partners: how they look on the wire, and that none passes."""
