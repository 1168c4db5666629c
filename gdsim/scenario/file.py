"""The scenario file: JSON, UTF-8, ``*.gdsim.json``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from gdsim.engine.descent import StopRules
from gdsim.engine.message import QT_TR_NOOP, GdsimError, Message
from gdsim.engine.mistake import MISTAKES
from gdsim.engine.objective import Objective
from gdsim.engine.optimizer import RULES, Optimizer
from gdsim.engine.schedule import CONSTANT, SCHEDULES, Schedule
from gdsim.engine.surface import SURFACES, Surface, SurfaceEntry
from gdsim.scenario import subject
from gdsim.scenario.json_text import Path as Place
from gdsim.scenario.json_text import at, decode, encode, number_json
from gdsim.scenario.presets import is_shipped, shipped_path
from gdsim.scenario.scenario import Localized, RandomStart, Scenario
from gdsim.scenario.schema import FORMAT, VERSION
from gdsim.scenario.sheet import TABLES
from gdsim.scenario.validate import check
from gdsim.scenario.whole_file import read_bytes, write_atomically
from gdsim.scenario.words import tr

# Where a title or notes stand as a plain string, whose language nobody knows.
NO_LANGUAGE = ""

_SCHEDULE_NUMBERS = [field.name for field in fields(Schedule) if field.name != "shape"]


def load(path_or_name: str | Path) -> Scenario:
    """The scenario in a file, or the shipped one of that name, or a descent of the surface of that name.

    A name that is a shipped scenario's means that one; a file called the same is ``./name``. A surface has
    the last place.

    Raises:
        GdsimError: there is no such file or name, or what it holds is no scenario; the message says what
            was found, where, and what is allowed.
    """
    path = Path(path_or_name)
    if isinstance(path_or_name, str) and path.name == path_or_name and not path.suffix:
        known = _named(path_or_name)
        if isinstance(known, SurfaceEntry):
            return Scenario(Surface(known), start=known.start).called(tr(known.label), tr(known.note))
        path = known
    if is_table(path):
        raise GdsimError(
            Message(
                QT_TR_NOOP(
                    "{file} is a table, and no scenario: File, Import data takes it, or --data on the command line."
                ),
                file=path.name,
            )
        )
    if is_shipped(path):
        # Tests check the shipped files against the schema; the start need not wait for that.
        return _build(decode(read_text(path)), path.parent)
    return loads(read_text(path), path.parent)


def loads(text: str, folder: Path | None = None) -> Scenario:
    """The scenario that a text states; tables it names are looked for in ``folder``.

    Raises:
        GdsimError: as for load.
    """
    return from_json(decode(text), folder)


def is_table(path: Path) -> bool:
    """Whether there is a file that is called like a table."""
    return path.suffix.lower() in TABLES and path.is_file()


def save(scenario: Scenario, path: str | Path) -> None:
    """Write the scenario to a file, whole or not at all.

    Records that came from a table beside the file are written as the table's name while it still holds
    just these records; otherwise they are written into the scenario itself.

    Raises:
        GdsimError: it cannot be written; what was there before is untouched.
    """
    target = Path(path)
    write_atomically(target, encode(to_json(scenario, target.parent)).encode("utf-8"))


def from_json(document: Any, folder: Path | None = None) -> Scenario:
    """The scenario that a document states: what a JSON reader makes of the file.

    Raises:
        GdsimError: as for load.
    """
    check(document)
    return _build(document, folder)


def to_json(scenario: Scenario, folder: Path | None = None) -> dict[str, Any]:
    """The document of a scenario. With the folder it will lie in, a table there may be named.

    Raises:
        GdsimError: it is of a kind that files cannot hold.
    """
    document: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    for name, texts in (("title", scenario.title), ("notes", scenario.notes)):
        if texts:
            document[name] = _texts_json(texts)
    document |= subject.to_json(scenario, folder)
    document["optimizer"] = optimizer_json(scenario.optimizer)
    if scenario.rivals:
        document["compare"] = [optimizer_json(rival) for rival in scenario.rivals]
    if scenario.start is not None:
        document["start"] = _start_json(scenario.start)
    document["stop"] = _stop_json(scenario.stop_rules)
    if scenario.view:
        document["view"] = dict(scenario.view)
    return document


def read_text(path: Path) -> str:
    """The text of a UTF-8 file; a byte-order mark is passed over.

    Raises:
        GdsimError: it cannot be read, or is not UTF-8.
    """
    content = read_bytes(path)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise GdsimError(
            Message(
                QT_TR_NOOP("Line {line}: this is not UTF-8 text."),
                line=content.count(b"\n", 0, error.start) + 1,
            )
        ) from error


def _named(name: str) -> Path | SurfaceEntry:
    """The shipped scenario of that name, else a file of that name, else a surface."""
    try:
        return shipped_path(name)
    except GdsimError:
        if Path(name).exists():
            return Path(name)
        if name in SURFACES:
            return SURFACES[name]
        raise


def _build(document: Mapping[str, Any], folder: Path | None) -> Scenario:
    """The scenario of a document that the schema accepts."""
    objective, csv = subject.build(document, folder)
    return Scenario(
        objective=objective,
        optimizer=_optimizer(document.get("optimizer", {}), ("optimizer",)),
        rivals=tuple(
            _optimizer(rival, ("compare", i)) for i, rival in enumerate(document.get("compare", []))
        ),
        start=_start(document.get("start", {}), objective),
        stop_rules=_stop_rules(document.get("stop", {})),
        title=_texts(document.get("title", {})),
        notes=_texts(document.get("notes", {})),
        view=document.get("view", {}),
        csv=csv,
    )


def _texts(value: str | Mapping[str, str]) -> Localized:
    return {NO_LANGUAGE: value} if isinstance(value, str) else value


def _texts_json(texts: Localized) -> str | dict[str, str]:
    return texts[NO_LANGUAGE] if list(texts) == [NO_LANGUAGE] else dict(texts)


def _optimizer(stated: Mapping[str, Any], path: Place) -> Optimizer:
    default = Optimizer()
    rule = RULES[stated.get("name", default.rule.name)]
    batch = stated.get("batch", "full")
    return Optimizer(
        rule=rule,
        learning_rate=float(stated.get("learning_rate", default.learning_rate)),
        settings={name: float(stated[name]) for name in rule.settings if name in stated},
        batch=None if batch == "full" else int(batch),
        seed=int(stated.get("seed", default.seed)),
        schedule=_schedule(stated.get("schedule", {}), (*path, "schedule")),
        mistake=MISTAKES[stated["mistake"]] if "mistake" in stated else None,
    )


def _schedule(stated: Mapping[str, Any], path: Place) -> Schedule:
    shape = SCHEDULES[stated.get("name", CONSTANT.name)]
    # As the defaults are: in JSON 5.0 is as whole a number as 5.
    numbers: dict[str, Any] = {
        name: type(getattr(CONSTANT, name))(stated[name]) for name in _SCHEDULE_NUMBERS if name in stated
    }
    try:
        return Schedule(shape, **numbers)
    except GdsimError as problem:
        raise GdsimError(at(path, problem.message)) from None


def optimizer_json(optimizer: Optimizer) -> dict[str, Any]:
    """What a scenario's file says of an optimizer."""
    stated: dict[str, Any] = {
        "name": optimizer.rule.name,
        "learning_rate": number_json(optimizer.learning_rate),
        "batch": optimizer.batch or "full",
    }
    if optimizer.seed:
        stated["seed"] = optimizer.seed
    if optimizer.schedule != CONSTANT:
        stated["schedule"] = _schedule_json(optimizer.schedule)
    if optimizer.mistake is not None:
        stated["mistake"] = optimizer.mistake.name
    return stated | {name: number_json(value) for name, value in optimizer.settings.items()}


