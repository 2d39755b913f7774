"""Files of every kind that phones send, made as the tests need them: nothing binary is kept in the repository."""

import io
import struct
import wave
import zipfile
from collections.abc import Mapping

from PIL import Image

SAMPLE_SIDE = (800, 600)

CONTENT_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATIONSHIPS = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def picture(kind: str = "JPEG", size: tuple[int, int] = SAMPLE_SIDE, mode: str = "RGB", **options: object) -> bytes:
    """Return a picture that is not all one colour. `kind`: as Pillow names it."""
    image = Image.linear_gradient("L").resize(size).convert(mode if mode != "P" else "L").convert(mode)
    return saved(image, kind, **options)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return a picture's file."""
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def archive(members: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a ZIP file with these members."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as each:
        for name, content in members.items():
            each.writestr(name, content)
    return written.getvalue()


def word(
    body: bytes = b"", relationships: bytes = b"", more: Mapping[str, bytes] | None = None, types: bytes = CONTENT_TYPES
) -> bytes:
    """Return a Word document.

    Args:
        body: XML inside its body.
        relationships: XML of the relationships of its settings.
        more: further parts by name.
        types: its list of content types.
    """
    document = f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>%s</w:body></w:document>'.encode() % body
    parts = {
        "[Content_Types].xml": types,
        "word/document.xml": document,
        "word/_rels/settings.xml.rels": RELATIONSHIPS % relationships,
    }
    return archive({**parts, **(more or {})})


def relationship(kind: str, target: str, mode: str = "External") -> bytes:
    """Return a relationship of a Word document, as XML."""
    return f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'.encode()


def boxes(brand: bytes, *compatible: bytes) -> bytes:
    """Return the beginning of a file of boxes (ISO/IEC 14496-12), such as a film."""
    brands = brand + b"\x00\x00\x02\x00" + b"".join(compatible)
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + b"\x00\x00\x00\x08free" + b"\x00" * 40


def box(name: bytes, content: bytes = b"") -> bytes:
    """Return one box."""
    return struct.pack(">I", 8 + len(content)) + name + content


def heic(width: int, height: int) -> bytes:
    """Return what matters of a HEIC picture that says to be of this size: tiles of 512 by 512 pixels, and the whole."""
    extents = b"".join(box(b"ispe", bytes(4) + struct.pack(">II", *size)) for size in ((512, 512), (width, height)))
    brands = box(b"ftyp", b"heic" + bytes(4) + b"mif1" + b"heic")
    return brands + box(b"meta", bytes(4) + box(b"iprp", box(b"ipco", extents))) + box(b"mdat", bytes(200))


def sound() -> bytes:
    """Return a WAV file with a tenth of a second of silence."""
    written = io.BytesIO()
    with wave.open(written, "wb") as each:
        each.setnchannels(1)
        each.setsampwidth(2)
        each.setframerate(8000)
        each.writeframes(bytes(1600))
    return written.getvalue()


VCARD = b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=ISO-8859-1:Example;Si\xf4n\r\nTEL:01632 960001\r\nEND:VCARD\r\n"
EMAIL = (
    b"From: someone@example.org\r\nTo: candidate@example.org\r\nSubject: You will see\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/html\r\n\r\n<html><script>alert(1)</script>I know where you live</html>\r\n"
)
TEXT = "what they said, ôl-nodyn\r\n\t☎".encode()

FINE: Mapping[str, tuple[bytes, str]] = {
    "Ogg voice note": (b"OggS\x00\x02" + b"\x00" * 20 + b"OpusHead", "audio/ogg"),
    "MP3 with a tag": (b"ID3\x04\x00", "audio/mpeg"),
    "MP3": (b"\xff\xfb\x90\x64\x00", "audio/mpeg"),
    "AAC": (b"\xff\xf1\x50\x80\x00", "audio/aac"),
    "AMR": (b"#!AMR\n\x3c\x00", "audio/amr"),
    "AMR wide band": (b"#!AMR-WB\n\x3c\x00", "audio/amr-wb"),
    "FLAC": (b"fLaC\x00\x00", "audio/flac"),
    "iPhone voice message": (b"caff\x00\x01\x00\x00", "audio/x-caf"),
    "M4A": (boxes(b"M4A ", b"mp42"), "audio/mp4"),
    "WAV": (sound(), "audio/wav"),
    "MP4": (boxes(b"isom", b"iso2", b"avc1"), "video/mp4"),
    "MP4 of a newer brand": (boxes(b"xyz9", b"iso6", b"mp41"), "video/mp4"),
    "iPhone film": (boxes(b"qt  "), "video/quicktime"),
    "3GP": (boxes(b"3gp5", b"isom"), "video/3gpp"),
    "WebM": (b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\x82\x84webm", "video/webm"),
    "Matroska": (b"\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\x82\x88matroska", "video/x-matroska"),
    "text": (TEXT, "text/plain"),
    "text of Windows": ("a threat, as saved".encode("utf-16"), "text/plain"),
    "text with a byte order mark": (b"\xef\xbb\xbfhello", "text/plain"),
    "old vCard": (VCARD, "text/plain"),
    "e-mail with a part in HTML": (EMAIL, "text/plain"),
    "messages saved as XML": (b"<?xml version='1.0'?><smses><sms body='I know where you live'/></smses>", "text/plain"),
    "somebody who quotes a page": (b"they posted <script>alert(1)</script> at me", "text/plain"),
    "somebody who names a format": (b"it began with %PDF-1.4 and then rubbish", "text/plain"),
}
"""Kinds that need no opening, with the type that is seen in them."""
