"""Sequences of actions that nobody wrote down, one after another and eight at once, held against simple models."""
