"""Partner portals: keys, signed pushes, receipts."""
