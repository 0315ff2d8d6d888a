"""``jixiao serve``: the web workbench."""

from typing import Annotated

import typer

from pipeline.commands._options import Database


def serve(
    db: Database = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes a free one.")] = 8000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
) -> None:
    """Open the web workbench on this machine."""
    import socket

    import uvicorn
    from rich.console import Console

    from models.problem import Problem
    from pipeline.workbench.app import create_app

    app = create_app(db)
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        raise Problem(
            f"Port {port} on {host} is taken ({error.strerror}). "
            "Name another one: jixiao serve --port 8001"
        ) from error
    address = f"http://{host}:{listener.getsockname()[1]}"
    Console().print(f"The workbench is at {address}  (end it with Ctrl+C)", highlight=False)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
