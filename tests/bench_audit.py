"""How much the audit finds, and how fast: ``python -m tests.bench_audit [FAULTS] [SEED]``.

Puts so many single faults of every kind into each clean sample report, counts those found,
the contradictions reported on clean reports, and the time of the audit beside the time of
the whole analysis.
"""

import json
import sys
from collections import deque
from dataclasses import replace
from itertools import chain, islice
from random import Random
from time import process_time

from models.span import Span
from pipeline.analyse import analyse_text
from pipeline.audit import audit_report, audit_years
from pipeline.audit.departments import CopiedPassages
from pipeline.audit.similarity import shingles
from pipeline.audit.years import Passage, YearReport
from tests.seeded_faults import KINDS, clean_texts, contradictions, faults


def run(faults_a_text: int = 60, seed: int = 1) -> dict[str, object]:
    """Recall by kind of fault, false alarms on clean reports, and times in milliseconds."""
    random, texts = Random(seed), clean_texts()
    recall: dict[str, str] = {}
    all_found = all_made = 0
    for kind in KINDS:
        found = made = 0
        for _, text in texts:
            for fault in islice(faults(text, kind, random), faults_a_text):
                made += 1
                found += bool(contradictions(fault.applied_to(text)))
        recall[kind] = f"{found}/{made}"
        all_found, all_made = all_found + found, all_made + made
    return {
        "recall": recall,
        "found": all_found,
        "made": all_made,
        "recall_percent": round(100 * all_found / all_made, 2),
        "clean_reports": len(texts),
        "false_contradictions": sum(len(contradictions(text)) for _, text in texts),
        "milliseconds": _times([text for _, text in texts]),
    }


def _times(texts: list[str]) -> dict[str, float]:
    results = [analyse_text(text) for text in texts]
    started = process_time()
    for text in texts:
        analyse_text(text)
    analysis = process_time() - started
    bare = [replace(result, findings=(), outcomes=()) for result in results]
    started = process_time()
    for result in bare:
        audit_report(result)
    audit = process_time() - started
    return {
        "analysis_a_report": round(1000 * analysis / len(texts), 1),
        "audit_a_report": round(1000 * audit / len(texts), 1),
        "across_100": round(1000 * _across(texts, 100), 1),
        "across_10000": round(1000 * _across(texts, 10_000), 1),
    }


def _across(texts: list[str], count: int) -> float:
    """Seconds of the rules between reports over so many reports of made-up departments."""
    paragraphs = [line for text in texts for line in text.split("\n") if len(line) > 40]
    reports = []
    for at in range(count):
        own = (f"{paragraphs[(at + i) % len(paragraphs)]}{at * 7 + i}" for i in range(3))
        passages = [Passage(Span(0, 1), words, shingles(words)) for words in own]
        reports.append(
            YearReport(at, f"d{at // 3}", f"部门{at // 3}", 2022 + at % 3, "", {}, passages)
        )
    started = process_time()
    with CopiedPassages() as copied:
        for at in range(0, count, 3):
            lineage = reports[at : at + 3]
            deque(chain(audit_years(lineage), copied.audit(lineage)), maxlen=0)
    return process_time() - started


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:3]]
    print(json.dumps(run(*arguments), ensure_ascii=False, indent=2))
