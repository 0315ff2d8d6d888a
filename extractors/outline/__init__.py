"""Headings and numbered items as a tree. Enter by ``sections``."""
