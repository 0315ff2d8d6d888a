"""Write every page made from code into docs/reference."""

from tests.docs_build.pages import FOLDER, pages

for name, text in pages().items():
    (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"docs/reference/{name}: {len(text.splitlines())} lines")
