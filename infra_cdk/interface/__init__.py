"""What API Gateway is told about the interface beyond what Chalice says of it."""
