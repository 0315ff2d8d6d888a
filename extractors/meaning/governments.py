"""Revenue that may be a department's or a whole government's."""

from extractors.catalogue import Metric
from extractors.meaning.memory import Memory
from extractors.meaning.tools import Tools

_OF_GOVERNMENTS = ("gov_public_revenue", "gov_fund_revenue")
_OF_DEPARTMENTS = ("revenue_current",)


def of_whose(tools: Tools, memory: Memory, metric: Metric | None) -> Metric | None:
    """What revenue measures by the figure it stands behind; None where that is open.

    财政拨款收入751万元,包括一般公共预算收入751万元 is of the department, of no government;
    专项转移支付收入9万元,其中,一般公共预算收入7万元 is a part of something that has no name;
    政府性基金收入33万元,其中本级收入1万元 is no revenue of a department.
    """
    if metric is None:
        return None
    before = memory.topic.metric if memory.topic else None
    if metric.code in _OF_GOVERNMENTS:
        if memory.in_parts and memory.whole is None and memory.is_unknown:
            return None
        return tools.stages.granted(before) or metric
    is_of_government = memory.in_parts and before is not None and before.code in _OF_GOVERNMENTS
    return None if is_of_government and metric.code in _OF_DEPARTMENTS else metric
