"""Questions: from what was found to the words of the documents, or the honest "there is no guidance on that"."""

from bot.answering.answering import GAPS, answer_question, judge, press, refused
from bot.answering.quoting import citation, is_overdue, quoted
from bot.answering.signposts import SIGNPOSTS, say_signpost

__all__ = [
    "GAPS",
    "SIGNPOSTS",
    "answer_question",
    "citation",
    "is_overdue",
    "judge",
    "press",
    "quoted",
    "refused",
    "say_signpost",
]
