"""The HTTP front: a real server that hands the app the events that API Gateway would."""
