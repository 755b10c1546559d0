"""The Lambda functions: one blueprint per capability. The only rooms besides app.py that know Chalice."""
