"""The types that flow between stages, and the tables they are stored in."""
