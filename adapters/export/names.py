"""What the files of an archive are called: a number, a hash and a kind. The name that a sender gave a file is never used."""

from bot.reporting.chain import Record

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/heic": "heic",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "audio/wav": "wav",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/webm": "webm",
    "application/pdf": "pdf",
    "application/zip": "zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "text/plain": "txt",
}


def evidence_name(row: Record) -> str:
    """Return what a file is called in the archive, such as "evidence/01-9f86d081.jpg"; an unknown kind ends in "bin"."""
    return f"evidence/{row['number']:02d}-{row['sha256'][:8]}.{_ENDINGS.get(row['media_type'], 'bin')}"


def size_words(size_bytes: int) -> str:
    """Return a size as people read it, such as "340 B", "12 kB" or "1.4 MB"."""
    if size_bytes < 1_000:
        return f"{size_bytes} B"
    return f"{size_bytes / 1_000:.0f} kB" if size_bytes < 999_500 else f"{size_bytes / 1_000_000:.1f} MB"
