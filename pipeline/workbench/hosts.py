"""Under which names the workbench answers, and to whom it may be shown at all."""

import ipaddress
import socket

from models.problem import Problem

LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


def is_local(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_local("127.0.0.1"), is_local("localhost"), is_local("0.0.0.0"), is_local("10.0.0.5")
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def hosts_for(host: str, names: tuple[str, ...], *, has_accounts: bool) -> tuple[str, ...]:
    """The names under which browsers may ask for it; any other name is refused.

    Args:
        host: the address it listens on.
        names: what the operator says it is called.
        has_accounts: whether people have to sign in.

    Raises:
        Problem: others could reach it although nobody has to sign in.
    """
    if is_local(host):
        return (*LOCAL_HOSTS, *names)
    if not has_accounts:
        raise Problem(
            f"On {host} others could reach the workbench, and there are no accounts. "
            "Add one first: jixiao accounts add NAME --role review"
        )
    is_any = host in {"0.0.0.0", "::"}  # noqa: S104  compared, not bound
    own = (socket.gethostname(), *_addresses()) if is_any else (host,)
    return tuple(dict.fromkeys((*LOCAL_HOSTS, *own, *names)))


def _addresses() -> tuple[str, ...]:
    """The addresses that this machine's own name leads to."""
    try:
        return tuple(socket.gethostbyname_ex(socket.gethostname())[2])
    except OSError:
        return ()
