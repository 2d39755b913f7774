"""Only addresses that are plainly out on the internet are ever connected to."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_network

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.evidence.addresses import is_number, is_public
from adapters.evidence.destinations import Refusal, destination_of, parsed
from adapters.evidence.errors import LinkRefused, LinkUnreachable

PUBLIC = ["1.1.1.1", "8.8.8.8", "151.101.1.1", "172.32.0.1", "100.128.0.1", "2606:4700:4700::1111", "2a00:1450:4009::1"]

NOT_PUBLIC = {
    "this machine": ["127.0.0.1", "127.255.255.254", "0.0.0.0", "::1", "::"],
    "the neighbours": ["10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fd12::1", "fc00::1", "fec0::1"],
    "the same cable": ["169.254.1.1", "fe80::1", "fe80::1%eth0"],
    "the provider": ["100.64.0.1", "100.127.255.255", "198.18.0.1", "192.0.0.1"],
    "what tells a machine its secrets": ["169.254.169.254", "169.254.170.2", "100.100.100.200", "192.0.0.192", "168.63.129.16"],
    "the same by IPv6": ["fd00:ec2::254", "fe80::a9fe:a9fe"],
    "many at once": ["224.0.0.1", "224.0.1.1", "239.255.255.250", "255.255.255.255", "ff02::1", "ff0e::1"],
    "nobody": ["240.0.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1", "5f00::1", "100::1", "4000::1"],
    "inside another": ["::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:a9fe:a9fe", "::127.0.0.1", "::ffff:0:127.0.0.1"],
    "translated": ["64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::a00:1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001::1"],
    "no address": [
        "",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f.0.0.1",
        "0177.0.0.1",
        "127.0.0.1.",
        "1.1.1",
        "[::1]",
        "1.1.1.1/8",
    ],
}


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_on_the_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", [address for addresses in NOT_PUBLIC.values() for address in addresses])
def test_every_other_address_is_not(address: str) -> None:
    assert not is_public(address)


INSIDE = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "169.254.0.0/16", "100.64.0.0/10", "224.0.0.0/3"]


@given(st.sampled_from(INSIDE), st.integers(0, 2**32 - 1))
def test_no_inside_address_is_public_in_any_clothing(network: str, number: int) -> None:
    inside = ip_network(network)
    address = IPv4Address(int(inside.network_address) + number % inside.num_addresses)

    assert not is_public(str(address))
    for prefix in ("::ffff:0:0", "64:ff9b::", "::"):
        assert not is_public(str(IPv6Address(int(IPv6Address(prefix)) + int(address))))
    assert not is_public(str(IPv6Address((0x2002 << 112) + (int(address) << 80))))


@pytest.mark.parametrize("host", ["2130706433", "0177.0.0.1", "0x7f.1", "127.1", "127.0.0.1.", "1.1.1.1", "::1", "a.0x1", "a.1"])
def test_what_a_browser_reads_as_a_number_is_never_looked_up(host: str) -> None:
    assert is_number(host)


@pytest.mark.parametrize("host", ["example.org", "example.org.", "1.example", "0xample.org", "abc.0xyz", "localhost"])
def test_names_are_no_numbers(host: str) -> None:
    assert not is_number(host)


class Names:
    """A name server with one answer for every name, which counts how often it is asked."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append((host, port))
        return self.addresses


FORM = [
    "ftp://example.org/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:25/x",
    "javascript:alert(1)",
    "data:text/html,x",
    "//example.org/",
    "example.org",
    "",
    "http://",
    "http:///path",
    "https://user@example.org/",
    "https://user:password@example.org/",
    "http://example.org\\@127.0.0.1/",
    "http://example.org:22/",
    "http://example.org:8080/",
    "http://example.org:99999/",
    "http://example.org:port/",
    "http://exa\tmple.org/",
    "http://exa\x00mple.org/",
    "http://[::1/",
    "http://１２７.0.0.1/",
    "http://example.org/\ud800",
    "http://example.org/" + "a" * 2_048,
]


@pytest.mark.parametrize("link", FORM)
async def test_what_is_no_web_address_for_everybody_is_refused_before_any_look_up(link: str) -> None:
    names = Names("1.1.1.1")

    with pytest.raises(LinkRefused) as raised:
        await destination_of(parsed(link), names, frozenset())

    assert raised.value.reason == Refusal.FORM
    assert names.asked == []


NUMBERS = [
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0x7f.0.0.1/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://127.0.0.1。/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[0:0:0:0:0:ffff:127.0.0.1]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[fe80::1%25eth0]/",
    "https://169.254.169.254/latest/meta-data/",
    "http://192.168.0.1:443/",
]


@pytest.mark.parametrize("link", NUMBERS)
async def test_an_inside_address_in_any_writing_is_refused_without_a_look_up(link: str) -> None:
    names = Names("1.1.1.1")

    with pytest.raises(LinkRefused) as raised:
        await destination_of(parsed(link), names, frozenset())

    assert raised.value.reason in (Refusal.ADDRESS, Refusal.FORM)  # some are not even a URL to the library
    assert names.asked == []


@pytest.mark.parametrize(
    "addresses", [["127.0.0.1"], ["1.1.1.1", "10.0.0.1"], ["2606:4700::1", "::1"], ["1.1.1.1", "::ffff:1.1.1.1"]]
)
async def test_one_inside_address_of_a_name_is_enough(addresses: list[str]) -> None:
    with pytest.raises(LinkRefused) as raised:
        await destination_of(parsed("https://example.org/"), Names(*addresses), frozenset())

    assert raised.value.reason == Refusal.ADDRESS


async def test_a_name_is_looked_up_once_and_its_addresses_are_kept() -> None:
    names = Names("1.1.1.1", "2606:4700::1111", "1.1.1.1")

    found = await destination_of(parsed("https://bücher.example/a?b"), names, frozenset())

    assert found.addresses == ("1.1.1.1", "2606:4700::1111")
    assert found.url == httpx.URL("https://bücher.example/a?b")
    assert names.asked == [("xn--bcher-kva.example", 443)]


async def test_an_endpoint_that_is_allowed_is_allowed_on_that_port_only() -> None:
    also = frozenset({("127.0.0.1", 8081)})

    assert (await destination_of(parsed("http://127.0.0.1:8081/"), Names(), also)).addresses == ("127.0.0.1",)
    for other in ("http://127.0.0.1/", "http://127.0.0.2:8081/", "http://1.1.1.1:8081/"):
        with pytest.raises(LinkRefused):
            await destination_of(parsed(other), Names(), also)


async def test_a_name_without_an_address_leads_nowhere() -> None:
    async def nowhere(_host: str, _port: int) -> Sequence[str]:
        raise OSError("no such name")

    for resolve in (Names(), nowhere):
        with pytest.raises(LinkUnreachable):
            await destination_of(parsed("https://example.org/"), resolve, frozenset())
