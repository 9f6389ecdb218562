"""Hostile and broken files with their expected outcomes: a document (None), a refusal, or either ("")."""

import gzip
import json
import re

import bombs
import jats
import pdfs
from bombs import MEBIBYTE, SECRET, pages, written

SAID = "Rest helps the sprained ankle to heal."
DEEP = 100_000
FULL = b" " * 10 * MEBIBYTE

Files = dict[str, tuple[bytes, str | None]]


def html(body: str) -> bytes:
    return (
        "<!doctype html><html><head><meta charset=utf-8><title>Ankles</title></head>"
        f"<body><main><h1>Ankles</h1><p>{SAID}</p>{body}</main></body></html>"
    ).encode()


def xml(body: str, prolog: str = jats.DOCTYPE) -> bytes:
    return jats.article(f"<p>{SAID}</p>{body}", prolog=prolog).encode()


def markdown(body: str = "", matter: str = "") -> bytes:
    return f"---\ntitle: Ankles\n{matter}---\n\n{SAID}\n\n{body}\n".encode()


def line(text: str = SAID, id_: str = "ankles") -> bytes:
    return json.dumps({"_id": id_, "title": "Ankles", "text": text}).encode() + b"\n"


def drawn(more: str = "") -> bytes:
    return bombs.stream(f"BT /F 11 Tf 72 760 Td ({SAID}) Tj ET {more}".encode())


def hidden() -> Files:
    """Files with invisible text."""
    tricks = {
        "hidden": "hidden",
        "colour": "style='color:#fff'",
        "same": "style='background:navy;color:navy'",
        "size": "style='font-size:0'",
        "opacity": "style='opacity:0'",
        "away": "style='position:absolute;left:-9999px'",
    }
    operators = {
        "mode": f"BT /F 11 Tf 3 Tr 72 600 Td ({SECRET}) Tj ET",
        "white": f"1 g BT /F 11 Tf 72 600 Td ({SECRET}) Tj ET",
        "tiny": f"BT /F 0.2 Tf 72 600 Td ({SECRET}) Tj ET",
        "away": f"BT /F 11 Tf 72 6000 Td ({SECRET}) Tj ET",
        "covered": f"BT /F 11 Tf 72 600 Td ({SECRET}) Tj ET 1 g 60 590 400 30 re f",
        "clipped": f"q 0 0 1 1 re W n BT /F 11 Tf 72 600 Td ({SECRET}) Tj ET Q",
    }
    pdf: Files = {f"hidden-{name}.pdf": (pages(drawn(more)), None) for name, more in operators.items()}
    return pdf | {f"hidden-{name}.html": (html(f"<p {how}>{SECRET}</p>"), None) for name, how in tricks.items()}


WHOLE = {
    ".pdf": pdfs.made(*[lambda canvas: pdfs.column(canvas, [SAID] * 20)] * 3),
    ".xml": xml(""),
    ".html": html(""),
    ".docx": bombs.docx(),
    ".md": markdown(),
    ".jsonl": line(),
    ".txt.gz": gzip.compress(SAID.encode() * 20),
}
NO_WHOLE = {
    ".pdf": "damaged or truncated",
    ".xml": "not well-formed|other than JATS",
    ".docx": "archive is damaged",
    ".jsonl": "not valid JSON",
    ".txt.gz": "gzip data is damaged|the file has no text",
}


def cut() -> Files:
    """Files of every format, truncated at several lengths; a truncated text may still be read."""
    files: Files = {}
    for suffix, data in WHOLE.items():
        files[f"empty{suffix}"] = b"", "the file has no text"
        for part in (0.02, 0.3, 0.6, 0.97):
            files[f"cut-{part}{suffix}"] = data[: int(len(data) * part)], NO_WHOLE.get(suffix, "")
    return files


