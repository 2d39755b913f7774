"""The ids of what was done lately, so that doing it again can be spared. It may forget: whoever asks must bear that."""

from collections import OrderedDict

REMEMBERED = 500


class Recent:
    """The newest ids; older ones are forgotten."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._remembered = remembered

    def add(self, id: str) -> None:
        """Remember an id."""
        self._ids[id] = None
        if len(self._ids) > self._remembered:
            self._ids.popitem(last=False)

    def __contains__(self, id: object) -> bool:
        return id in self._ids
