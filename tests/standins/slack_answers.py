"""What Slack answers to a well-made call, and the little that it remembers: messages, views, triggers, people, files.

It must never let a trigger open two views or a message be changed that was never posted.
"""

import itertools
from collections.abc import Callable
from typing import Any

from tests.standins.slack_call import Call

TEAM = "T0TEAM"
BOT_USER = "U0BOT"
_BOT = {"bot_id": "B0BOT", "app_id": "A0APP", "team": TEAM, "user": BOT_USER}


class Refused(Exception):
    """The call was well made, but cannot be carried out; `error` is Slack's code."""

    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


class Answers:
    """The state of the workspace and an answer for every method."""

    def __init__(self) -> None:
        self.root = ""  # address of the server, known once it runs
        self.messages: dict[tuple[str, str], dict[str, Any]] = {}  # by channel and ts
        self.views: dict[str, dict[str, Any]] = {}  # by view id
        self.users: dict[str, dict[str, Any]] = {}  # what users.info adds or changes, by user id
        self.files: dict[str, bytes] = {}  # by file id
        self.redirects: dict[str, str] = {}  # by file id
        self.used_triggers: set[str] = set()
        self._numbers = itertools.count(1)
        self._special: dict[str, Callable[[Call], dict[str, Any]]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.postEphemeral": lambda _call: {"message_ts": self._new_ts()},
            "chat.update": self._update,
            "chat.delete": self._delete,
            "conversations.open": self._open_conversation,
            "users.info": self._user,
            "files.info": self._file,
            "views.open": self._open_view,
            "views.push": self._open_view,
            "views.publish": lambda call: {"view": self._keep_view(call, f"VHOME{call.args['user_id']}")},
            "views.update": self._update_view,
            "apps.connections.open": lambda _call: {"url": f"{self.root.replace('http', 'ws', 1)}/link?ticket=1"},
        }

    def answer(self, call: Call) -> dict[str, Any]:
        """Carry the call out and return the answer without `ok`; a method without special meaning just succeeds.

        Raises:
            Refused: it cannot be carried out.
        """
        return self._special[call.method](call) if call.method in self._special else {}

    def learn(self, channel: str, message: dict[str, Any]) -> None:
        """Know a message of the bot that an interaction tells of."""
        self.messages.setdefault((channel, message["ts"]), message)

    def _auth_test(self, _call: Call) -> dict[str, Any]:
        names = {"url": "https://example.org/", "team": "Example workspace", "user": "alongside"}
        return {**names, "team_id": TEAM, "user_id": BOT_USER, "bot_id": "B0BOT", "is_enterprise_install": False}

    def _post(self, call: Call) -> dict[str, Any]:
        thread = call.args.get("thread_ts")
        made = {"type": "message", **_BOT, "ts": self._new_ts(), **_content(call)}
        made |= {"thread_ts": thread} if thread else {}
        self.messages[call.channel, made["ts"]] = made
        return {"channel": call.channel, "ts": made["ts"], "message": made}

    def _update(self, call: Call) -> dict[str, Any]:
        message = self._find(call)
        message |= _content(call)
        return {"channel": call.channel, "ts": call.args["ts"], "text": call.text, "message": message}

    def _delete(self, call: Call) -> dict[str, Any]:
        self._find(call)
        del self.messages[call.channel, call.args["ts"]]
        return {"channel": call.channel, "ts": call.args["ts"]}

    def _find(self, call: Call) -> dict[str, Any]:
        if (call.channel, call.args["ts"]) not in self.messages:
            raise Refused("message_not_found")
        return self.messages[call.channel, call.args["ts"]]

    def _open_conversation(self, call: Call) -> dict[str, Any]:
        users = str(call.args.get("users", "")).split(",")
        if call.args.get("channel"):
            return {"channel": {"id": call.args["channel"]}}
        if users == [""]:
            raise Refused("users_list_not_supplied")
        return {"channel": {"id": f"D{users[0][1:]}"}}  # the samples name U0ALICE's conversation D0ALICE

    def _user(self, call: Call) -> dict[str, Any]:
        name = call.args["user"]
        invented: dict[str, Any] = {
            "id": name,
            "team_id": TEAM,
            "name": name.lower(),
            "real_name": "Robin Example",
            "deleted": False,
        }
        invented |= {"is_bot": name == BOT_USER, "is_admin": False, "tz": "Europe/London", "profile": {}}
        return {"user": invented | self.users.get(name, {})}

    def _file(self, call: Call) -> dict[str, Any]:
        name = call.args["file"]
        if name not in self.files:
            raise Refused("file_not_found")
        address = f"{self.root}/files-pri/{name}"
        described: dict[str, Any] = {"id": name, "name": f"{name}.jpg", "mimetype": "image/jpeg", "size": len(self.files[name])}
        return {"file": {**described, "url_private": address, "url_private_download": address}}

    def _open_view(self, call: Call) -> dict[str, Any]:
        trigger = call.args.get("trigger_id") or call.args.get("interactivity_pointer")
        if trigger in self.used_triggers:
            raise Refused("exchanged_trigger_id")
        self.used_triggers.add(str(trigger))
        return {"view": self._keep_view(call, f"V{next(self._numbers):04d}")}

    def _update_view(self, call: Call) -> dict[str, Any]:
        by_external_id = {view.get("external_id"): name for name, view in self.views.items()}
        name = call.args.get("view_id") or by_external_id.get(call.args.get("external_id"))
        if name not in self.views:
            raise Refused("not_found")
        if call.args.get("hash", self.views[name]["hash"]) != self.views[name]["hash"]:
            raise Refused("hash_conflict")
        return {"view": self._keep_view(call, name)}

    def _keep_view(self, call: Call, name: str) -> dict[str, Any]:
        extra: dict[str, Any] = {"id": name, "team_id": TEAM, "app_id": "A0APP", "bot_id": "B0BOT", "root_view_id": name}
        extra |= {"hash": f"1767225600.{next(self._numbers)}", "state": {"values": {}}}
        self.views[name] = {"private_metadata": "", "callback_id": "", "external_id": "", **call.args["view"], **extra}
        return self.views[name]

    def _new_ts(self) -> str:
        return f"1767225700.{next(self._numbers):06d}"


def _content(call: Call) -> dict[str, Any]:
    blocks = {"blocks": call.blocks} if "blocks" in call.args else {}
    return {"text": call.text or str(call.args.get("markdown_text", "")), **blocks}
