"""Figures that the headings above them make goals, such as 验收合格率100% under 项目绩效目标."""

from dataclasses import replace
from enum import Enum

from extractors.meaning.words import words
from models.mention import Comparator, Kind, Mention


class Outlook(Enum):
    """What a section speaks of: results, goals to be reached, or plans for a time to come."""

    NONE = 0
    GOALS = 1
    PLANS = 2


def outlook_of(title: str, above: Outlook) -> Outlook:
    """What the section under a heading speaks of; ``above`` is that of the section around it.

    >>> [outlook_of(title, Outlook.NONE).name for title in ("项目绩效目标", "2024年工作安排")]
    ['GOALS', 'PLANS']
    >>> [outlook_of(title, Outlook.GOALS).name for title in ("目标完成情况", "数量指标")]
    ['NONE', 'GOALS']
    """
    grammar = words()
    if grammar.results.search(title):
        return Outlook.NONE
    if grammar.plans.search(title):
        return Outlook.PLANS
    return Outlook.GOALS if grammar.goals.search(title) else above


def with_goal(mention: Mention, outlook: Outlook, before: str) -> Mention:
    """The mention, marked as a goal where its section and the words before it make it one.

    Money in a section of goals mostly is the budget that they are set for, no goal itself, unless
    it is a bound (成本控制在320万元以内); in a plan it is one (年度完成投资150亿元).
    """
    is_budget = mention.kind is Kind.AMOUNT and mention.comparator is Comparator.EQUAL
    is_one = outlook is Outlook.PLANS or (outlook is Outlook.GOALS and not is_budget)
    if not is_one or mention.is_threshold or words().reached.search(before):
        return mention
    return replace(mention, is_target=True)
