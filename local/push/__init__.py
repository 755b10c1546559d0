"""A partner's client: cuts a file into pushes, signs and sends them, follows their receipts."""
