"""Changes of the tables, one numbered file each, applied when a database is opened.

A new one is ``versions/NNNN_what_it_does.py`` with ``down_revision`` naming the one before.
A released migration never changes. ``tests/test_store.py`` checks that all of them together
give exactly the tables of ``models/tables``.
"""
