"""The program finds its resources however it was installed: checkout, editable, wheel, sdist."""

import ast
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import venv
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QRawFont
from setuptools import find_packages

ROOT = Path(__file__).parent.parent
SHIPPED = ["LICENSE", "icons/gdsim.svg", "fonts/Inter-Regular.ttf", "fonts/Inter-OFL.txt"]
FIND = """
import sys
from gdsim.scenario.resource import resource_path
print(resource_path())
sys.exit(not all(resource_path(*name.split("/")).is_file() for name in sys.argv[1:]))
"""


def run(*command: str | Path, folder: Path) -> str:
    """Run a command in a folder, and return what it printed."""
    outcome = subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    return outcome.stdout.strip()


def build(hook: str, source: Path) -> Path:
    """Let setuptools build from a source folder, and return the file it made."""
    code = f"from setuptools import build_meta; print(build_meta.{hook}('dist'))"
    return source / "dist" / run(sys.executable, "-c", code, folder=source).splitlines()[-1]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, since a build writes beside them."""
    folder = tmp_path_factory.mktemp("source")
    for name in ("gdsim", "resources"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("README.md", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    # What an installed copy must not take along.
    (folder / "resources" / "__pycache__").mkdir()
    (folder / "resources" / "__pycache__" / "left.pyc").touch()
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    """What is handed to others."""
    return build("build_wheel", source)


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """A new virtual environment that has the dependencies, but no gdsim."""
    folder = tmp_path / "environment"
    venv.create(folder, with_pip=False)
    paths = {name: sysconfig.get_path(name, "venv", {"base": str(folder)}) for name in ("purelib", "scripts")}
    # The dependencies are lent by the environment of the tests. Its own gdsim is not: that is found by a
    # .pth file there, which is read only in an environment's own folder.
    (Path(paths["purelib"]) / "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    return Path(paths["scripts"])


def install(environment: Path, source: Path, *what: str | Path) -> None:
    """Install gdsim without asking a network for anything."""
    options = ["--no-deps", "--no-index", "--no-build-isolation", "--ignore-installed", "--quiet"]
    pip = [sys.executable, "-m", "pip", "--python", environment / "python"]
    run(*pip, "install", *options, *what, folder=source)


def found_resources(environment: Path, folder: Path) -> Path:
    """Check that the installed gdsim finds what it ships, and return where."""
    return Path(run(environment / "python", "-c", FIND, *SHIPPED, folder=folder))


def test_checkout_has_its_resources(source: Path):
    """As found with `python -m gdsim`, without any installation, where the tests themselves run."""
    assert Path(run(sys.executable, "-c", FIND, *SHIPPED, folder=ROOT)) == ROOT / "resources"


def test_editable_install_uses_the_sources(source: Path, environment: Path, tmp_path: Path):
    install(environment, source, "--editable", source)
    assert found_resources(environment, tmp_path) == source / "resources"


def test_installed_from_a_wheel_it_stands_alone(source: Path, wheel: Path, environment: Path, tmp_path: Path):
    install(environment, source, wheel)
    assert found_resources(environment, tmp_path).is_relative_to(environment.parent)


def test_installed_from_its_sources_it_stands_alone(source: Path, environment: Path, tmp_path: Path):
    install(environment, source, build("build_sdist", source))
    assert found_resources(environment, tmp_path).is_relative_to(environment.parent)


def test_wheel_holds_every_resource_and_nothing_else(source: Path, wheel: Path):
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if name.startswith("gdsim/resources/")}
    assert names == {
        f"gdsim/{path.relative_to(source).as_posix()}"
        for path in (source / "resources").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_every_package_is_installed():
    """pyproject.toml lists the packages by name; a new one must be added there."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert set(settings["tool"]["setuptools"]["packages"]) == {
        "gdsim.resources",
        *find_packages(str(ROOT), include=["gdsim", "gdsim.*"]),
    }


def test_every_import_is_a_declared_dependency():
    """One that happens to be there on this machine is missing on the next."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    extras = settings["project"]["optional-dependencies"]
    lines = sum((extras[name] for name in extras if name != "test"), settings["project"]["dependencies"])
    declared = {re.split(r"[\[<>=!~ ]", line)[0].lower() for line in lines}
    # They come with the two that are named, in step with them.
    declared |= {"shiboken6", "ziafont"}
    owners = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in (ROOT / "gdsim").rglob("*.py")
        for name in imported_modules(path) - set(sys.stdlib_module_names) - {"gdsim"}
        if not declared & {owner.lower().replace("_", "-") for owner in owners.get(name, [name])}
    }
    assert undeclared == set()


def imported_modules(path: Path) -> set[str]:
    """List the top-level modules a file imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize(
    ("file", "signs"),
    [
        ("Inter-Regular.ttf", "–−×·∂∇Σ½ημΔδŷ²₀₁₂₉←→↺‹›▶⏸⏹≤≥≈∞|\u0302"),
        ("Inter-SemiBold.ttf", "–−×·∂∇Σ½ημΔδŷ²₀₁₂₉←→↺‹›▶⏸⏹≤≥≈∞|\u0302"),
        ("STIXTwoText-Regular.ttf", "–−×·∂∇Σ∑√½ημΔδŷ²₀₁₂₉←→≤≥≈∞|\u0302"),
        ("STIXTwoText-Italic.ttf", "–−×·∂∇Σ∑√½ημΔδŷ²₀₁₂₉←→≤≥≈∞|\u0302"),
    ],
)
def test_fonts_have_every_sign(qapp: QGuiApplication, file: str, signs: str):
    """A missing one would be taken from some other font, or show as a box."""
    font = QRawFont(str(ROOT / "resources" / "fonts" / file), 16.0)
    assert [sign for sign in signs if not font.supportsCharacter(ord(sign))] == []


def test_no_file_names_a_registry():
    """A lock file would tie everybody to the registry of whoever made it."""
    text = (ROOT / ".ci" / "requirements.txt").read_text("utf-8")
    assert "://" not in text
    assert "--hash=sha256:" in text
