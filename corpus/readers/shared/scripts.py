"""Superscripts and subscripts as Unicode writes them, so that a digit never fuses with the word before it."""

_RAISED = str.maketrans("0123456789+-\u2212\u2013=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-\u2212\u2013=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_LETTERS = str.maketrans(
    "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
)


def raised(text: str) -> str:
    """The text of a superscript: digits and signs as superscripts, and a letter that stands alone ("ᵃ").

    What begins with a letter and is longer, such as the "hi" of a cell type, stays as it is: it is read as a word.
    """
    bare = text.strip()
    if bare.isalpha():
        return text.translate(_LETTERS) if len(bare) == 1 else text
    return text if bare[:1].isalpha() else text.translate(_RAISED)


def lowered(text: str) -> str:
    """The text of a subscript: digits and signs as subscripts, letters as they are."""
    return text.translate(_LOWERED)
