"""Old Word, WPS, RTF and OpenDocument files, turned into .docx by LibreOffice and read as such."""

import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from models.document import Document, SourceFile
from models.refusal import RefusalReason, RefusedFile
from pipeline.readers import docx
from pipeline.readers.formats import format_of
from pipeline.readers.refusing import refusal

PROGRAM = "soffice"
START_SECONDS = 60
"""For LibreOffice to start and set up its profile, on a slow machine."""

SECONDS_A_FILE = 30
MEMORY_BYTES = 4 * 1024**3
CPU_SECONDS = 150
"""Processor time of one run of LibreOffice, also when whoever started it has died."""

EXTENSIONS = {"doc": ".doc", "rtf": ".rtf", "odt": ".odt"}
"""LibreOffice chooses its import filter by name first."""

_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">\
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">\
<prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""
"""A profile that runs no macros and follows no links."""


def read(data: bytes, source: SourceFile) -> Document:
    """Read one file by way of .docx.

    Raises:
        RefusedFile: LibreOffice is not installed, or makes nothing of the file.
    """
    converted = convert({source.sha256: (data, source.format)}).get(source.sha256)
    return read_converted(converted, source)


def read_made(made: Path, path: Path, name: str) -> Document:
    """Read one file by way of the .docx that was made of it before.

    Args:
        made: the .docx.
        path: the file itself.
        name: what it is called.

    Raises:
        RefusedFile: there is nothing to be read in it.
    """
    data = path.read_bytes()
    source = SourceFile(name, sha256(data).hexdigest(), len(data), format_of(data, name).code)
    return read_converted(made.read_bytes(), source)


def read_converted(converted: bytes | None, source: SourceFile) -> Document:
    """Read what LibreOffice made of a file (None: nothing).

    Raises:
        RefusedFile: it made nothing of it, or nothing that is a document.
    """
    # LibreOffice ends well on garbage too: only a document that can be read is believed.
    if converted is not None:
        try:
            return docx.read(converted, source)
        except RefusedFile as error:
            if error.reason is RefusalReason.NO_TEXT:
                raise
    raise refusal(
        RefusalReason.DAMAGED,
        source.path,
        "LibreOffice could not open it",
        "It is cut off, damaged, or protected by a password",
        "Open it in Word or WPS, save it as .docx and submit that",
    )


def convert(
    files: Mapping[str, tuple[bytes, str]], seconds_a_file: int = SECONDS_A_FILE
) -> dict[str, bytes]:
    """Turn files into .docx in one run of LibreOffice, which takes most of its time to start.

    Args:
        files: bytes and format code (``doc``, ``rtf``, ``odt``) by a name of the caller's that
            is safe as a file name (the sha256).
        seconds_a_file: beyond the start; when they are over, what was made until then counts.

    Returns:
        The .docx of each file that LibreOffice made one of, by the same names.

    Raises:
        RefusedFile: LibreOffice is not installed.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise RefusedFile(
            RefusalReason.TOOL_MISSING,
            "LibreOffice is needed to read .doc, .wps, .rtf and .odt and is not installed. "
            "On Debian or Ubuntu type `make system-deps`; elsewhere install LibreOffice Writer.",
        )
    with TemporaryDirectory(prefix="jixiao-office-") as folder:
        place = Path(folder)
        inputs = []
        for name, (data, code) in files.items():
            inputs.append(place / f"{name}{EXTENSIONS[code]}")
            inputs[-1].write_bytes(data)
        _run(program, place, inputs, START_SECONDS + seconds_a_file * len(inputs))
        made = {name: place / "made" / f"{name}.docx" for name in files}
        return {name: path.read_bytes() for name, path in made.items() if path.is_file()}


def _run(program: str, place: Path, inputs: list[Path], seconds: int) -> None:
    """One LibreOffice with a profile of its own and no network, killed when it takes too long."""
    profile = place / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        *_without_network(),
        program,
        f"-env:UserInstallation={profile.parent.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        str(place / "made"),
        *map(str, inputs),
    ]
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=place,
        start_new_session=True,
        preexec_fn=_limit,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        pass  # what it made until now counts; the file it hangs on has no result
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


@cache
def _without_network() -> tuple[str, ...]:
    """What runs a command without network here, or nothing where the system does not allow it."""
    for wrapper in (
        ("bwrap", "--unshare-net", "--dev-bind", "/", "/"),
        ("unshare", "--map-root-user", "--net"),
    ):
        if (
            shutil.which(wrapper[0])
            and not subprocess.run(
                [*wrapper, "true"], capture_output=True, check=False, timeout=10
            ).returncode
        ):
            return wrapper
    return ()
