"""Names of the XML elements and attributes that Word documents are made of."""

from lxml import etree

Element = etree._Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

STRICT_NAMESPACE = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL_NAMESPACE = _W[1:-1].encode()

# Attributes
VAL, ID, TYPE, FORMAT = f"{_W}val", f"{_W}id", f"{_W}type", f"{_W}fmt"
STYLE_ID, IS_DEFAULT = f"{_W}styleId", f"{_W}default"
NUM_ID_ATTRIBUTE, ABSTRACT_ID, ILVL_ATTRIBUTE = f"{_W}numId", f"{_W}abstractNumId", f"{_W}ilvl"
FIELD_TYPE, INSTRUCTION = f"{_W}fldCharType", f"{_W}instr"
FONT, CHARACTER = f"{_W}font", f"{_W}char"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Blocks
BODY, PARAGRAPH, TABLE, ROW, CELL = (f"{_W}{name}" for name in ("body", "p", "tbl", "tr", "tc"))
ROW_PROPERTIES, CELL_PROPERTIES = f"{_W}trPr", f"{_W}tcPr"
GRID_BEFORE, GRID_SPAN, VERTICAL_MERGE = f"{_W}gridBefore", f"{_W}gridSpan", f"{_W}vMerge"
HORIZONTAL_MERGE, CELL_DELETED, HIDDEN = f"{_W}hMerge", f"{_W}cellDel", f"{_W}hidden"
CONTROL, CONTROL_PROPERTIES, CONTROL_CONTENT = f"{_W}sdt", f"{_W}sdtPr", f"{_W}sdtContent"
GALLERY = f"{_W}docPartGallery"
TEXT_BOX = f"{_W}txbxContent"
FOREIGN_CHUNK = f"{_W}altChunk"
NOTE, END_NOTE = f"{_W}footnote", f"{_W}endnote"

# Paragraphs
PARAGRAPH_PROPERTIES, PARAGRAPH_STYLE = f"{_W}pPr", f"{_W}pStyle"
OUTLINE_LEVEL, NUMBERING = f"{_W}outlineLvl", f"{_W}numPr"
LIST_ID, LIST_LEVEL = NUM_ID_ATTRIBUTE, ILVL_ATTRIBUTE
DELETED, INSERTED = f"{_W}del", f"{_W}ins"
MOVED_AWAY, MOVED_HERE = f"{_W}moveFrom", f"{_W}moveTo"
SIMPLE_FIELD = f"{_W}fldSimple"
RUBY, RUBY_BASE = f"{_W}ruby", f"{_W}rubyBase"
ALTERNATIVES, CHOICE, FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"

# Elements that only wrap others and print nothing themselves
WRAPPERS = frozenset(
    (
        INSERTED,
        MOVED_HERE,
        CONTROL_CONTENT,
        RUBY,
        RUBY_BASE,
        *(f"{_W}{name}" for name in ("hyperlink", "smartTag", "customXml", "dir", "bdo")),
        *(f"{_MATH}{name}" for name in ("oMath", "oMathPara", "r", "d", "e", "sSub", "sSup")),
    )
)
FRACTION, NUMERATOR, DENOMINATOR = f"{_MATH}f", f"{_MATH}num", f"{_MATH}den"

# Runs
RUN, RUN_PROPERTIES, RUN_STYLE = f"{_W}r", f"{_W}rPr", f"{_W}rStyle"
BOLD, SIZE, VANISH = f"{_W}b", f"{_W}sz", f"{_W}vanish"
TEXT, MATH_TEXT, SYMBOL = f"{_W}t", f"{_MATH}t", f"{_W}sym"
TAB, POSITIONED_TAB = f"{_W}tab", f"{_W}ptab"
BREAK, CARRIAGE_RETURN = f"{_W}br", f"{_W}cr"
NO_BREAK_HYPHEN = f"{_W}noBreakHyphen"
FIELD_MARK, FIELD_CODE = f"{_W}fldChar", f"{_W}instrText"
NOTE_REFERENCE, END_NOTE_REFERENCE = f"{_W}footnoteReference", f"{_W}endnoteReference"
DRAWING, PICTURE, OBJECT = f"{_W}drawing", f"{_W}pict", f"{_W}object"

# Styles and lists
STYLE, NAME, BASED_ON, DEFAULTS = f"{_W}style", f"{_W}name", f"{_W}basedOn", f"{_W}docDefaults"
LIST, ABSTRACT_LIST, ABSTRACT_LINK = f"{_W}num", f"{_W}abstractNum", f"{_W}abstractNumId"
LEVEL, LEVEL_OVERRIDE, START_OVERRIDE = f"{_W}lvl", f"{_W}lvlOverride", f"{_W}startOverride"
START, NUMBER_FORMAT, LEVEL_TEXT = f"{_W}start", f"{_W}numFmt", f"{_W}lvlText"
RESTART, IS_LEGAL, SUFFIX = f"{_W}lvlRestart", f"{_W}isLgl", f"{_W}suff"
LIST_STYLE_LINK = f"{_W}numStyleLink"


MAX_WHOLE = 32_767


def is_on(element: Element | None) -> bool:
    """Whether a toggle such as ``<w:b/>`` is present and not switched off.

    >>> is_on(etree.Element(BOLD)), is_on(etree.Element(BOLD, {VAL: "0"})), is_on(None)
    (True, False, False)
    """
    return element is not None and element.get(VAL) not in ("0", "false", "off", "none")


def number(element: Element | None) -> int | None:
    """The whole number in an element's ``w:val``, or None where there is none.

    >>> number(etree.Element(SIZE, {VAL: "32"})), number(etree.Element(SIZE, {VAL: "x"}))
    (32, None)
    """
    return None if element is None else whole(element.get(VAL))


def whole(value: str | None) -> int | None:
    """A whole number as Word writes it, or None: beyond ±32767 Word takes none either.

    >>> whole("3"), whole("x"), whole(None), whole("99999999")
    (3, None, None, None)
    """
    try:
        found = None if value is None else int(value)
    except ValueError:
        return None
    return found if found is not None and abs(found) <= MAX_WHOLE else None


def text_of(element: Element) -> str:
    """A ``w:t``'s text; blanks at its ends count only where the file says so."""
    text = element.text or ""
    if "\n" in text or "\t" in text:
        text = text.replace("\n", " ").replace("\t", " ")
    if text and (text[0] == " " or text[-1] == " ") and element.get(SPACE) != "preserve":
        text = text.strip(" ")
    return text
