"""The paper: pages, fonts and the few ways in which text is put on them. The only file that knows fpdf2.

Two runs over the same text must give the same bytes: no clock, nothing random, and no file, network or picture from elsewhere.
"""

from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import Align, ResourceAccessPolicy, XPos, YPos
from fpdf.fonts import TTFFont

from adapters.export.characters import is_right_to_left, lines_of, needs_shaping, pieces, printable

FONTS = Path(__file__).parent / "fonts"
MAIN = "DejaVuSans"
OTHERS = (
    "NotoSansArabic-Regular",
    "NotoSansBengali-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansTamil-Regular",
    "NotoEmoji-Regular",
)
_ARABIC = (range(0x0600, 0x0780), range(0xFB50, 0xFE00), range(0xFE70, 0xFEFF))
"""Left to the Arabic font: the main one lacks letters of Urdu, and a word in two fonts falls apart."""

INK = (20, 35, 43)
QUIET = (74, 91, 100)
ACCENT = (10, 92, 102)
SOFT = (225, 239, 240)
LINE = (207, 217, 220)

BODY_PT, SMALL_PT, HEADING_PT, TITLE_PT = 10.5, 8.5, 13.0, 21.0
_LEADING = 0.52  # millimetres of line height to a point of type
_MARGIN_MM = 20
_PAGES = "\ue0fe" * 4  # stands for the number of pages; from the private use area, which `printable` lets through from nobody


class Sheet(FPDF):
    """A4 pages with a quiet foot line."""

    def __init__(self, *, title: str, foot: str, language: str, at: datetime) -> None:
        """Begin the first page.

        Args:
            title: for the file's own description and its first line.
            foot: what stands at the foot of each page, beside its number.
            language: such as "en-GB", for those who have it read to them.
            at: the date that the file bears.
        """
        super().__init__(format="A4")
        self.resource_access_policy = ResourceAccessPolicy(0)
        self.set_creation_date(at)
        self.set_title(title)
        self.set_lang(language)
        self.set_margin(_MARGIN_MM)
        self.c_margin = 0  # text begins where rules and pictures begin
        self.set_auto_page_break(True, margin=_MARGIN_MM + 5)
        self.alias_nb_pages(_PAGES)
        self._foot = foot
        self._drawn: set[int] = set()  # the code points of all fonts that were read so far
        self._others: list[str] = []
        self._add(MAIN, but=_ARABIC)
        self.set_font(MAIN, size=BODY_PT)
        self.add_page()

    def footer(self) -> None:
        """Draw the foot line; fpdf2 calls it for each page."""
        self.set_y(-15)
        self.set_text_shaping(False)
        self._style(SMALL_PT, QUIET)
        self.cell(0, 5, f"{self._foot}  ·  {self.page_no()} / {_PAGES}")

    def words(self, text: str, *, size: float = BODY_PT, colour: tuple[int, int, int] = INK, indent: float = 0) -> None:
        """Write somebody's words as they are, over as many lines and pages as they need.

        Args:
            text: any characters whatever.
            size: in points.
            colour: red, green, blue.
            indent: from the left margin, in millimetres.
        """
        self._style(size, colour)
        for line in lines_of(text):
            self._line(self._printable(line), size * _LEADING, indent)

    def heading(self, text: str) -> None:
        """Begin a section, never alone at the foot of a page."""
        self.keep_together(32)
        self.ln(6)
        self.start_section(text)
        self.words(text, size=HEADING_PT, colour=ACCENT)
        self.set_draw_color(*LINE)
        self.line(self.l_margin, self.y + 1, self.w - self.r_margin, self.y + 1)
        self.ln(3.5)

    def keep_together(self, height: float) -> None:
        """Go to a new page unless this many millimetres are left on this one."""
        if self.will_page_break(height):
            self.add_page()

    def notice(self, text: str) -> None:
        """Write a paragraph on a tinted ground."""
        self._style(BODY_PT, INK)
        self.set_text_shaping(False)
        self.set_fill_color(*SOFT)
        self.multi_cell(0, BODY_PT * _LEADING, text, fill=True, padding=4, align=Align.L, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def picture(self, content: bytes, *, width: float, height: float, alt: str) -> None:
        """Draw a picture at the left margin, as large as fits into these millimetres, without moving on."""
        self.image(BytesIO(content), x=self.l_margin, y=self.y, w=width, h=height, keep_aspect_ratio=True, alt_text=alt)

    def _line(self, text: str, height: float, indent: float) -> None:
        if not text.strip():
            self.ln(height)
            return
        is_shaped, align = needs_shaping(text), Align.R if is_right_to_left(text) else Align.L
        self.set_text_shaping(is_shaped)
        for piece in pieces(text, is_shaped=is_shaped):
            self.set_x(self.l_margin + indent)
            self.multi_cell(0, height, piece, align=align, new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def _printable(self, line: str) -> str:
        """The other fonts are read only for the few reports that need them."""
        missing = set(map(ord, line)) - self._drawn
        needed = [name for name in OTHERS if missing and name not in self._others and missing & _codes(name)]
        for name in needed:
            self._add(name)
        if needed:
            self._others.extend(needed)
            self.set_fallback_fonts(self._others, exact_match=False)
        return printable(line, self._drawn)

    def _add(self, name: str, *, but: tuple[range, ...] = ()) -> None:
        font = _added(self, name)
        font.cmap = {code: glyph for code, glyph in font.cmap.items() if not any(code in each for each in but)}
        self._drawn.update(font.cmap)

    def _style(self, size: float, colour: tuple[int, int, int]) -> None:
        self.set_font(MAIN, size=size)
        self.set_text_color(*colour)


@cache
def _codes(name: str) -> frozenset[int]:
    """Return the code points of a font; it is read for that once in the life of the process."""
    font = _added(FPDF(), name)
    font.close()
    return frozenset(font.cmap)


def _added(document: FPDF, name: str) -> TTFFont:
    document.add_font(name, fname=FONTS / f"{name}.ttf")
    font = document.fonts[name.lower()]
    assert isinstance(font, TTFFont)
    return font
