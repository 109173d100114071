"""Where an index lies on a cluster: its nodes, the alias that readers follow, and perhaps one show of many.

In: an address as written, `https://one:9200,two:9200/alias?show=NAME`. Out: a `ClusterAddress`.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

ONLY_SHOW = "show"  # what the show is called on the cluster where the address names none
ALIAS = re.compile(r"[a-z0-9][a-z0-9_.-]{0,100}")
SHOW = re.compile(r"[^/\s]{1,100}")
NODE = re.compile(r"(?P<host>[\w.-]+|\[[0-9a-fA-F:]+\])(?::(?P<port>[0-9]{1,5}))?")
FORM = "write it as https://cluster.example:9200/alias"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks the cluster."""

    user: str
    password: str = field(repr=False)


class AddressError(ValueError):
    """An address that cannot be used; the message says why, and names no credentials."""


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """The nodes that are asked (host and port), whether by TLS, the alias, and the show where it holds many."""

    nodes: tuple[tuple[str, int], ...]
    tls: bool
    alias: str
    show: str | None = None

    @property
    def held_as(self) -> str:
        """What the show is called on the cluster."""
        return self.show or ONLY_SHOW

    def __str__(self) -> str:
        nodes = ",".join(f"{host}:{port}" for host, port in self.nodes)
        show = f"?show={self.show}" if self.show else ""
        return f"{'https' if self.tls else 'http'}://{nodes}/{self.alias}{show}"


def is_address(written: str) -> bool:
    """Tell whether what says where the index lies is the address of a cluster, and no path."""
    return re.match(r"https?:/", written) is not None


def parse_address(written: str) -> ClusterAddress:
    """Return what an address says; raise `AddressError`."""
    try:
        parts = urlsplit(written)
    except ValueError as error:
        raise AddressError(f"is no address of a cluster; {FORM}") from error
    if "@" in parts.netloc:
        raise AddressError(
            "holds a user or password, which would end up in logs; take them out of the address and write them into "
            "ASKCAST_CLUSTER_USER and ASKCAST_CLUSTER_PASSWORD"
        )
    usual = 443 if parts.scheme == "https" else 9200
    nodes = [NODE.fullmatch(node) for node in parts.netloc.split(",")]
    asked = dict(parse_qsl(parts.query))
    alias, show = parts.path.strip("/"), asked.pop("show", None)
    if not all(nodes) or asked or parts.fragment or not ALIAS.fullmatch(alias):
        raise AddressError(f"is no address of an alias; {FORM}, several nodes with commas between")
    if show is not None and not SHOW.fullmatch(show):
        raise AddressError("names a show that cannot be one; write it without spaces and slashes")
    told = tuple((node["host"].strip("[]"), int(node["port"] or usual)) for node in nodes if node)
    return ClusterAddress(told, parts.scheme == "https", alias, show)
