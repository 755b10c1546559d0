"""Stacks and constructs for the cloud; stages the deployment package."""
