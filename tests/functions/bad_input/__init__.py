"""What the tests of bad input are made of: the data, documents derived from types, and a world to send them to."""
