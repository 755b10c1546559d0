"""Reading what people type: what was understood as a concept, an amount or a condition, and which words are left."""
