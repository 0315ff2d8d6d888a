"""Rules on names, goals, problems, evidence, movements of staff and words about budgets."""

import pytest

from models.finding import Outcome
from pipeline.analyse import analyse_text
from tests.audit_samples import SHARED

SELF = "唐山市丰南区应急管理局2024年度部门整体绩效自评报告\n一、部门概况\n"
ACCOUNT = "唐山市丰南区应急管理局2024年度部门决算\n一、支出决算情况说明\n"

CASES = [
    # I05: another place's namesake, spoken of as the report's own subject
    (SELF + "唐山市路北区应急管理局主要职责是负责全区应急工作。", "I05", "hard"),
    (SELF + "路北区应急管理局2024年度部门预算收入100万元。", "I05", "hard"),
    (SELF + "演练资料由路北区应急管理局整理归档。", "I05", None),
    (SELF + "截至年底，路北区应急管理局已完成演练。", "I05", "info"),
    # superiors, partners, titles, subordinate bodies and an earlier name of the same body
    (SELF + "河北省应急管理厅、唐山市应急管理局下达资金。", "I05", None),
    (SELF + "我局会同路北区应急管理局开展演练。", "I05", None),
    (SELF + "根据《唐山市路北区应急管理局关于演练的通知》开展工作。", "I05", None),
    (SELF + "赴迁安市应急管理局学习，与古冶区应急管理局签订协议。", "I05", None),
    (SELF + "丰南区安监局是区政府工作部门。", "I05", None),
    (SELF + "丰南区应急管理局（挂区地震局牌子）是区政府工作部门。", "I05", None),
    (SELF + "丰南区财政局（以下简称“财政局”）下达资金。", "I05", None),
    # another organ presented as the own one
    (SELF + "丰南区水务局是区政府工作部门，负责水务工作。", "I05", "hard"),
    (SELF + "区水务局（以下简称“我局”）内设5个科室。", "I05", "hard"),
    # G05
    (SELF + "二、绩效目标\n计划编制5个专项预案。\n三、完成情况\n全年工作顺利。", "G05", "info"),
    (SELF + "二、绩效目标\n计划编制5个专项预案。\n三、完成情况\n已编制5个专项预案。", "G05", None),
    (SELF + "三、完成情况\n计划维修山塘45口，实际完成45口。", "G05", None),
    # F03: 66 + 3 - 2 = 67
    (SELF + "年初在职人员66人，本年调入3人，退休2人，年末在职人员67人。", "F03", None),
    (SELF + "年初在职人员66人，本年调入3人，退休2人，年末在职人员68人。", "F03", "hard"),
    # F02: people beside the total are no part of it
    (SELF + "在编人员65名，另有人事代理3名，在职人员共计69人。", "F02", "hard"),
    # A18: 天水市幼儿园 2017: 1741.75 ÷ (1741.75 - 55.93) is 103.32 %
    (
        ACCOUNT + "一般公共预算财政拨款支出1741.75万元，完成年初预算100%，"
        "决算数大于预算数55.93万元。",
        "A18",
        "hard",
    ),
    (ACCOUNT + "教育支出95万元，完成年初预算的98%，决算数大于预算数。", "A18", "hard"),
    (ACCOUNT + "教育支出95万元，完成年初预算的98%，决算数小于预算数。", "A18", None),
    (ACCOUNT + "教育支出95万元，完成年初预算的100%，决算数大于预算数。", "A18", None),
    # B19: 甘南州交通运输局 2015: -0.26 + 14.79 is 14.53
    (
        ACCOUNT + "“三公”经费支出31.23万元，比上年增加15.15万元。其中：因公出国（境）费0万元；"
        "公务接待费1.58万元，比上年减少0.26万元；公务用车运行维护费29.65万元，比上年增加14.79万元。",
        "B19",
        "hard",
    ),
    (
        ACCOUNT + "“三公”经费支出31.23万元，比上年增加14.53万元。其中：因公出国（境）费0万元；"
        "公务接待费1.58万元，比上年减少0.26万元；公务用车运行维护费29.65万元，比上年增加14.79万元。",
        "B19",
        None,
    ),
    # E05: 0% of nothing says so; 100% of nothing is no rate
    (ACCOUNT + "普查活动年初预算为0万元，支出决算为25万元，完成年初预算的100%。", "E05", "hard"),
    (ACCOUNT + "出国费年初预算为0万元，支出决算为0万元，完成年初预算的100%。", "E05", "info"),
    (ACCOUNT + "出国费年初预算为0万元，支出决算为0万元，完成年初预算的0%。", "E05", None),
    # I03: 湛江市委宣传部 2017, figures never filled in
    (ACCOUNT + "因公出国（境）费0万元，占 %，比上年减少 万元。", "I03", "hard"),
    # K03
    (SELF + "服务对象满意度为优。按照区委年度考核结果得分为优。", "K03", "info"),
    (SELF + "服务对象满意度为优。问卷调查的结果为优。", "K03", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule_id", "verdict"), CASES, ids=[c[0][-24:] for c in CASES])
def test_one_rule(text: str, rule_id: str, verdict: str | None) -> None:
    result = analyse_text(text + "\n")
    found = [f.verdict.value for f in result.findings if f.rule_id == rule_id]
    assert found == ([verdict] if verdict else [])
    assert not [f.message for f in result.findings if "{" in f.message]


@pytest.mark.parametrize(
    "text",
    [
        # 红河州数据发展中心 2024: 年中增加8个项目 is no change of the 5 in the bracket
        "实施项目共15个（含2023年转列项目5个），年初批复预算8个项目985万元（含1个结转项目50万元），"
        "年中增加8个项目（含2023年转列项目5个）。",
        # 汶川县 2021: twice 中央, not a list by levels of what was carried over
        "上年结转结余资金2万元，本年度收到中央补助1.5万元、中央补助1.5万元。",
        # 绍兴市上虞区统计局 2021: the share is of what stands before the bracket
        "本年收入合计1340.11万元，包括财政拨款收入1320.11万元（其中：一般公共预算1320.11万元，"
        "国有资本经营预算0.00万元），占收入合计98.51%；其他收入20.00万元，占收入合计1.49%。",
        # 湛江市人民政府行政服务中心 2021: it grew against the budget
        "年初预算数1540.20万元，决算数与年初预算数对比增加161.95万元，增长10.51%。",
        "财政拨款支出1689.73万元。支出决算数占年初预算数的109.71%。",
        # 衡南县自然资源局 2022: a share of a share
        "授予中小企业合同金额820.30万元，占采购支出总额的80.40%；货物采购占货物支出金额的100%。",
        # 三公 of both: (12.3-13.5)/13.5
        "“三公”经费支出12.3万元，其中公务接待费3.1万元，公务用车运行维护费9.2万元，"
        "与上年的13.5万元相比下降8.89%。",
        # money from elsewhere after the levels
        "项目总投资1200万元，其中中央财政资金600万元，省级财政资金300万元，县级100万元，"
        "群众自筹200万元。",
        # approved posts are not people in post; 含 is a part of a part
        "编制人数45人，实有人数43人，其中在编在岗41人，临聘人员2人，退休人员18人。",
        "人员编制56人，其中：行政编制18人（含行政工勤编制2人），"
        "事业编制38人（含参公管理事业编制10人）。",
        # 鄂城区 2022: the total has 会议费 and 培训费 in it
        "2023年的三公经费决算数合计为807.95万元，其中：因公出国（境）费0万元、公务用车购置费272.53万元、"
        "公务用车运行维护费327.67万元、公务接待费39.43万元、会议费121.61万元、培训费46.71万元。",
        # 宁乡县水务局 2014: classes of the whole, one without a code, not of 基本支出
        "总支出15210.8万元，其中：基本支出4320.3万元，项目支出10890.5万元。\n按经济科目分："
        "工资福利支出2860万元，商品和服务支出1580.8万元，对个人和家庭补助支出880万元，"
        "基本建设支出9890万元。",
        # a number told of a part
        "“三公”经费实际支出21.35万元，其中公务用车运行维护费18.6万元（车均1.55万元），"
        "公务接待费2.75万元。",
        # 重庆市荣昌区总工会 2024: 公共预算财政拨款收入 is what grew, not what it grew from
        "一般公共预算财政拨款收入357.21万元，较年初预算数增加15.21万元，增长4.4%。",
        # money beside a rate is bounded by no rate
        "“三公”经费预算数28万元，决算数21.46万元，控制率为76.64%，较上年22.90万元减少1.44万元。",
        # additions may be reductions
        "预算控制率为-3.1%。本年追加（减）预算为-276.8万元，年初预算为8929.27万元。",
        # types of cars named in part
        "共有车辆2辆，其中：部级领导干部用车0辆、执法执勤用车0辆。",
        # 类 and 项 lines of one list
        "支出100万元，其中：教育支出（类）100万元，教育支出（类）普通教育（款）小学教育（项）60万元，"
        "教育支出（类）普通教育（款）初中教育（项）40万元。",
        # 较上年9.8万元 is last year's
        "“三公”经费支出7.28万元，较上年9.8万元减少2.52万元，下降25.71%。",
        # 梧州市军队离退休干部休养所 2021: 上年结转 is a figure of this year
        "上年结转和结余190.89万元，较2023年度决算数减少7.63万元，下降3.8%。",
    ],
)
def test_what_published_reports_say_rightly_is_no_contradiction(text: str) -> None:
    result = analyse_text(SELF + text + "\n")
    arithmetic = [f for f in result.findings if f.rule_id[0] in "ABCEFGH"]
    assert [f.message for f in arithmetic if f.verdict == "hard"] == []


def test_a_share_that_only_a_stranger_fits_is_wrong() -> None:
    # 余姚市机关事务管理局 2021: 19.98 is 0.34 % of 5927.14, though 0.4 % of 项目支出5322.5
    text = (
        "人员支出1375.97万元，项目支出5322.5万元。\n一般公共预算当年拨款5927.14万元。"
        "一般公共服务支出5746.19万元，占96.9%；社会保障和就业支出160.97万元，占2.7%；"
        "卫生健康支出19.98万元，占0.4%。"
    )
    found = [f for f in analyse_text(ACCOUNT + text).findings if f.rule_id == "A16"]
    assert [(f.stated, f.expected) for f in found] == [("0.4%", "0.34%")]


def test_brackets_of_a_pdf_are_not_checked() -> None:
    path = SHARED / "reports" / "上海市普陀区财政局2024年度部门决算.pdf"
    if not path.exists():
        pytest.skip("the shared folder with reports is absent")
    from pipeline.analyse import analyse_file

    ended = {one.rule_id: one for one in analyse_file(path).outcomes}
    assert ended["I06"].outcome is Outcome.NOT_APPLICABLE
    assert "分页" in ended["I06"].reason


def test_the_example_report_tells_what_its_problems_leave_out() -> None:
    path = SHARED / "reports" / "000_45c0309bc3cdb8d6.txt"
    if not path.exists():
        pytest.skip("the shared folder with reports is absent")
    from pipeline.analyse import analyse_file

    found = {f.rule_id: f.message for f in analyse_file(path).findings}
    assert "5个专项预案" in found["G05"]
    assert "90.98%" in found["J07"]
    assert "18.51%" in found["J07"]
    assert "满意度" in found["K03"]
