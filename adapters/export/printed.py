"""The printed record: the same facts as the JSON, laid out for a person who may be frightened, or for an officer at a desk.

Nothing may stand here that is not in the record, and no word of the reporter's may be left out.
"""

from collections.abc import Mapping
from datetime import datetime

from adapters.export.names import evidence_name, size_words
from adapters.export.sheet import ACCENT, QUIET, SMALL_PT, TITLE_PT, Sheet
from bot.rendering import Wording
from bot.reporting.chain import Record
from bot.reporting.form import FieldKind
from bot.reporting.record import times

_BETWEEN = "  ·  "
_PICTURE_MM = (30.0, 24.0)


def printed(record: Record, wording: Wording, *, pictures: Mapping[int, bytes], json_sha256: str) -> bytes:
    """Return a record as a PDF file; the same bytes for the same arguments. Slow enough for a thread of its own.

    Args:
        record: what `record_of` returned.
        wording: for everything that is not the reporter's.
        pictures: small JPEG pictures, by the number of the file that they show.
        json_sha256: of the JSON file of the same record, in hexadecimal.
    """
    return bytes(_Printer(record, wording).run(pictures, json_sha256).output())


class _Printer:
    def __init__(self, record: Record, wording: Wording) -> None:
        self._record = record
        self._label = wording.label
        title = f"{self._label('record.title')} {record['reference']}"
        at = datetime.fromisoformat(record["last_entry"]["utc"])
        self._sheet = Sheet(title=title, foot=record["reference"], language=self._label("record.language"), at=at)
        self._sheet.words(title, size=TITLE_PT, colour=ACCENT)

    def run(self, pictures: Mapping[int, bytes], json_sha256: str) -> Sheet:
        self._head()
        self._fields()
        self._consents()
        self._escalations()
        self._entries()
        self._evidence(pictures)
        self._checks(json_sha256)
        return self._sheet

    def _head(self) -> None:
        self._sheet.ln(3)
        self._fact("record.status", self._record["status"]["words"])
        self._fact("record.created", self._record["created"]["uk"])
        self._fact("record.last_entry", self._record["last_entry"]["uk"])
        self._sheet.ln(3)
        self._sheet.notice(self._record["notice"])

    def _fields(self) -> None:
        answers = [field for field in self._record["fields"] if field["kind"] != FieldKind.CONSENT]
        if not answers:
            return
        self._sheet.heading(self._label("record.fields"))
        for field in answers:
            self._sheet.keep_together(14)
            self._quiet(field["question"])
            self._sheet.words(field["words"])
            read_as = self._read_as(field["value"]) if field["kind"] == FieldKind.TIME else ""
            if read_as:
                self._quiet(f"{self._label('record.read_as')} {read_as}")
            self._sheet.ln(2.5)

    def _consents(self) -> None:
        if not self._record["consents"]:
            return
        self._sheet.heading(self._label("record.consents"))
        for each in self._record["consents"]:
            self._sheet.keep_together(14)
            answer = self._label("record.given" if each["given"] else "record.refused")
            self._sheet.words(f"{each['recipient_words']}: {answer}")
            self._quiet(_BETWEEN.join((each["time"]["uk"], each["words"])))
            self._sheet.ln(2.5)

    def _escalations(self) -> None:
        if not self._record["escalations"]:
            return
        self._sheet.heading(self._label("record.escalations"))
        for each in self._record["escalations"]:
            self._sheet.keep_together(24)
            self._sheet.words(each["words"])
            for name, key in (("created_at", "created"), ("delivered", "delivered"), ("acknowledged", "acknowledged")):
                if each[key]:
                    self._quiet(f"{self._label(f'record.{name}')}: {each[key]['uk']}")
            if each["police_reference"]:
                self._quiet(f"{self._label('record.police_reference')}: {each['police_reference']}")
            self._sheet.ln(2.5)

    def _entries(self) -> None:
        if not self._record["entries"]:
            return
        self._sheet.heading(self._label("record.entries"))
        self._quiet(self._label("record.entries.about"))
        files = {row["entry"]: row for row in self._record["evidence"]}
        for entry in self._record["entries"]:
            self._entry(entry, files.get(entry["number"]))

    def _entry(self, entry: Record, file: Record | None) -> None:
        said = entry["said"]
        self._sheet.keep_together(20)
        self._sheet.ln(3.5)
        kind = self._label(f"record.kind.{said['kind']}")
        self._sheet.words(f"{entry['number']}   {entry['heading']}", size=SMALL_PT + 1, colour=ACCENT)
        whence = (self._label(f"record.by.{said['author']}"), self._label(f"record.channel.{said['channel']}"))
        self._quiet(_BETWEEN.join((entry["time"]["uk"], kind, *whence)))
        self._sheet.ln(1)
        if said["words"]:
            self._sheet.words(said["words"])
        if file:
            self._quiet(_BETWEEN.join((_title(file), size_words(file["size_bytes"]))))

    def _evidence(self, pictures: Mapping[int, bytes]) -> None:
        if not self._record["evidence"]:
            return
        self._sheet.heading(self._label("record.evidence"))
        self._quiet(self._label("record.evidence.about"))
        for row in self._record["evidence"]:
            self._file(row, pictures.get(row["number"]))

    def _file(self, row: Record, picture: bytes | None) -> None:
        width, height = _PICTURE_MM
        self._sheet.keep_together(height + 4)
        self._sheet.ln(4)
        top, name = self._sheet.y, _title(row)
        if picture:
            self._sheet.picture(picture, width=width, height=height, alt=name)
            self._sheet.set_y(top)
        self._sheet.words(name, indent=width + 5)
        self._quiet(f"{row['media_type']}{_BETWEEN}{size_words(row['size_bytes'])}", indent=width + 5)
        self._quiet(f"{row['received']['uk']}{_BETWEEN}{self._label('record.channel.' + row['channel'])}", indent=width + 5)
        self._quiet(f"SHA-256 {row['sha256']}", indent=width + 5)
        if row["quarantined"]:
            self._quiet(self._label("record.quarantined"), indent=width + 5)
        self._sheet.set_y(max(self._sheet.y, top + height if picture else 0))

    def _checks(self, json_sha256: str) -> None:
        self._sheet.heading(self._label("record.checks"))
        self._quiet(self._record["chain"]["how"])
        self._sheet.ln(2)
        self._quiet(f"{self._label('record.chain.last')}: {self._record['chain']['last']}")
        self._quiet(f"{self._label('record.json')}: {json_sha256}")
        self._sheet.ln(2)
        self._quiet(self._label("record.characters"))

    def _fact(self, label: str, words: str) -> None:
        self._sheet.words(f"{self._label(label)}: {words}")

    def _quiet(self, text: str, *, indent: float = 0) -> None:
        self._sheet.words(text, size=SMALL_PT, colour=QUIET, indent=indent)

    def _read_as(self, value: str) -> str:
        """Say an instant, or two with "/" between them, as people do; nothing when the value is no time with a zone."""
        try:
            moments = [datetime.fromisoformat(part) for part in value.removeprefix("~").split("/")]
        except ValueError:
            return ""
        if any(moment.tzinfo is None for moment in moments):
            return ""
        about = f"{self._label('record.about')} " if value.startswith("~") else ""
        return about + " – ".join(times(moment)["uk"] for moment in moments)


def _title(file: Record) -> str:
    """A file that is kept apart has no name, because it is in no archive."""
    return f"{file['number']}: {file['media_type']}" if file["quarantined"] else evidence_name(file)
