"""The stacks: each composes constructs for one place and passes on what others need."""
