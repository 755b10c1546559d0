"""What a peak asks of every service, against its quotas and against the sizes of deployments."""
