"""Two dashboards: for whoever answers for the service, and for whoever runs it."""
