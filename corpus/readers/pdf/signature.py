"""Detection of PDF files by their signature."""

SIGNATURE = b"%PDF-"
SIGNATURE_WITHIN = 1024


def is_pdf(head: bytes) -> bool:
    """Whether the signature is within the first 1024 bytes, where viewers look for it."""
    return SIGNATURE in head[:SIGNATURE_WITHIN]
