"""Cut the fonts in resources/fonts from their originals, and add the few glyphs they lack.

    python .ci/make_fonts.py INTER_DIR STIX_TEXT_DIR STIX_MATH.ttf

INTER_DIR and STIX_TEXT_DIR are the unpacked npm packages @expo-google-fonts/inter and
@expo-google-fonts/stix-two-text; STIX_MATH.ttf lies in the Python package ziamath. Needs fonttools.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).parent.parent / "resources" / "fonts"

RANGES = [
    (0x0020, 0x017F),  # Latin
    (0x0300, 0x030C),  # combining accents
    (0x0370, 0x03FF),  # Greek
    (0x2000, 0x209F),  # punctuation, superscripts, subscripts
    (0x20AC, 0x20AC),  # €
    (0x2100, 0x215F),  # letter-like signs, fractions
    (0x2190, 0x22FF),  # arrows, mathematical operators
    (0x2300, 0x23FF),  # technical signs
    (0x25A0, 0x25FF),  # geometric shapes
    (0x2605, 0x2606),  # stars
    (0x2713, 0x2718),  # ticks and crosses
]
# Without `calt`: it turns "->" into an arrow and an x between figures into ×.
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "case", "zero", "frac", "numr", "dnom"]

# What STIX Two Text leaves to STIX Two Math.
FROM_MATH = "∇∑∏√∞≤≥≈≠≡≪≫∈∝⋅⟂←→↑↓↔↦⇒↺↻⌊⌋⌈⌉●○■□▲△▶◀▷◁◆◇"


def outline(font: TTFont, name: str) -> DecomposingRecordingPen:
    """Record a glyph's outline, its components resolved."""
    glyphs = font.getGlyphSet()
    pen = DecomposingRecordingPen(glyphs)
    glyphs[name].draw(pen)
    return pen


def add(font: TTFont, code: int, width: int, draw: Callable[[TTGlyphPen], None]) -> None:
    """Add a glyph for `code`, drawn by `draw`."""
    name = f"uni{code:04X}"
    pen = TTGlyphPen(None)
    draw(pen)
    glyph = pen.glyph()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def copy(font: TTFont, code: int, source: TTFont, source_code: int) -> None:
    """Copy a glyph from another font to `code`."""
    name = source.getBestCmap()[source_code]
    scale = font["head"].unitsPerEm / source["head"].unitsPerEm
    pen = outline(source, name)
    add(
        font,
        code,
        round(source["hmtx"][name][0] * scale),
        lambda target: pen.replay(TransformPen(target, Transform().scale(scale))),
    )


def complete_inter(font: TTFont) -> None:
    """Give Inter the signs it lacks, made from its own shapes."""
    names = font.getBestCmap()
    delta = names[ord("Δ")]
    glyphs = font.getGlyphSet()
    bounds = BoundsPen(glyphs)
    glyphs[delta].draw(bounds)
    _, low, _, high = bounds.bounds
    width = font["hmtx"][delta][0]
    # Half a turn, not a mirror image: the outline keeps its direction.
    turn = Transform(-1, 0, 0, -1, width, low + high)
    add(font, ord("∇"), width, lambda pen: outline(font, delta).replay(TransformPen(pen, turn)))
    triangle = names[ord("▶")]
    bounds = BoundsPen(glyphs)
    glyphs[triangle].draw(bounds)
    left, low, right, high = bounds.bounds
    bar = round((right - left) * 0.3)

    def pause(pen: TTGlyphPen) -> None:
        for x in (left, right - bar):
            pen.moveTo((x, low))
            for corner in ((x, high), (x + bar, high), (x + bar, low)):
                pen.lineTo(corner)
            pen.closePath()

    add(font, ord("⏸"), font["hmtx"][triangle][0], pause)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord("⋅")] = names[ord("·")]
            table.cmap[ord("⏵")] = triangle
            table.cmap[ord("⏴")] = names[ord("◀")]
            table.cmap[ord("⏹")] = names[ord("■")]


def make_figures_tabular(font: TTFont) -> None:
    """Have each character that has a tabular form shown by it.

    By a font feature the same glyphs would come, but a PDF would not know of which characters they are.
    """
    table = font["GSUB"].table
    tabular: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag == "tnum":
            for index in record.Feature.LookupListIndex:
                for part in table.LookupList.Lookup[index].SubTable:
                    tabular |= getattr(part, "ExtSubTable", part).mapping
    for cmap in font["cmap"].tables:
        if cmap.isUnicode():
            cmap.cmap = {code: tabular.get(name, name) for code, name in cmap.cmap.items()}


def complete_stix(font: TTFont, math: TTFont, italic: bool) -> None:
    """Give STIX Two Text the mathematical signs of STIX Two Math."""
    have = font.getBestCmap()
    for sign in FROM_MATH:
        if ord(sign) not in have:
            copy(font, ord(sign), math, ord(sign))
    copy(font, ord("∂"), math, 0x1D715 if italic else ord("∂"))
    # Inter has none either: a line of text with a symbol in it stands as far from the next as any other.
    font["hhea"].lineGap = font["OS/2"].sTypoLineGap = 0


def rename(font: TTFont, old: str, new: str) -> None:
    """Give the font a family name of its own.

    Qt prefers an installed font to a shipped one of the same name, and the installed one lacks our signs.
    """
    for record in font["name"].names:
        if record.nameID in (1, 4, 16):
            record.string = record.toUnicode().replace(old, new)
        elif record.nameID in (3, 6):
            record.string = record.toUnicode().replace(old.replace(" ", ""), new.replace(" ", ""))


def cut(font: TTFont, file: str) -> None:
    """Keep the characters in RANGES, and write."""
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for low, high in RANGES for code in range(low, high + 1)])
    subsetter.subset(font)
    # The date of the original: the same files come out whenever this runs.
    font.recalcTimestamp = False
    font.save(FONTS / file)


def main(inter: Path, stix: Path, math: Path) -> None:
    """Make the four files."""
    for weight, source in (("Regular", "400Regular"), ("SemiBold", "600SemiBold")):
        font = TTFont(inter / source / f"Inter_{source}.ttf")
        complete_inter(font)
        make_figures_tabular(font)
        rename(font, "Inter", "gdsim Sans")
        cut(font, f"Inter-{weight}.ttf")
    for style, source in (("Regular", "400Regular"), ("Italic", "400Regular_Italic")):
        font = TTFont(stix / source / f"STIXTwoText_{source}.ttf")
        complete_stix(font, TTFont(math), italic=style == "Italic")
        rename(font, "STIX Two Text", "gdsim Serif")
        cut(font, f"STIXTwoText-{style}.ttf")
    (FONTS / "Inter-OFL.txt").write_bytes((inter / "LICENSE_FONT").read_bytes())
    (FONTS / "STIXTwoText-OFL.txt").write_bytes((stix / "LICENSE_FONT").read_bytes())


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