def wrong() -> Files:
    """Files with the wrong suffix, in an undeclared encoding, or with bytes that are not text."""
    latin, unmarked = html("caf\xe9").decode().encode("latin-1"), "utf-16-le"
    return {
        "pdf.html": (WHOLE[".pdf"], None),
        "html.pdf": (WHOLE[".html"], None),
        "jats.txt": (WHOLE[".xml"], None),
        "docx.pdf": (WHOLE[".docx"], None),
        "jsonl.md": (WHOLE[".jsonl"], None),
        "png.md": (b"\x89PNG\r\n\x1a\n" + bytes(99), "images are not read"),
        "zeros.pdf": (bytes(5000), "the file has no text"),
        "latin.html": (latin, "byte 1.. is not UTF-8"),
        "latin.xml": (xml("<p>caf\xe9</p>").decode().encode("latin-1"), "not well-formed"),
        "latin.md": (b"Caf\xe9s help the ankle.", "byte 3 is not UTF-8"),
        "latin.jsonl": (line("@").replace(b"@", b"\xe9"), "not UTF-8"),
        "unmarked.md": (markdown().decode().encode(unmarked), "binary data"),
        "unmarked.html": (html("").decode().encode(unmarked), "binary data"),
        "unmarked.xml": (xml("").decode().encode(unmarked), "binary data"),
        "nul.md": (markdown("Re\0st"), "binary data"),
        "nul.html": (html("<p>Re\0st"), "binary data"),
        "nul.xml": (xml("<p>Re\0st</p>"), "binary data"),
        "controls.html": (html("<p>Re\x01st <i hidden>x</i>he\x0clps.&#2;<br hidden>&#31;"), None),
        "nul.jsonl": (line("Re\0st helps.", "nul"), None),
        "surrogate.jsonl": (line("Rest \ud800 helps.", "surrogate"), None),
        "override.md": (markdown("Give \u202e01\u202c mg."), None),
        "tags.html": (html("<p>Take one." + "".join(chr(0xE0000 + ord(sign)) for sign in SECRET)), None),
    }


def huge() -> Files:
    """Files that are small on disk but decompress to more than the limits: spaces, one line, repeated records."""
    beginnings = {".txt": SAID.encode(), ".md": markdown(), ".html": html("<p>a")[:-21], ".xml": xml("<p>a")[:-50]}
    files: Files = {}
    for suffix, beginning in beginnings.items():
        files[f"spaces{suffix}.gz"] = bombs.gzipped(FULL, 20), "the file has no text"
        files[f"spaces-after{suffix}.gz"] = gzip.compress(beginning) + bombs.gzipped(FULL, 20), "split the file"
    return files | {
        "spaces-within.html": (beginnings[".html"] + FULL * 3, "one of its texts is too long"),
        "spaces-within.xml": (beginnings[".xml"] + FULL * 3, "not well-formed"),
        "spaces-within.pdf": (WHOLE[".pdf"] + FULL * 3, None),
        "one-line.jsonl": (b'{"_id": "a", "title": "b", "text": "' + b"x" * 50 * MEBIBYTE + b'"}', "split it"),
        "ten-gigabytes.txt.gz": (bombs.gzipped(SAID.encode() * 25_000, 10_000), "split the file"),
        "gigabyte-a-line.jsonl.gz": (bombs.gzipped(b"x" * MEBIBYTE, 1000), "decompresses to more than"),
        "twice.txt.gz": (gzip.compress(bombs.gzipped(FULL, 20)), "gzip file within a gzip file"),
    }


def deep() -> Files:
    """Files with a hundred thousand levels of nesting."""
    nested = {
        "elements.xml": (xml("<sec>" * DEEP), "Excessive depth"),
        "object.jsonl": (b'{"_id":"a","title":"b","text":"c","metadata":' + b'{"a":' * DEEP, "not valid JSON"),
        "list.jsonl": (b'{"a": ' + b"[" * DEEP, "not valid JSON"),
        "matter.md": (markdown(matter="extra: " + "[" * DEEP + "\n"), "not valid YAML"),
        "arrays.pdf": (bombs.pdf(["<< /Type /Catalog /A " + "[" * DEEP + "]" * DEEP + " >>"]), "damaged|no page"),
        "states.pdf": (pages(drawn("q " * DEEP)), None),
        "filters.pdf": (pages(bombs.stream(b"x", Filter=f"[{'/FlateDecode ' * DEEP}]")), "no text layer"),
    }
    for tag in ("<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>"):
        nested[f"{re.sub(r'[<>]', '', tag)}.html"] = html(tag * DEEP), "nested too deep"
    for name, mark in {"quotes": ">", "lists": "- ", "stars": "*", "brackets": "[", "ticks": "`"}.items():
        nested[f"{name}.md"] = markdown(mark * DEEP), None
    return {f"deep-{name}": case for name, case in nested.items()}


