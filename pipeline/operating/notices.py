"""Telling people how a night went, by webhook or mail, where they asked for it.

Asked for in ``notices.toml`` in the user's configuration folder (``jixiao nightly --help``
says where that is), or by ``JIXIAO_WEBHOOK`` and ``JIXIAO_MAIL_TO``, which come first::

    only_problems = true                 # say nothing after a night without refused files

    [webhook]
    url = "https://hooks.example.org/jixiao"
    style = "chat"                       # as WeCom and DingTalk take it; default "record"

    [mail]
    to = ["operator@example.org"]
    sender = "jixiao@example.org"
    host = "mail.example.org"
    port = 25

Nothing is sent where neither is there.
"""

import json
import os
import smtplib
import tomllib
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from models.problem import Problem

FILE_NAME = "notices.toml"
SECONDS = 10.0
"""How long a server may take to accept a notice."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that notices are posted to.

    Attributes:
        style: "record": the line as ``text`` and the record as ``record``; "chat": the line
            alone, as the chat services WeCom and DingTalk take it.
    """

    url: str
    style: str = "record"


@dataclass(frozen=True, slots=True)
class Mail:
    """Whom notices are mailed to, and the server that takes them."""

    to: tuple[str, ...]
    sender: str = "jixiao@localhost"
    host: str = "localhost"
    port: int = 25


@dataclass(frozen=True, slots=True)
class Notices:
    """What is to be sent; nothing by default."""

    webhook: Webhook | None = None
    mail: Mail | None = None
    only_problems: bool = False


def config_file() -> Path:
    """Where the user's configuration of notices is looked for."""
    return user_config_path("jixiao") / FILE_NAME


def load_notices(path: Path | None = None) -> Notices:
    """What the configuration file and the environment ask for.

    Raises:
        Problem: the file is there and cannot be understood.
    """
    path = config_file() if path is None else path
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
        return _notices(given)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Problem(
            f"{path} cannot be understood: {error}. It has the tables [webhook] with url and "
            "style, and [mail] with to, sender, host and port, and only_problems before them."
        ) from error


def _notices(given: Mapping[str, Any]) -> Notices:
    hook, mail = dict(given.get("webhook", {})), dict(given.get("mail", {}))
    if url := os.environ.get("JIXIAO_WEBHOOK"):
        hook["url"] = url
    if to := os.environ.get("JIXIAO_MAIL_TO"):
        mail["to"] = to.replace(",", " ").split()
    webhook = Webhook(**hook) if hook else None
    if webhook and not webhook.url.startswith(("http://", "https://")):
        raise ValueError(f"{webhook.url} is no address of a web server")
    return Notices(
        webhook=webhook,
        mail=Mail(to=tuple(mail.pop("to")), **mail) if mail else None,
        only_problems=bool(given.get("only_problems", False)),
    )


def send(notices: Notices, line: str, record: Mapping[str, Any]) -> Iterator[str]:
    """Send what is asked for; a server that does not answer stops nothing.

    Args:
        notices: what is asked for.
        line: the closing line of the night.
        record: the night as a machine reads it; its ``exit_code`` is 0 after a good night.

    Yields:
        A sentence for each notice that could not be sent.
    """
    if notices.only_problems and record["exit_code"] == 0:
        return
    if notices.webhook:
        try:
            _post(notices.webhook, line, record)
        except (OSError, ValueError) as error:
            yield f"The notice to {notices.webhook.url} was not sent: {error}"
    if notices.mail:
        try:
            _mail(notices.mail, line, record)
        except (OSError, smtplib.SMTPException) as error:
            yield f"The mail by {notices.mail.host}:{notices.mail.port} was not sent: {error}"


def _post(webhook: Webhook, line: str, record: Mapping[str, Any]) -> None:
    chat = {"msgtype": "text", "text": {"content": line}}
    body = chat if webhook.style == "chat" else {"text": line, "record": record}
    request = urllib.request.Request(  # noqa: S310  the scheme was checked when it was read
        webhook.url,
        json.dumps(body, ensure_ascii=False).encode(),
        {"Content-Type": "application/json; charset=utf-8"},
    )
    with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310
        pass


def _mail(mail: Mail, line: str, record: Mapping[str, Any]) -> None:
    message = EmailMessage()
    message["From"], message["To"] = mail.sender, ", ".join(mail.to)
    message["Subject"] = f"Jixiao: {line.split('.')[0]}"
    message.set_content(f"{line}\n\n{json.dumps(record, ensure_ascii=False, indent=2)}\n")
    with smtplib.SMTP(mail.host, mail.port, timeout=SECONDS) as server:
        server.send_message(message)
