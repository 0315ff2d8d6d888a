"""``jixiao serve``: the web workbench."""

from typing import Annotated

import typer

from pipeline.commands._options import Database


def serve(
    db: Database = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but this machine's own needs accounts.")
    ] = "127.0.0.1",
    name: Annotated[
        list[str] | None,
        typer.Option(help="Name or address under which other machines reach it; repeatable."),
    ] = None,
) -> None:
    """Open the web workbench on this machine.

    Once there are accounts (jixiao accounts add), everybody has to sign in, and it may be
    served to others with --host. Put a proxy that speaks HTTPS before it on an open network.
    """
    import errno
    import socket

    import uvicorn
    from rich.console import Console

    from models.database import open_existing
    from models.problem import Problem
    from pipeline.workbench.accounts import Accounts
    from pipeline.workbench.app import app_over
    from pipeline.workbench.hosts import hosts_for
    from pipeline.workbench.ready import make_ready

    accounts = Accounts()
    has_accounts = bool(accounts.all())
    hosts = hosts_for(host, tuple(name or ()), has_accounts=has_accounts)
    app = app_over(open_existing(db), hosts, accounts if has_accounts else None)
    make_ready(app)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        state = "is taken" if error.errno == errno.EADDRINUSE else "cannot be used"
        raise Problem(
            f"Port {port} on {host} {state} ({error.strerror}). "
            "Name another one: jixiao serve --port 8001"
        ) from error
    address = f"http://{host}:{listener.getsockname()[1]}"
    Console().print(f"The workbench is at {address}  (end it with Ctrl+C)", highlight=False)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
