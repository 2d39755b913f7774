"""PDF files made of given objects, with a plain table or everything packed into compressed streams, for the tests of evidence."""

import zlib
from collections.abc import Mapping

CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] %s >>"


def pdf(catalogue: bytes = b"", page: bytes = b"", **more: bytes) -> bytes:
    """Return a PDF with one empty page.

    Args:
        catalogue: what else its catalogue holds, such as b"/OpenAction 4 0 R".
        page: what else its page holds.
        more: further objects by number, such as o4=b"<< ... >>".
    """
    return with_table(objects(catalogue, page, **more))


def objects(catalogue: bytes = b"", page: bytes = b"", **more: bytes) -> dict[int, bytes]:
    """Return the objects of such a PDF by number; object 1 is the catalogue."""
    further = {int(name.removeprefix("o")): content for name, content in more.items()}
    return {1: CATALOGUE % catalogue, 2: PAGES, 3: PAGE % page, **further}


def with_table(objects: Mapping[int, bytes], unnamed: bytes = b"") -> bytes:
    """Return a PDF with its objects in plain bytes and a plain table, as in PDF 1.4.

    `unnamed`: an object that stands in the file and not in the table.
    """
    written, places = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n", {}
    for number, content in objects.items():
        places[number] = len(written)
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    written += b"99 0 obj\n%s\nendobj\n" % unnamed if unnamed else b""
    start, size = len(written), max(objects) + 1
    rows = [b"%010d 00000 n \n" % places[n] if n in places else b"0000000000 65535 f \n" for n in range(size)]
    table = b"xref\n0 %d\n" % size + b"".join(rows)
    return written + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def stream(content: bytes, keys: bytes = b"") -> bytes:
    """Return a stream object, compressed."""
    packed = zlib.compress(content)
    return b"<< %s /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (keys, len(packed), packed)


def packed(objects: Mapping[int, bytes]) -> bytes:
    """Return what lies in an object stream, as a stream object (ISO 32000-2, 7.5.7)."""
    index, body = [], b""
    for number, content in objects.items():
        index.append(b"%d %d" % (number, len(body)))
        body += content + b"\n"
    head = b" ".join(index) + b"\n"
    return stream(head + body, b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head)))


def with_packed_objects(objects: Mapping[int, bytes], *, told: bool = True) -> bytes:
    """Return a PDF with all its objects in one compressed stream and a compressed table, as in PDF 1.5.

    `told=False` leaves the table and its place out, as in a file that a viewer has to mend.
    """
    container, table = max(objects) + 1, max(objects) + 2
    written = b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n"
    place = len(written)
    written += b"%d 0 obj\n%s\nendobj\n" % (container, packed(objects))
    start = len(written)
    rows = [_row(0, 0, 65535)] + [_row(0, 0, 0)] * (table - 1) + [_row(1, start, 0)]
    for position, number in enumerate(objects):
        rows[number] = _row(2, container, position)
    rows[container] = _row(1, place, 0)
    keys = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R" % (table + 1)
    if not told:
        return written + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"
    return written + b"%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, stream(b"".join(rows), keys), start)


def _row(kind: int, second: int, third: int) -> bytes:
    return kind.to_bytes(1, "big") + second.to_bytes(4, "big") + third.to_bytes(2, "big")
