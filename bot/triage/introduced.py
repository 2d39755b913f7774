"""People who are only named: "a guy calling himself dan", "signed The Quill Guard", "posted by a tam quibble".

For `bot.triage.who`, read against the text as typed, capitals or not. What
stands before the name says that it is one; without such words a
name in small letters is never taken for one.
"""

import re
from collections.abc import Iterator

from bot.triage.choosing import Span

_AS = (
    r"(?:calling|calls|called|named|naming) (?:(?:him|her|it|them)sel(?:f|ves) )?|going by (?:the name (?:of )?)?|goes by "
    r"|known as "
    r"|sign(?:ed|ing|s) (?:(?:it |off |him|her|them)(?:self |selves )?)?(?:as |by |off )?"
)
_NOTED = (
    r"(?:(?:profile |account |user ?|screen |display |sender |sender'?s |his |her |their |the )?(?:name|handle|tag)s? "
    r"(?:was |is |given (?:was |is |as )?|as |of |reads |says )?|user(?:name)? |channel |account )['\"]?"
)
_BY = (
    r"(?:posted|sent|written|made|shared|uploaded|put up|set up|run|started|led|organi[sz]ed|recorded|filmed"
    r"|left) by (?:an? |one )?"
)
_SMALL = r"[a-z][\w'-]{1,14}"
_ENDS = (
    r"(?=[.,;:!?)\n\"]| (?:on|at|around|about|last|this|and|in|who|has|from|yesterday|today|again|saying|n|with|rang|said)\b|$)"
)
_NO_NAME = (
    r"(?!(?:the(?! (?-i:[A-Z]))|a|an|my|our|his|her|their|me|us|him|it|this|that|no|not|on|in|at|for|to|some\w*|any\w*|every\w*"
    r"|anonymous\w*|names|out|up|off|for|police|and|as|is|was|unknown|withheld|removed|gone|back|which|who|calls?|hand|post|e?mail|accident)\b)"
)
_CAPITAL = r"(?-i:(?:The |[A-Z]\. ?)?[A-Z][\w'.-]*(?: (?:of |the )?[A-Z][\w'-]*){0,3})"
_FOUND = re.compile(
    rf"(?<!\w)(?:{_AS}|{_NOTED}|{_BY}){_NO_NAME}(?P<name>{_CAPITAL}|[\w.-]*[_\d][\w.-]*"
    rf"|(?<=self ){_SMALL}(?: from (?:the )?{_SMALL}(?: {_SMALL})?)?{_ENDS}|(?<=by a ){_SMALL} {_SMALL}{_ENDS}"
    rf"|(?<=by ){_SMALL} {_SMALL}{_ENDS})(?!\w)",
    re.IGNORECASE,
)


def introduced(text: str) -> Iterator[Span]:
    """Yield each name that is introduced as one, without the words that introduce it."""
    for found in _FOUND.finditer(text):
        yield Span(found.start("name"), found.end("name"), found.end("name"))
