"""The folder with real reports and hand-made truth, which lies beside the checkout or nowhere."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SHARED = Path(__file__).parents[1].parent / "shared"
GOLD = sorted((SHARED / "eval" / "gold").glob("*.json"))
"""Reports annotated by hand, a file each."""

needs_gold = pytest.mark.skipif(not GOLD, reason="the hand-made truth is not beside this checkout")


def read_gold(path: Path) -> dict[str, Any]:
    """An annotation."""
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def text_of_gold(gold: dict[str, Any]) -> str:
    """The text that was annotated: the report itself, or the plain text of a PDF."""
    name: str = gold.get("text_file", gold["file"])
    places = (SHARED / "reports" / name, SHARED / "eval" / "texts" / name)
    path = next(place for place in places if place.is_file())
    return path.read_text(encoding="utf-8-sig")


def scorer() -> ModuleType:
    """The program that scores a database against the annotations, as a module of its own."""
    spec = importlib.util.spec_from_file_location("score", SHARED / "eval" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
