"""Child processes that stand in for managed services, and their life cycle."""
