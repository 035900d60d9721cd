"""The documentation names everything there is; what is generated is current."""

import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

from chamsae import errors, settings
from chamsae.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


def test_the_commands_page_is_what_help_prints() -> None:
    done = subprocess.run([sys.executable, ROOT / "tools" / "help.py", "--check"], check=False, cwd=ROOT)
    assert done.returncode == 0, "run: .venv/bin/python tools/help.py"


def test_every_command_is_in_the_changelog_or_tutorial() -> None:
    told = (ROOT / "CHANGELOG.md").read_text() + (DOCS / "tutorial" / "first-casebook.md").read_text()
    assert [name for name in COMMANDS if name not in told] == []


def test_every_setting_is_documented_with_its_default() -> None:
    page = (DOCS / "reference" / "settings.md").read_text()
    for field in fields(settings.Settings):
        default = f'"{field.default}"' if isinstance(field.default, str) else str(field.default)
        assert f"| `{field.name}` | `{default}` |" in page
    assert all(variable in page for variable in settings.ENVIRONMENT.values())


def test_every_error_is_documented_with_its_exit_code_and_drawn_in_the_tree() -> None:
    page = (DOCS / "reference" / "errors.md").read_text()
    tree = errors.__doc__ or ""
    for name, error in vars(errors).items():
        if isinstance(error, type) and issubclass(error, errors.ChamsaeError):
            assert f"| `{name}` | {error.exit_code} |" in page
            assert name in tree


def test_every_screen_is_documented() -> None:
    from chamsae.db.configure import ready

    ready()
    from chamsae.web.urls import urlpatterns

    page = (DOCS / "reference" / "screens.md").read_text()
    names = [pattern.name for pattern in urlpatterns if getattr(pattern, "name", None)]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_links_inside_the_documentation_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in target and not (page.parent / target).exists():
                broken.append(f"{page.relative_to(ROOT)}: {target}")
    assert broken == []


def test_every_make_target_explains_itself() -> None:
    makefile = (ROOT / "Makefile").read_text()
    targets = re.findall(r"^([a-z]+):", makefile, re.M)
    explained = re.findall(r"^([a-z]+):.*## ", makefile, re.M)
    assert sorted(targets) == sorted(explained)


def test_the_changelog_knows_this_version() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.M)
    assert version and f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text()
