"""Stages the source and builds the deployment package."""
