"""Where a sentence ends: needed only for the rare paragraph that is too long to be one passage.

It must never cut inside a sentence. In doubt it does not cut: two sentences kept together do no harm.
"""

import re

_END = re.compile(
    r"""(?<=[.?!…])        # the sentence's last mark
        ["”’')\]]{0,3}     # what closes with it
        \s+                # the gap
        (?=["“‘'(\[]{0,2}[A-Z0-9])   # the next one begins""",
    re.VERBOSE,
)
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|No|Mr|Mrs|Ms|Dr|Rt|Hon|St|vs|[A-Z]|pp?)\.)$")


def sentences(paragraph: str) -> tuple[str, ...]:
    """Return the sentences of a paragraph; joined by single spaces they are the paragraph again."""
    found = []
    start = 0
    for gap in _END.finditer(paragraph):
        sentence = paragraph[start : gap.end()].rstrip()
        if not _ABBREVIATION.search(sentence):
            found.append(sentence)
            start = gap.end()
    return (*found, paragraph[start:])


def ends_a_sentence(text: str) -> bool:
    """Whether a text closes like a sentence, a clause or a lead-in; an address or a name on its own does not."""
    return bool(re.search(r"""[.?!…:;]["”’')\]*]{0,4}$""", text))
