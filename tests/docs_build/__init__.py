"""Pages of docs/reference that are made from the code they describe.

``python -m tests.docs_build`` writes them; ``tests/test_docs.py`` compares them with what is
written.
"""
