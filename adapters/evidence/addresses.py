"""Which network addresses are out on the internet, and which could be our own machine, its neighbours or its landlord.

An address that is not plainly a public one must never be connected to: whoever sends a link chooses the address behind it.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

_GLOBAL_IPV6 = ip_network("2000::/3")
"""All that is given out as global unicast (IANA, IPv6 address space). Mapped, translated and local addresses lie outside of it:
::ffff:0:0/96, 64:ff9b::/96 and 64:ff9b:1::/48 (NAT64), fc00::/7, fe80::/10, fec0::/10, ff00::/8, and fd00:ec2::254 (metadata)."""

_NEVER = tuple(
    map(
        ip_network,
        (
            # IANA's special-purpose registries, written out: the standard library's own list differs between versions
            *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24"),
            *("192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24"),
            *("198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"),
            *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
            "168.63.129.16/32",  # what a virtual machine at Azure asks for its settings; public by number only
        ),
    )
)


def is_public(address: str) -> bool:
    """True when an address, in its canonical form, is out on the internet. False for whatever is no address at all."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address) and (parsed not in _GLOBAL_IPV6 or parsed.scope_id):
        return False
    return parsed.is_global and not any(parsed in network for network in _NEVER)


def is_number(host: str) -> bool:
    """True when a host is an address written in numbers: it needs no look-up, and no look-up may make another one of it.

    A browser reads 2130706433, 0177.1 and 0x7f.0.0.1 as numbers too (url.spec.whatwg.org, 3.5: "ends in a number"); none of these
    is the canonical form, so that `is_public` refuses them.
    """
    last = host.rstrip(".").rpartition(".")[2].lower()
    return ":" in host or last.isdigit() or (last.startswith("0x") and all(letter in "0123456789abcdef" for letter in last[2:]))


def in_url(address: str) -> str:
    """Return an address as it stands in a URL: that of IPv6 in brackets."""
    return address if isinstance(ip_address(address), IPv4Address) else f"[{address}]"
