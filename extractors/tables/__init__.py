"""Quantities in tables: heads, units, labels, and what row and column mean. Enter by ``cells``."""
