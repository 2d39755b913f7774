"""What every stand-in promises: nothing that breaks a contract goes unnoticed, and waiting in vain explains itself."""

import pytest

from tests.standins import ContractBroken, TelegramStandIn, expect_violation
from tests.standins.callers import ask

CHAT = 1001


class TestEveryStandIn:
    async def test_a_swallowed_refusal_still_fails_the_test(self) -> None:
        telegram = await TelegramStandIn().__aenter__()
        await ask(telegram, "sendMessage", chat_id=CHAT)

        with pytest.raises(ContractBroken, match="sendMessage: parameter 'text' is required"):
            await telegram.__aexit__(None, None, None)

    async def test_an_expected_violation_must_happen(self) -> None:
        with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
            async with expect_violation(TelegramStandIn(), "anything"):
                pass

    async def test_a_violation_does_not_hide_the_error_that_ended_the_test(self) -> None:
        telegram = await TelegramStandIn().__aenter__()
        await ask(telegram, "sendMessage", chat_id=CHAT)
        error = ZeroDivisionError()

        await telegram.__aexit__(ZeroDivisionError, error, None)

        assert "'text' is required" in error.__notes__[0]

    async def test_waiting_in_vain_tells_what_came_instead(self) -> None:
        async with TelegramStandIn() as telegram:
            await ask(telegram, "sendMessage", chat_id=CHAT, text="only this")

            with pytest.raises(AssertionError, match=r"1 of 2 came; .*only this"):
                await telegram.wait_for_messages(2, timeout_s=0.01)

    async def test_a_stopped_server_comes_back_at_the_same_address(self) -> None:
        async with TelegramStandIn() as telegram:
            port = int(telegram.url.rpartition(":")[2])
        async with TelegramStandIn(port=port) as again:
            assert (await ask(again, "getMe"))["ok"] is True