def entities(port: int) -> Files:
    """Files with entities that expand, or that refer to another file or the network."""
    declared = "the file defines entities"
    outside = {"file": "file:///etc/passwd", "net": f"http://127.0.0.1:{port}/x"}
    files: Files = {
        "laughs.xml": (xml("<p>&l;</p>", bombs.laughs(9, 10)), declared),
        "laughs.html": (bombs.laughs(9, 10).encode() + html("<p>&l;"), None),
        "laughs.docx": (bombs.docx("<w:p>&l;</w:p>", bombs.laughs(9, 10)), "word/document.xml"),
        "laughs.txt.xml": (bombs.laughs(9, 10).encode() + b"<x>&l;</x>", "XML other than JATS"),
        "quadratic.xml": (xml("&q;" * 9999, bombs.entities({"q": f'"{"ha" * 20_000}"'})), declared),
        "aliases.md": (
            markdown(
                matter="a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1},' * 9}]\n" for n in range(1, 12))
            ),
            "a0 is not a known field",
        ),
    }
    for name, url in outside.items():
        doctype = bombs.entities({"x": f'SYSTEM "{url}"'})
        include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{url}" parse="text"/>'
        files[f"entity-{name}.xml"] = xml("<p>&x;</p>", doctype), declared
        files[f"parameter-{name}.xml"] = (
            xml("", bombs.entities({"% x": f'SYSTEM "{url}"> %x; <!ENTITY y "y"'})),
            "",
        )
        files[f"dtd-{name}.xml"] = xml("", f'<!DOCTYPE article PUBLIC "-//NLM//DTD JATS Article" "{url}">'), None
        files[f"include-{name}.xml"] = xml(f"<p>{include}</p>"), None
        files[f"entity-{name}.docx"] = bombs.docx("<w:p>&x;</w:p>", doctype), "document type"
        files[f"parts-{name}.html"] = html(f"<iframe src={url}></iframe><object data={url}></object>"), None
        files[f"entity-{name}.html"] = doctype.encode() + html("<p>&x;"), None
    return files


def archives() -> Files:
    """Word files that are small but decompress to huge sizes, or declare false sizes."""
    ten_gigabytes = bombs.deflated(FULL, 1024)
    return {
        "bomb.docx": (bombs.zipped(ten_gigabytes, 10_240 * MEBIBYTE), "decompresses to more than"),
        "bomb-says-little.docx": (bombs.zipped(ten_gigabytes, 0, says=1000), "is damaged"),
        "bomb-says-just-enough.docx": (bombs.zipped(ten_gigabytes, 0, says=30 * MEBIBYTE), "is damaged"),
        "bomb-within.docx": (bombs.docx(inner=bombs.zipped(ten_gigabytes, 0)), None),
        "parts.docx": (bombs.docx(empty=10_000), "10000 parts"),
        "version.docx": (bombs.docx().replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\x77"), "is damaged"),
        "other.docx": (
            bombs.docx().replace(b"word/document.xml", b"word/documint.xml"),
            "this is not a DOCX file",
        ),
    }


def papers() -> Files:
    """PDFs that cannot be opened, are endless, or whose text differs from what they show."""
    catalogue, twice = "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"
    form = bombs.stream(b"/X Do", Type="/XObject", Subtype="/Form", BBox="[0 0 9 9]", Resources="<< >>")
    image = {"Width": "100000", "Height": "100000", "ColorSpace": "/DeviceGray", "BitsPerComponent": "8"}
    picture = bombs.stream(bombs.zlibbed(bytes(MEBIBYTE), 100), Subtype="/Image", Filter="/FlateDecode", **image)
    private = "\n".join(f"<{code:02X}> <{0xE000 + code:04X}>" for code in range(32, 127))
    space = "1 begincodespacerange <00> <FF> endcodespacerange"
    cmap = f"12 dict begin begincmap {space} 95 beginbfchar\n{private}\nendbfchar endcmap end"
    return {
        "revision.pdf": (WHOLE[".pdf"] + b"9 0 obj\n<< /Type /Catalog", "damaged or truncated"),
        "locked.pdf": (pdfs.made(lambda canvas: pdfs.column(canvas, [SAID]), password="x"), "requires a password"),
        "no-page.pdf": (bombs.pdf([catalogue, "<< /Type /Pages /Kids [] /Count 0 >>"]), "no page"),
        "ten-million.pdf": (pages(drawn()).replace(b"/Count 1 ", b"/Count 10000000 "), None),
        "many-pages.pdf": (pages(*[drawn()] * 60), "60 pages, more than the limit of 50"),
        "circle.pdf": (bombs.pdf([catalogue, twice]), "damaged on any page"),
        "self-drawn.pdf": (pages(drawn("/X Do"), objects=[form], XObject="<< /X 4 0 R >>"), None),
        "image.pdf": (pages(drawn("/X Do"), objects=[picture], XObject="<< /X 4 0 R >>"), None),
        "vast.pdf": (pages(drawn(), box="0 0 1e9 1e9"), ""),
        "flat.pdf": (pages(drawn(), box="0 0 0 0"), ""),
        "flate.pdf": (pages(bombs.stream(bombs.zlibbed(FULL, 200), Filter="/FlateDecode")), "more memory"),
        "private.pdf": (
            pages(written(SAID), font="/ToUnicode 4 0 R", objects=[bombs.stream(cmap.encode())]),
            "does not say which characters are drawn",
        ),
    }


def specimens(port: int) -> Files:
    """All specimens by file name; their network references point to this port on this machine."""
    return cut() | wrong() | huge() | deep() | entities(port) | archives() | papers() | hidden()
