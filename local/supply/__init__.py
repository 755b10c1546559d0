"""The supply chain: what the platform is built from, under which terms, and what is known against it."""
