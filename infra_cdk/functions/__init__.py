"""What each function is given: memory and time, the events it is called for, and what it may do."""
