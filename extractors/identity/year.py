"""The fiscal year that a report is about, which is seldom the year it was written in."""

import re
from collections import Counter

_CHINESE_DIGITS = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_FIRST, _LAST = 1994, 2099  # the budget law and the end of four-digit years beginning with 20

# 2024年度, 2024年, 二〇二四年度; not 2024年1月, which is a date
_YEAR = re.compile(
    r"(?<!\d)(?P<year>20\d\d|二[〇○零0O][〇○零0O一二三四五六七八九]{2})\s*年(?P<full>度)?"
    r"(?!\s*\d{1,2}\s*月|\s*[一二三四五六七八九十]{1,2}月|\s*(?:底|末|初))"
)
# 较2014年度: what the report compares with
_COMPARED = re.compile(r"[比较与同跟]\s*20\d\d\s*年度?")
# 25年预算, 2024部门决算, 2023_自评: years of file names
_FILE_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)|(?<!\d)(\d\d)年")
# The words that say what the year is the year of.
_SUBJECT = re.compile(r"决算|预算草案|预算|自评|绩效|评价|工作总结|工作报告|工作情况")
_SUBJECT_REACH = 30
# 2022年预算执行情况和|2023年预算草案; 2020年预算执行情况及|2021年某县财政预算
_DRAFT = re.compile(r"(?<=执行)[^\d]*(20\d\d)年[^\d]{0,24}?预算|(20\d\d)年[^\d]{0,12}预算草案")
_REVIEWED = re.compile(
    r"(20\d\d)\s*年(?:度)?(?:主要|重点)?(?:的)?(?:政府)?工作(?:的)?(?:回顾|总结|完成|情况)"
)
# 项目编码：440306231391500000173 begins with the division's code and two digits of the year.
_PROJECT_CODE = re.compile(r"项目编码[:：\s]*\d{6}(\d\d)[\dA-Z]{8,}")


def _number(printed: str) -> int:
    return (
        int(printed.replace("二", "2", 1).translate(_CHINESE_DIGITS))
        if not printed.isascii()
        else int(printed)
    )


def years_in(words: str) -> list[tuple[int, bool, int]]:
    """Years in words with whether 年度 follows, and where they end.

    >>> years_in("关于二〇二三年度部门决算的说明"), years_in("2024年1月15日")
    ([(2023, True, 8)], [])
    """
    return [
        (year, found["full"] is not None, found.end())
        for found in _YEAR.finditer(words)
        if _FIRST <= (year := _number(found["year"])) <= _LAST
    ]


def year_of_title(title: str) -> tuple[int | None, list[int]]:
    """The year a title is about, and rival years it gives with equal right.

    Of several years the one directly before 决算 / 预算草案 / 自评 … is meant; a work
    report that looks back and ahead is about the first.

    >>> year_of_title("关于2023年预算执行情况和2024年预算草案的报告")
    (2024, [])
    >>> year_of_title("2023年工作总结和2024年工作计划")
    (2023, [])
    """
    years = years_in(title)
    if len({year for year, _, _ in years}) < 2:
        return (years[0][0], []) if years else (None, [])
    if draft := _DRAFT.search(title):
        return int(draft[1] or draft[2]), []
    full = {year for year, is_full, _ in years if is_full}
    if len(full) == 1:
        return full.pop(), []
    subjects = [year for year, _, end in years if _SUBJECT.search(title, end, end + _SUBJECT_REACH)]
    if subjects:
        return subjects[0], []
    return None, sorted({year for year, _, _ in years})


def year_reviewed(title: str, year: int | None, head: str) -> int | None:
    """The year that a government's report looks back on, where its title gives the next one.

    >>> year_reviewed("2023年西安市政府工作报告", 2023, "一、2022年工作回顾")
    2022
    """
    found = _REVIEWED.search(head) if year and "工作报告" in title else None
    return int(found[1]) if found and int(found[1]) + 1 == year else None


def year_of_file(words: str) -> int | None:
    """The one year in a file's name, also of two digits (25年预算), or None.

    >>> year_of_file("上海市普陀区商务委员会25年预算"), year_of_file("2023至2024对比")
    (2025, None)
    """
    years = {
        int(found[1]) if found[1] else 2000 + int(found[2]) for found in _FILE_YEAR.finditer(words)
    }
    return years.pop() if len(years) == 1 else None


def year_of_body(head: str) -> int | None:
    """The year a report speaks of first and most where neither title nor cover has one.

    年度 counts before a bare year, and a review (2023年工作回顾) before both.
    """
    if (reviewed := _REVIEWED.search(head)) and not _is_last_year(int(reviewed[1]), head):
        return int(reviewed[1])
    years = years_in(_COMPARED.sub("", head))
    for wanted in (True, False):
        counted = Counter(year for year, is_full, _ in years if is_full is wanted)
        if counted:
            _, times = counted.most_common(1)[0]
            # 本年 and 上年 stand side by side; the later one is the report's own.
            return max(year for year, count in counted.items() if count == times)
    return None


def _is_last_year(year: int, head: str) -> bool:
    """Whether a budget looks back on the year before its own."""
    return bool(re.search(rf"{year + 1}\s*年(?:度)?(?:部门|单位)(?:综合)?预算", head))


def year_of_codes(text: str) -> int | None:
    """The year that all project codes of a form agree on, or None."""
    years = {2000 + int(digits) for digits in _PROJECT_CODE.findall(text)}
    return years.pop() if len(years) == 1 else None
