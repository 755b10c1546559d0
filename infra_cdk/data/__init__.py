"""What the stacks need to know about the data: whose it is and where it may go."""
