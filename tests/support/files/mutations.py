"""Random changes to files, as by transport, editors and attackers, and checks that a document is consistent."""

import io
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random

from lxml import etree

from corpus.document import BlockKind, Document
from corpus.store.codec import digest

MAX_CHANGES = 4
_ANYWHERE = (
    *(b"\0", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1f\x8b", b"\r"),
    *(
        b"\n\n",
        b"\t",
        b" " * 5000,
        b"\n" * 500,
        b"A" * 5000,
        b"-1",
        b"0",
        b"99999999999999999999",
        b"1e999",
        b"NaN",
    ),
    *(b"[1]", b"[1-9999999]", b"(", b'"', b"e\xcc\x81", b"\xc2\xa0", b"\xc2\xad", b"\xf0\x9f\xa7\xac"),
)
TOKENS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (
        *(b"endobj", b"endstream", b"stream\n", b"xref", b"trailer", b"%%EOF", b"/Kids", b"/Count 9999", b"obj"),
        *(
            b"1 0 R",
            b"2 0 R",
            b"/Rotate 90",
            b"/MediaBox [0 0 0 0]",
            b"/MediaBox [0 0 1e9 1e9]",
            b"/Encrypt 1 0 R",
        ),
        *(
            b" Tj",
            b" TJ",
            b" Tf",
            b" Tm",
            b" cm",
            b" q",
            b" Q",
            b" BT",
            b" ET",
            b" Do",
            b" re f",
            b"[",
            b"<<",
            b">>",
        ),
        *(b"/ToUnicode 1 0 R", b"/Filter /LZWDecode", b"/Length -1", b"3 Tr", b"0 0 0 0 0 0 cm", b"1e38 "),
    ),
    ".xml": (
        *(b"<sec>", b"</sec>", b"<p>", b"</p>", b"<title/>", b"<xref ref-type='bibr' rid='r1'>1</xref>", b"&amp;"),
        *(b"&#0;", b"&#xD800;", b"&#x202e;", b"&x;", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<?x?>", b"<table>"),
        *(b"<td rowspan='99999' colspan='-3'>", b"<list>", b"<ref>", b"<fn>", b"<sup>1</sup>", b"<article>"),
        *(b"<!ENTITY x 'y'>", b" rid='a b c'", b" xmlns='x'", b"<ref-list>", b"</ref-list>", b"<label>x</label>"),
    ),
    ".html": (
        *(b"<div>", b"</div>", b"<main>", b"</main>", b"<p hidden>", b"<table><tr><td rowspan=9999 colspan=0>"),
        *(
            b"<sup>1</sup>",
            b"<a href='#x'>1</a>",
            b"<li id=x>",
            b"<ol>",
            b"<style>",
            b"<script>",
            b"<!--",
            b"<h1>",
        ),
        *(
            b"<title>",
            b"&#0;",
            b"&#xD800;",
            b"&#1114112;",
            b"&nbsp;",
            b"<meta charset=utf-16>",
            b"<meta charset=x>",
        ),
        *(b"<svg>", b"<template>", b"<frameset>", b"<br>" * 99, b"<select><option>", b"</body>", b"<![CDATA["),
        *(b"<script type='application/ld+json'>{\"@type\": [1]}</script>", b" style='color:#fff", b"<math>"),
    ),
    ".jsonl": (
        b"{",
        b"}",
        b"[",
        b"]",
        b",",
        b":",
        b'"',
        b"\\",
        b"\\ud800",
        b"\\u0000",
        b"null",
        b"true",
        b"{}",
        b"[[]]",
    ),
    ".md": (
        *(
            b"---\n",
            b"# ",
            b"\n## References\n\n1. ",
            b"[1, 2]",
            b"[^1]",
            b"[^1]: ",
            b"- ",
            b"1. ",
            b"> ",
            b"```\n",
        ),
        *(
            b"|a|b|\n|-|-|\n",
            b"**",
            b"`",
            b"<b>",
            b"](",
            b"id: x\n",
            b"year: x\n",
            b"&a [*a]",
            b"\n    ",
            b"===\n",
        ),
    ),
}
TOKENS[".docx"] = (
    *(
        b"<w:p>",
        b"</w:p>",
        b"<w:tbl>",
        b"<w:tr>",
        b"<w:tc>",
        b"</w:tc>",
        b"<w:del>",
        b"<w:vanish/>",
        b"<w:r><w:t>",
    ),
    *(b"<w:numPr/>", b"<w:gridSpan w:val='99999'/>", b"<w:pStyle w:val='Heading99'/>", b"&x;", b"<m:oMath/>"),
)
_TAG = re.compile(rb"<[^<>]{1,2000}>")
_STREAM = re.compile(rb"(?<=stream)\r?\n(.*?)(?=\r?\nendstream)", re.DOTALL)


def mutated(data: bytes, suffix: str, random: Random) -> bytes:
    """The bytes of a file of this format, changed in some places, sometimes inside its compressed parts."""
    if suffix == ".xml" and random.random() < 0.7:
        return _grafted(data, random)
    if suffix == ".docx" and random.random() < 0.8:
        return _repacked(data, random)
    if suffix == ".pdf" and random.random() < 0.5:
        return _restreamed(data, random)
    return _changed(data, TOKENS.get(suffix, ()), random, markup=suffix in (".xml", ".html"))


def faults(document: Document) -> list[str]:
    """The inconsistencies of a document, whatever its format; empty for a consistent one."""
    found = []
    if not unicodedata.is_normalized("NFC", document.text):
        found.append("its text is not in NFC")
    if _is_unencodable(document):
        found.append("it holds half a surrogate pair")
    if re.search("[\0\ufeff\u202d\u202e]", document.text):
        found.append("its text holds controls or overrides")
    raw = document.text.encode(errors="replace")
    for sentence in document.sentences:
        said = sentence.span.of(document.text)
        start, end = document.byte_span(sentence.span) if len(document.sentences) < 500 else (0, 0)
        if not said.strip() or said != said.strip():
            found.append(f"the sentence {sentence.span} is blank or not trimmed")
        if end and raw[start:end].decode(errors="replace") != said:
            found.append(f"the sentence {sentence.span} is not where its bytes are")
    if all(document.blocks[sentence.block].kind is BlockKind.HEADING for sentence in document.sentences):
        found.append("it has no sentence to quote")
    stems = enumerate(block.stem for block in document.blocks)
    found += [f"the stem of block {at} is not above it" for at, stem in stems if not -1 < (stem or 0) <= at]
    if any(page.span.end > len(document.text) for page in document.pages):
        found.append("a page leaves its text")
    return found


def _is_unencodable(document: Document) -> bool:
    try:
        document.text.encode()
        digest(document)
    except UnicodeEncodeError:
        return True
    return False


Change = Callable[[bytes, Sequence[bytes], Random], bytes]


def _changed(data: bytes, tokens: Sequence[bytes], random: Random, *, markup: bool = False) -> bytes:
    changes: list[Change] = [_cut, _flipped, _without, _doubled, _swapped, _inserted, _inserted, _overwritten]
    if markup:
        changes += [_tag_lost, _tags_swapped, _element_doubled, _attribute_changed] * 2
    for _ in range(random.randint(1, MAX_CHANGES)):
        data = random.choice(changes)(data, tokens, random)
    return data


def _block(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + int(2 ** random.uniform(0, 14)))


def _cut(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)] if random.random() < 0.3 else data


