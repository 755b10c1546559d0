"""What must hold for every resource of every stack: a table by resource type, and laws for all of them."""
