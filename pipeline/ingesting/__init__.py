"""A run: which files are new, who reads them, and what becomes of each."""
