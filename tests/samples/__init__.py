"""The reports in ``data/raw``: an invented county, written by ``python -m tests.samples``."""
