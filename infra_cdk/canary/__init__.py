"""What the synthetic canary runs. CloudWatch Synthetics wants Python scripts in a folder ``python``."""
