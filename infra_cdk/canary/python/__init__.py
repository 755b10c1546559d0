"""The script alone: it uses nothing but Python's own library."""
