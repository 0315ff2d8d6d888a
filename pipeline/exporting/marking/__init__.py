"""Putting remarks into the files that reports came in: one file a format."""
