"""Superscripts and subscripts in Unicode characters, so that a digit never fuses with the word before it."""

_RAISED = str.maketrans("0123456789+-\u2212\u2013=()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾")
_LOWERED = str.maketrans("0123456789+-\u2212\u2013=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎")
_LETTERS = str.maketrans(
    "abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVW", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂ"
)


def superscript(text: str) -> str:
    """The text of a superscript: digits and signs, or a single letter ("ᵃ"), as superscript characters.

    Longer text that begins with a letter, such as the "hi" of a cell type, is unchanged, because it is a word.
    """
    bare = text.strip()
    if bare.isalpha():
        return text.translate(_LETTERS) if len(bare) == 1 else text
    return text if bare[:1].isalpha() else text.translate(_RAISED)


def subscript(text: str) -> str:
    """The text of a subscript: digits and signs as subscript characters, letters unchanged."""
    return text.translate(_LOWERED)
