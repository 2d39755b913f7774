"""Archives, by their directory alone: how many files, of which names, how large they would be. No member is unpacked.

An archive of pictures, recordings and texts (an exported chat) is fine. One inside another is not: what it would unpack to cannot
be known without unpacking it. Nothing that says one size to us and another to whoever unpacks it may pass.
"""

import io
import re
import stat
import zipfile
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePosixPath

from adapters.evidence.hostile import Hostile
from adapters.evidence.limits import MAX_MEMBERS, MAX_UNPACKED_BYTES, MAX_UNPACKED_RATIO, SMALL_UNPACKED_BYTES
from bot.messages import Quarantine

_PICTURES = frozenset({"jpg", "jpeg", "png", "gif", "webp", "heic", "heif", "avif"})
_RECORDINGS = frozenset(
    {"mp4", "m4v", "mov", "3gp", "3g2", "webm", "mkv", "ogg", "oga", "opus", "m4a", "mp3", "aac", "amr", "wav", "caf", "flac"}
)
_TEXTS = frozenset({"txt", "vcf", "eml", "csv"})
_FINE = _PICTURES | _RECORDINGS | _TEXTS
_LEFT_BY_SYSTEMS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})  # what macOS and Windows put into a folder
NESTED = frozenset(
    {
        "zip",
        "7z",
        "rar",
        "gz",
        "tgz",
        "bz2",
        "xz",
        "zst",
        "tar",
        "cab",
        "iso",
        "jar",
        "apk",
        "docx",
        "docm",
        "xlsx",
        "xlsm",
        "pptx",
        "odt",
        "ods",
        "epub",
    }
)
"""Endings of archives, and of documents that are archives."""

_ENCRYPTED = 0x1  # general purpose bit 0 (APPNOTE 4.4.4)
_PACKINGS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})  # what phones and Word use, and all that ISO/IEC 21320-1 allows
_OUTSIDE = re.compile(r"[/\\]|[A-Za-z]:|(.*[/\\])?\.\.([/\\]|$)")
_LOCAL_HEADER_BYTES = 30  # the shortest header before a member (APPNOTE 4.3.7)
_STORED_OVERHEAD_BYTES = 1024  # deflate of what does not pack adds 5 bytes in 16 KB (RFC 1951, 3.2.4)
_END = b"PK\x05\x06"
_END_WITHIN = 65_535 + 22  # the longest comment, and the record itself (APPNOTE 4.3.16)

Members = Sequence[zipfile.ZipInfo]


def may_end_as_archive(content: bytes) -> bool:
    """True when a file may be read as an archive from its end, whatever it begins with. Cheap, and sometimes true by chance."""
    return _END in content[-_END_WITHIN:]


def ends_as_archive(content: bytes) -> bool:
    """True when a file is an archive with members, read from its end as every program for archives does."""
    try:
        return bool(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except (zipfile.BadZipFile, ValueError, RuntimeError):
        return False


def look_at_archive(members: Members) -> None:
    """Raise Hostile unless everything in an archive is of a kind that a person would send."""
    for member in members:
        ending = ending_of(member)
        if ending in NESTED:
            raise Hostile(Quarantine.BOMB)
        if not member.is_dir() and ending not in _FINE and PurePosixPath(member.filename).name not in _LEFT_BY_SYSTEMS:
            raise Hostile(Quarantine.KIND)  # documents too: what may be hidden in one could not be looked for


def directory_of(content: bytes) -> Members:
    """Return what an archive says it holds, when all of that can be true and is safe.

    Raises:
        Hostile: damaged, locked, a bomb, or with members that would be laid down outside of the archive's own folder.
    """
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, RuntimeError) as exc:
        raise Hostile(Quarantine.DAMAGED) from exc
    if not members:
        raise Hostile(Quarantine.DAMAGED)
    _check_sizes(members, len(content))
    _check_places(members, len(content))
    for member in members:
        _check_member(member)
    return members


def ending_of(member: zipfile.ZipInfo) -> str:
    """Return the ending of a member's name in small letters, without the dot; "" when it has none."""
    return PurePosixPath(member.filename).suffix.lower().removeprefix(".").strip()


def _check_sizes(members: Members, size_bytes: int) -> None:
    unpacked = sum(member.file_size for member in members)
    too_well = unpacked > SMALL_UNPACKED_BYTES and unpacked > MAX_UNPACKED_RATIO * size_bytes
    if too_well or unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise Hostile(Quarantine.BOMB)


def _check_places(members: Members, size_bytes: int) -> None:
    """Members that share bytes unpack to more than the archive holds (bamsoftware.com/hacks/zipbomb)."""
    spans = sorted(
        (member.header_offset, member.header_offset + _LOCAL_HEADER_BYTES + member.compress_size) for member in members
    )
    if spans[-1][1] > size_bytes:
        raise Hostile(Quarantine.DAMAGED)
    if any(end > start for (_, end), (start, _) in pairwise(spans)):
        raise Hostile(Quarantine.BOMB)


def _check_member(member: zipfile.ZipInfo) -> None:
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _PACKINGS:
        raise Hostile(Quarantine.KIND)  # it cannot be looked into
    if stat.S_ISLNK(member.external_attr >> 16) or _OUTSIDE.match(member.filename):
        raise Hostile(Quarantine.KIND)
    if member.compress_size > member.file_size + member.file_size // 100 + _STORED_OVERHEAD_BYTES:
        raise Hostile(Quarantine.BOMB)  # it holds more than it says
