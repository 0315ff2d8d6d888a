"""Does the built wheel install and run where nothing else is? ``make release-check``.

Builds the wheel, installs it with dependencies of the locked versions into an empty environment,
and in an empty folder reads one report, asks for a figure and lists what there is to ask.
"""

import os
import subprocess
import sys
import venv
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
UV = Path(sys.executable).with_name("uv")
REPORT = "云溪区应急管理局2024年度部门整体绩效自评报告\n一、预算执行\n全年预算2538.12万元。\n"
STEPS = (
    (("--version",), "jixiao "),
    (("ingest", "report.txt", "--db", "jixiao.db"), "1  read"),
    (("query", "SELECT value FROM v_quantity", "--db", "jixiao.db"), "25381200"),
    (("query",), "execution-ranking"),
    (("formats",), "Word document"),
    (("audit", "--db", "jixiao.db"), "report"),
    (("export", "out.xlsx", "--db", "jixiao.db"), "written"),
)
"""Commands, and what each must print."""


def main() -> int:
    """Print each step; the first that fails ends the check with its own words."""
    with TemporaryDirectory(prefix="jixiao-release-") as name:
        folder = Path(name)
        run(folder, UV, "build", "--quiet", "--wheel", "--out-dir", folder / "dist", ROOT)
        wheel = next((folder / "dist").glob("*.whl"))
        print(f"built {wheel.name}, {wheel.stat().st_size / 1e6:.1f} MB")
        venv.create(folder / "venv")
        programs = folder / "venv" / "bin"
        lock = ROOT / "requirements.lock"
        run(folder, UV, "pip", "install", "--quiet", "--python", programs / "python",
            "--constraint", lock, wheel)  # fmt: skip
        print("installed into an empty environment")
        (folder / "report.txt").write_text(REPORT, encoding="utf-8")
        for arguments, wanted in STEPS:
            printed = run(folder, programs / "jixiao", *arguments)
            if wanted not in printed:
                print(f"jixiao {' '.join(arguments)} does not print {wanted!r}:\n{printed}")
                return 1
            print(f"jixiao {' '.join(arguments)}: as expected")
    return 0


def run(folder: Path, *command: object) -> str:
    """What a command prints, run in ``folder`` without anything of the checkout's."""
    kept = {
        k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "JIXIAO", "VIRTUAL"))
    }
    done = subprocess.run(
        [str(word) for word in command], cwd=folder, env=kept, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {done.returncode}:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main())
