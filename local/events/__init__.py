"""Event delivery on one machine: queues, streams and schedules call the functions with AWS's own shapes."""
