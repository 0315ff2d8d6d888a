"""The patterns of ``words.yaml``, compiled once."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """What words around a figure do; see the comments in ``words.yaml``.

    Attributes:
        link: any run of words that may stand between a name and its figure.
        lead: any run of words that may stand before a name.
        stages: stage code to the pattern of its words, narrow stages first.
        tail: a run of link, stage and period words.
        changing: the same with comparisons and verbs of change.
        mixed: a run of lead, link and stage words, naming nothing.
        unchanged: the same with comparisons and verbs of change.
    """

    link: Pattern[str]
    lead: Pattern[str]
    tail: Pattern[str]
    changing: Pattern[str]
    mixed: Pattern[str]
    unchanged: Pattern[str]
    stages: tuple[tuple[str, Pattern[str]], ...]
    rates: tuple[tuple[str, Pattern[str]], ...]
    completion: Pattern[str]
    share: Pattern[str]
    base: Pattern[str]
    change: Pattern[str]
    definitions: Pattern[str]
    duties: Pattern[str]
    total: Pattern[str]
    grounds: Pattern[str]
    planned: Pattern[str]
    base_opening: Pattern[str]
    classes: Pattern[str]
    executed: Pattern[str]
    planned_title: Pattern[str]
    bare_stage: Pattern[str]
    opening: Pattern[str]
    book: Pattern[str]
    goals: Pattern[str]
    plans: Pattern[str]
    results: Pattern[str]
    reached: Pattern[str]


def _any(words: str) -> str:
    """One of the words, the longest that fits; atomic, so that no run is tried twice."""
    return "(?>" + "|".join(sorted(words.split(), key=len, reverse=True)) + ")"


def _broken(words: str) -> str:
    """One of the words, also where a printer broke its line; looked for where one may begin."""
    begins = "".join(sorted({word[0] for word in words.split()}))
    return f"(?=[{begins}])" + _any(
        " ".join(re.sub(r"(?<=[一-龥])(?=[一-龥])", r"\\n?", word) for word in words.split())
    )


def _run(words: str) -> str:
    """Any number of the words in any order, without going back: linear time."""
    # 2023年初预算 is 2023, 年初预算.
    year = r"(?:截[至止]到?)?(?:19|20)\d\d\s*(?:年度?(?![初末底])|(?=本年|年[初末底]))"
    period = year + r"|\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?"
    moment = (
        "本年度?|上年度?|上一年度?|去年|今年|当年|当期|全年|年度|年末|年底|年初|期末|期初|末|底"
    )
    parts = "|".join([period, moment, *sorted(words.split(), key=len, reverse=True)])
    return f"(?>{parts})*+"


@cache
def words() -> Words:
    """The project's own patterns."""
    data = yaml.load(
        (files("extractors.meaning") / "words.yaml").read_text("utf-8"), yaml.CSafeLoader
    )
    stages = data["stage"]
    every_stage = " ".join(stages.values())
    moving = f"{data['base']} {data['change']}"
    return Words(
        link=re.compile(_run(data["link"])),
        lead=re.compile(_run(data["lead"])),
        tail=re.compile(_run(f"{data['link']} {every_stage}")),
        changing=re.compile(_run(f"{moving} {data['link']} {every_stage}")),
        mixed=re.compile(_run(f"{data['lead']} {data['link']} {every_stage}")),
        unchanged=re.compile(_run(f"{moving} {data['lead']} {data['link']} {every_stage}")),
        stages=tuple((stage, re.compile(_any(group))) for stage, group in stages.items()),
        rates=tuple((rate, re.compile(pattern)) for rate, pattern in data["rate"].items()),
        completion=re.compile(data["completion"]),
        share=re.compile(data["share"]),
        base=re.compile(data["base"]),
        change=re.compile(data["change"]),
        definitions=re.compile(data["definitions"]),
        duties=re.compile(data["duties"]),
        total=re.compile(data["total"]),
        grounds=re.compile(data["grounds"]),
        planned=re.compile(data["planned"]),
        base_opening=re.compile(data["base_opening"]),
        classes=re.compile(f"({_broken(data['classes'] + ' ' + data['lines'])})(?:类?科目|类)?"),
        executed=re.compile(data["executed"]),
        planned_title=re.compile(data["planned_title"]),
        opening=re.compile(_run(data["opening"])),
        book=re.compile(data["book"]),
        goals=re.compile(data["goals"]),
        plans=re.compile(data["plans"]),
        results=re.compile(data["results"]),
        reached=re.compile(data["reached"]),
        bare_stage=re.compile(_run(every_stage)),
    )
