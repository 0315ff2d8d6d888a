"""What type a report is, and whether it speaks for the department or the unit alone."""

import re

from models.identity import ReportType, Scope
from models.outline import Section

_Rules = tuple[tuple[ReportType, re.Pattern[str]], ...]


def _rules(*pairs: tuple[ReportType, str]) -> _Rules:
    return tuple((kind, re.compile(pattern)) for kind, pattern in pairs)


# Tried in this order on the title; the first that fits decides.
_TITLE_RULES = _rules(
    # 中央财政衔接资金转移支付绩效自评报告
    (ReportType.TRANSFER_SELF, r"转移支付.{0,30}(?:自评|绩效)|(?:自评|绩效).{0,20}转移支付"),
    # 2023年财政重点绩效评价报告, 第三方绩效评价报告, 财政评价
    (
        ReportType.KEY_EVALUATION,
        r"^(?!.*自评).*(?:(?:重点|第三方)(?:项目|支出|绩效|政策|部门)*评价|财政(?:重点)?评价|再评价|复评)",
    ),
    # 2024年度部门决算; a final account with a self-evaluation in it is a final account
    (ReportType.FINAL_ACCOUNT, r"决算"),
    # 部门整体支出绩效自评, 整体绩效评价报告
    (ReportType.DEPT_OVERALL_SELF, r"整体.{0,12}(?:自评|评价|绩效(?:报告|情况|自))"),
    # 项目支出绩效自评表, 专项资金绩效自评报告, 绩效目标自评表
    (
        ReportType.PROJECT_SELF,
        r"目标.{0,4}自评表|(?:项目|专项|资金|经费|工程|补助|公益金|债券|奖补).{0,20}自评",
    ),
    # 二级项目支出绩效目标申报表
    (ReportType.BUDGET, r"绩效目标.{0,6}表|项目申报|整体绩效目标"),
    # 绩效自评工作情况总结: without a project the department as a whole
    (ReportType.DEPT_OVERALL_SELF, r"自评|自我评价"),
    # 2025年区级部门预算, 2024年预算草案的报告; not 预算执行 alone, not 预算绩效
    (ReportType.BUDGET, r"预算(?!执行|绩效)"),
    # 政府工作报告, 2023年工作总结
    (
        ReportType.WORK_REPORT,
        r"工作报告|工作总结|工作情况|工作要点|工作计划|述职|年度总结|工作汇报",
    ),
)
# Money from above that a title calls a project: the outline and the form that are set for it.
_TRANSFER = re.compile(
    r"绩效目标(?:省内|逐级)?分解|转移支付[(（]项目[)）]名称"
    r"|中央(?:财政)?[^,。]{0,30}(?:补助|发展|专项|衔接)资金[^,。]{0,12}自评"
)
# 项目绩效评价报告 says not who evaluated.
_EVALUATION = re.compile(r"绩效评价|绩效报告|评价报告")
# 受XX市财政局委托, 评价工作组
_OUTSIDER = re.compile(
    r"受[^,。]{2,30}委托|第三方|评价机构|评价工作组|评价组成员|会计师事务所|重点评价"
)
# 我们接受某市财政局委托, 评价机构:某会计师事务所; not 受县人民政府委托向县人民代表大会报告
_COMMISSIONED = re.compile(r"受[^,。]{2,30}财政[局厅][^,。]{0,20}委托|会计师事务所")
_OWN_VOICE = re.compile(r"自评|自我评价|我局|我单位|我委|我中心|我院|本部门|本单位")
_BODY_RULES = _rules(
    (ReportType.TRANSFER_SELF, r"绩效目标(?:省内|逐级)?分解下达"),
    (ReportType.FINAL_ACCOUNT, r"收入支出决算|决算情况说明|部门决算|单位决算|决算总体情况"),
    (
        ReportType.DEPT_OVERALL_SELF,
        r"部门整体(?:支出)?(?:绩效|概况|自评)|整体绩效实现|整体支出绩效",
    ),
    (
        ReportType.PROJECT_SELF,
        r"(?:项目|资金|经费)[^,。;\n]{0,12}绩效自评|项目绩效目标完成|项目基本情况|项目概况|自评得分",
    ),
    (ReportType.BUDGET, r"绩效目标申报表|预算编制说明|部门预算(?!单位)|单位预算"),
    (ReportType.WORK_REPORT, r"工作回顾|工作总结|下一步工作|工作打算"),
    # 现将某镇2021年度“三公”经费决算情况公布如下
    (ReportType.FINAL_ACCOUNT, r"三公.?经费[^,。]{0,4}决算"),
)
# 单位决算, 财政局（本级）, 财政局本级
_UNIT = re.compile(
    r"单位(?:整体)?(?:预算|决算)|[（(](?:本级|本部|机关|机关本级)[）)]|[局委厅办]本级"
)
# 部门预算, 教育局（汇总）, 教育局系统
_DEPARTMENT = re.compile(
    r"部门(?:综合)?(?:预算|决算|预决算)|[（(](?:汇总|系统|部门)[）)]|部门汇总|含下属|及所属|及下属|局系统"
)


def _own_or_foreign(title: str, head: str) -> ReportType:
    if _OUTSIDER.search(head) and not re.search(r"自评", head):
        return ReportType.KEY_EVALUATION
    if re.search(r"项目|专项|资金|经费|工程", title):
        return ReportType.PROJECT_SELF if _OWN_VOICE.search(head) else ReportType.KEY_EVALUATION
    return ReportType.DEPT_OVERALL_SELF if _OWN_VOICE.search(head) else ReportType.OTHER


def _is_foreign(title: str, head: str) -> bool:
    """Whether a firm evaluated a department's spending as a whole for the finance bureau."""
    return "自评" not in title + head and bool(_COMMISSIONED.search(head))


def type_of_title(title: str, head: str) -> ReportType | None:
    """The type that a title's words give, or None.

    Args:
        title: the report's title, or its file's name.
        head: the report's first words, asked where the title leaves open who evaluated.

    >>> type_of_title("2023年度部门整体支出绩效评价报告", "").value
    'dept_overall_self'
    >>> type_of_title("关于2017年平潭财政决算情况的报告", "").value
    'final_account'
    """
    for kind, pattern in _TITLE_RULES:
        if pattern.search(title):
            if kind is ReportType.DEPT_OVERALL_SELF and _is_foreign(title, head):
                return ReportType.KEY_EVALUATION
            is_transfer = kind is ReportType.PROJECT_SELF and _TRANSFER.search(f"{title} {head}")
            return ReportType.TRANSFER_SELF if is_transfer else kind
    return _own_or_foreign(title, head) if _EVALUATION.search(title) else None


def type_of_body(sections: tuple[Section, ...], head: str) -> ReportType:
    """The type that the headings give, then the first words; OTHER where nothing speaks."""
    titles = "\n".join(section.title for section in sections[:60])
    for words in (titles, head):
        for kind, pattern in _BODY_RULES:
            if pattern.search(words):
                is_self = kind is not ReportType.PROJECT_SELF or _OWN_VOICE.search(head)
                is_foreign = not is_self and _EVALUATION.search(head)
                return ReportType.KEY_EVALUATION if is_foreign else kind
    return ReportType.OTHER


def scope_of(words: str) -> Scope | None:
    """Department or unit, as title, cover or file name say; None where they do not.

    >>> scope_of("上海市普陀区2025年区级单位预算").value, scope_of("部门整体绩效自评情况")
    ('unit', None)
    """
    if _UNIT.search(words):
        return Scope.UNIT
    return Scope.DEPARTMENT if _DEPARTMENT.search(words) else None
