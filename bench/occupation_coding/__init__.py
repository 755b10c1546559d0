"""How well job titles are coded: agreement with stated truths, its intervals, speed, and what the weights are."""
