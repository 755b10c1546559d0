"""A run of the batch matching on one machine, on as many cores as it has."""
