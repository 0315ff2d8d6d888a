"""Whose report it is, for which year, of what type. Enter by ``identify``."""
