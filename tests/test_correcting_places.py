"""A corrected place is found again, and what is primary is settled as a reading settles it."""

from hypothesis import given
from hypothesis import strategies as st

from models.span import Span
from pipeline.analyse import analyse_text
from pipeline.correcting import anchor_of, locate
from pipeline.correcting.figures import FACT
from pipeline.correcting.places import Squeezed


def test_the_reading_and_the_corrections_agree_on_what_is_primary() -> None:
    """Settling primaries anew changes nothing in what a real reading says."""
    result = analyse_text(
        "云溪县应急管理局2024年度部门整体绩效自评报告\n"
        "全年预算2538.12万元，实际支出2474.64万元，预算执行率97.50%。\n"
        "2024年实际支出2474.64万元，上年支出2000万元，其中基本支出1200万元。\n"
    )
    seen = set()
    for one in result.observations:
        mention = one.mention
        fact = tuple(getattr(one, name) for name in FACT)
        plain = mention.role == "level" and mention.comparator == "="
        plain = plain and not mention.is_target and not mention.is_threshold
        expected = one.metric_code is not None and plain and fact not in seen
        assert one.is_primary == expected
        seen |= {fact} if expected else set()
    assert seen


@given(st.text("5万元，。 \n支出", min_size=1, max_size=60), st.data())
def test_every_place_is_found_again_in_its_own_text(words: str, data: st.DataObject) -> None:
    solid = [at for at, c in enumerate(words) if not c.isspace()]
    if not solid:
        return
    start = data.draw(st.sampled_from(solid))
    end = data.draw(st.sampled_from([at for at in solid if at >= start])) + 1
    anchor = anchor_of(words, Span(start, end))
    assert locate(Squeezed.of(words), anchor) == Span(start, end)
    airy = " ".join(words)
    found = locate(Squeezed.of(airy), anchor)
    assert found is not None
    assert "".join(found.of(airy).split()) == "".join(anchor.printed.split())
