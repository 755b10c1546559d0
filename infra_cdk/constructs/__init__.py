"""One construct per capability. Stacks only compose them."""
