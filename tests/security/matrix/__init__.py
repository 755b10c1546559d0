"""Every operation, every kind of caller, things of their own and of others: what the policy says, and nothing else."""
