"""Whether a change is surely one of the amount before it, and of nothing said between them."""

import re

from models.mention import Role
from pipeline.audit.facts import Facts
from pipeline.audit.figures import Figure, is_result

# Words of a comparison that name no amount: ，与2019年决算数相比，总体减少
_COMPARING = re.compile(
    r"主要(?:是)?|(?:可比|同)?口径|自然口径|(?:20\d\d|上一?|去|本|当)年度?|同期|同比|环比|年初|年度"
    r"|相[比较对]|对比|比较|[较与比同和按]|年度?|调整|批复|预算|决算|执行|完成|实际|支出|收入|安排"
    r"|总[计数额]|合计|共计|共|总体|[数额率幅度为达约各均又则略净有所了经的也再]|分别|累计|全年"
    r"|增加|增长|增支|增收|增幅|上升|提高|超支|减少|减支|减收|减幅|下降|降低|降幅|压减|压缩|节约|[增减升降]"
    r"|[,。;:、()\"“” \n]"
)
# 占收入合计的5.3% · 完成年初预算的98% · 上年为12.5万元 · 3个项目
_OTHER_FIGURE = re.compile(
    r"(?:占[^,。;:]{0,20}?|完成[^,。;:]{0,12}?)?[0-9][0-9,.]*\s*(?:%|[亿万千]?元|[个项人辆批次]+)"
)
_CLOSED = re.compile(r"\([^()]*\)")
_NAME = 30
_SHORTEST_NAME = 2
_FEW = 1
_CALLED = 4
# 较年初预算数减少: what a change is one from stands just before it
_BASE_WITHIN = 14
# 、省级彩票公益金 · ，公务用车运行维护费 · ；项目支出
_PARALLEL = re.compile(r"\s*[、,;和及]\s*(?:其中)?[^,、。;:(]{2,24}")


def is_subject(facts: Facts, level: Figure, change: Figure) -> bool:
    """Whether a change is surely said of this level.

    Either both were given one meaning, or only words of comparison, other figures of the level
    and its own name stand between them. 收入比预算超收150万元，税收较预算减少6,020万元 names
    another subject.
    """
    if _is_one_of_several(facts, level, change) or _has_another(facts, level, change):
        return False
    a, b = level.observation, change.observation
    if a.metric_code is not None and a.metric_code == b.metric_code and level.scope == change.scope:
        return True
    if level.start > change.start:
        return False
    between = _CLOSED.sub("", facts.between(level.mention.span.end, change.start))
    rest = _COMPARING.sub(" ", _OTHER_FIGURE.sub("", between)).split()
    name = facts.before(level, _NAME)
    foreign = [w for w in rest if len(w) < _SHORTEST_NAME or w not in name]
    return len("".join(foreign)) <= _FEW


def is_like(facts: Facts, level: Figure, prior: Figure) -> bool:
    """Whether the value of another year is one of the same thing.

    2016年预算8万元，2015年预算12.5万元 is; 安排323亿元，加上2017年下达的738亿元 is not.
    """
    if level.start < prior.start:
        between = facts.between(level.mention.span.end, prior.start)
    else:
        between = facts.between(prior.mention.span.end, level.start)
    rest = _COMPARING.sub(" ", _OTHER_FIGURE.sub("", between)).split()
    name = facts.before(min(level, prior, key=_place), _NAME)
    return all(word in name for word in rest)


def _place(figure: Figure) -> int:
    return figure.start


def _is_one_of_several(facts: Facts, level: Figure, change: Figure) -> bool:
    """接待费3.1万元，运行费9.2万元，与上年相比减少2万元: said of both, or of the last alone."""
    beside = next(
        (f for f in reversed(facts.figures[: level.index]) if not facts.is_aside(f, level.start)),
        None,
    )
    if beside is None or level.index > change.index:
        return False
    one, other = beside.mention, level.mention
    alike = is_result(one) and (one.kind, one.unit) == (other.kind, other.unit)
    between = _CLOSED.sub("", facts.between(one.span.end, level.start))
    if not alike or not _PARALLEL.fullmatch(between):
        return False
    last = facts.figures[max(level.index, change.index - 1)]
    said = facts.between(last.mention.span.end, change.start)
    return not any(word in said for word in _name_parts(level))


def _has_another(facts: Facts, level: Figure, change: Figure) -> bool:
    """400万元，比上年增加20万元；合计比上年减少30万元: a level changes once from one base."""
    budget = "预算" in facts.before(change, _BASE_WITHIN)
    between = facts.figures[level.index + 1 : change.index]
    return any(
        f.mention.role is Role.CHANGE
        and f.mention.kind is level.mention.kind
        and ("预算" in facts.before(f, _BASE_WITHIN)) == budget
        for f in between
    )


def _name_parts(level: Figure) -> tuple[str, ...]:
    """The name of a level, by which the words of its change may call it again."""
    label = level.observation.label[-_CALLED:]
    return (label,) if len(label) >= _SHORTEST_NAME else ()