def _flipped(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    changed = bytearray(data)
    for _bit in range(random.randint(1, 8) if data else 0):
        changed[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _without(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    start, end = _block(data, random)
    return data[:start] + data[end:]


def _doubled(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    start, end = _block(data, random)
    return data[:end] + data[start:end] * random.choice((1, 1, 2, 20)) + data[end:]


def _swapped(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    (first, second), (third, fourth) = sorted((_block(data, random), _block(data, random)))
    second = min(second, third)
    return data[:first] + data[third:fourth] + data[second:third] + data[first:second] + data[fourth:]


def _inserted(data: bytes, tokens: Sequence[bytes], random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice((*tokens, *_ANYWHERE)) + data[at:]


def _overwritten(data: bytes, tokens: Sequence[bytes], random: Random) -> bytes:
    at, token = random.randrange(len(data) + 1), random.choice((*tokens, *_ANYWHERE))
    return data[:at] + token + data[at + len(token) :]


def _tags(data: bytes, random: Random, number: int) -> list[re.Match[bytes]]:
    """`number` random tags of the file, in order; none if it has fewer."""
    tags = list(_TAG.finditer(data))
    chosen = random.sample(range(len(tags)), number) if len(tags) >= number else []
    return [tags[at] for at in sorted(chosen)]


def _tag_lost(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    for tag in _tags(data, random, 1):
        data = data[: tag.start()] + data[tag.end() :]
    return data


def _tags_swapped(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    match _tags(data, random, 2):
        case [one, other]:
            between = data[one.end() : other.start()]
            return data[: one.start()] + other[0] + between + one[0] + data[other.end() :]
        case _:
            return data


def _element_doubled(data: bytes, _: Sequence[bytes], random: Random) -> bytes:
    """Copies an element, as far as its end can be found, to a place after another tag."""
    for tag in _tags(data, random, 1):
        end = data.find(b"</" + re.split(rb"[\s/>]", tag[0][1:])[0] + b">", tag.end())
        piece = data[tag.start() : data.find(b">", end) + 1 if end >= 0 else tag.end()][:100_000]
        for place in _tags(data, random, 1):
            return data[: place.end()] + piece + data[place.end() :]
    return data


def _attribute_changed(data: bytes, tokens: Sequence[bytes], random: Random) -> bytes:
    values = list(re.finditer(rb"=\s*[\"']([^\"'<>]*)[\"']", data))
    if not values:
        return data
    value = random.choice(values)
    other = random.choice((random.choice(values)[1], b"", b"-1", b"99999999999", *tokens, *_ANYWHERE))
    return data[: value.start(1)] + other + data[value.end(1) :]


def _restreamed(data: bytes, random: Random) -> bytes:
    """A PDF with changes inside some of its compressed streams."""
    streams = [found for found in _STREAM.finditer(data) if found[1][:1] == b"\x78"]
    for found in sorted(random.sample(streams, min(len(streams), MAX_CHANGES)), key=lambda one: -one.start()):
        inside = _inflated(found[1])
        if inside:
            changed = zlib.compress(_changed(inside, TOKENS[".pdf"], random), 1)
            data = data[: found.start(1)] + changed + data[found.end(1) :]
    return data


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, 4_000_000)
    except zlib.error:
        return b""


def _repacked(data: bytes, random: Random) -> bytes:
    """A DOCX file with changes inside one of its parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(buffer, "w") as after:
        chosen = random.choice(before.namelist())
        for name in before.namelist():
            part = before.read(name)
            changed = _grafted(part, random) if random.random() < 0.5 else _changed(part, TOKENS[".docx"], random)
            after.writestr(zipfile.ZipInfo(name), changed if name == chosen else part)
    return buffer.getvalue()


def _grafted(data: bytes, random: Random) -> bytes:
    """XML with elements moved, copied, renamed, emptied or removed, still well-formed; malformed XML is kept."""
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return data
    for _ in range(random.randint(1, 2 * MAX_CHANGES)):
        elements = [element for element in root.iter(etree.Element) if element is not root]
        if not elements:
            break
        _graft(random.choice(elements), random.choice(elements), random)
    return etree.tostring(root.getroottree(), encoding="utf-8", xml_declaration=True)


def _graft(element: etree._Element, other: etree._Element, random: Random) -> None:
    parent = element.getparent()
    match random.randrange(7):
        case 0 if parent is not None:
            parent.remove(element)
        case 1:
            other.append(deepcopy(element))
        case 2 if element not in other.iterancestors() and element is not other:
            other.insert(0, element)
        case 3:
            element.tag = other.tag
        case 4:
            element.text, element.tail = other.tail, other.text
        case 5 if other.attrib:
            name = random.choice(list(other.attrib))
            element.set(name, random.choice((other.get(name, ""), "", "-1", "9" * 30, "a b  c")))
        case _:
            element.attrib.clear()


def lines_of(data: bytes, random: Random, most: int = 5) -> bytes:
    """Some lines of a JSON Lines file."""
    lines = data.splitlines(keepends=True)
    return b"".join(random.sample(lines, min(most, len(lines))))
