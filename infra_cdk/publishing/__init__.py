"""Puts the pages of the web folder where the edge reads them."""
