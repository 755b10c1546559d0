"""Objectives of the service, and the alarms on how fast their error budgets burn."""
