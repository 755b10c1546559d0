"""From what was understood and what was chosen to a plan, and from a plan to wider ones."""
