"""A browser without a screen for tests: real requests to the real application."""

from fastapi import FastAPI
from httpx import Response
from sqlalchemy import Engine
from starlette.testclient import TestClient

from pipeline.workbench.accounts import Accounts
from pipeline.workbench.app import app_over

HERE = "http://127.0.0.1"


class Browser(TestClient):
    """Sends what a browser sends from one of our own pages."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app, base_url=HERE, follow_redirects=False)

    def send_form(self, address: str, **fields: str) -> Response:
        """Post a form of a page of ours."""
        return self.post(address, data=fields, headers={"Origin": HERE})


def browser_over(engine: Engine, accounts: Accounts | None = None) -> Browser:
    """A browser on the workbench over a database."""
    return Browser(app_over(engine, accounts=accounts))