def _schedule_json(schedule: Schedule) -> dict[str, Any]:
    """Its name, the numbers it uses, and those that are not as they come."""
    stated: dict[str, Any] = {"name": schedule.name}
    for name in _SCHEDULE_NUMBERS:
        value = getattr(schedule, name)
        if name in schedule.shape.fields or value != getattr(CONSTANT, name):
            stated[name] = number_json(float(value))
    return stated


def _start(stated: Mapping[str, Any], objective: Objective) -> tuple[float, ...] | RandomStart | None:
    if "random" in stated:
        random = stated["random"]
        low, high = float(random.get("low", RandomStart.low)), float(random.get("high", RandomStart.high))
        if low >= high:
            raise GdsimError(
                at(
                    "start.random",
                    Message(QT_TR_NOOP("“low”, {low}, is not below “high”, {high}."), low=low, high=high),
                )
            )
        return RandomStart(int(random["seed"]), low, high)
    if "weights" not in stated:
        return None
    weights, names = stated["weights"], objective.weight_names
    if len(weights) != len(names):
        raise GdsimError(
            at(
                "start.weights",
                Message(
                    QT_TR_NOOP("numbers found: {found}; needed: {count} ({names})."),
                    found=len(weights),
                    count=len(names),
                    names=", ".join(names),
                ),
            )
        )
    return tuple(float(weight) for weight in weights)


def _start_json(start: tuple[float, ...] | RandomStart) -> dict[str, Any]:
    if isinstance(start, RandomStart):
        low, high = number_json(start.low), number_json(start.high)
        return {"random": {"seed": start.seed, "low": low, "high": high}}
    return {"weights": [number_json(float(weight)) for weight in start]}


def _stop_rules(stated: Mapping[str, Any]) -> StopRules:
    default = StopRules()
    return StopRules(
        max_steps=int(stated.get("max_steps", default.max_steps)),
        gradient_tolerance=float(stated.get("gradient_tolerance", default.gradient_tolerance)),
        error_tolerance=float(stated.get("error_tolerance", default.error_tolerance)),
    )


def _stop_json(rules: StopRules) -> dict[str, Any]:
    return {
        "max_steps": rules.max_steps,
        "gradient_tolerance": number_json(rules.gradient_tolerance),
        "error_tolerance": number_json(rules.error_tolerance),
    }
