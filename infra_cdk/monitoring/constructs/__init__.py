"""Renders what `infra_cdk.monitoring` states as data."""
