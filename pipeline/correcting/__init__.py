"""Corrections by people: written down, found again after every re-reading, applied, exported."""

from pipeline.correcting.applying import apply_corrections
from pipeline.correcting.journal import Change, record, revert
from pipeline.correcting.places import Anchor, anchor_of, locate

__all__ = ["Anchor", "Change", "anchor_of", "apply_corrections", "locate", "record", "revert"]
