"""JSON Schemas of rule packs and of auditor.toml, made from the types that load them; for editors and other programs.

A rule's keys depend on its kind, so the schema has one shape a kind (plug-ins' too), with the kind's faults. What only the loader can
know (a phrase that cannot match, a text that no pack has) it leaves to the loader.
"""

from __future__ import annotations

from typing import Any

import msgspec

from auditor.config import ConfigTable
from auditor.kinds import kind, known_kinds
from auditor.packs.tables import FAMILIES, PackTable, RuleTable

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CODE = f"^(?:{'|'.join(FAMILIES)})[0-9]{{3}}$"


def config_schema() -> dict[str, Any]:
    """The schema of auditor.toml (and of [tool.auditor])."""
    return {"$schema": DIALECT, "title": "auditor.toml", **_schema(ConfigTable)}


def rules_schema() -> dict[str, Any]:
    """The schema of a rule pack."""
    schema = _schema(PackTable)
    shapes = schema["$defs"]
    common = shapes.pop(RuleTable.__name__)
    names = known_kinds()
    for name in names:
        shapes[f"rule-{name}"] = _rule(name, common, shapes)
    shapes["rule"] = {"anyOf": [{"$ref": f"#/$defs/rule-{name}"} for name in names]}
    shapes[PackTable.__name__]["properties"]["rule"]["items"] = {"$ref": "#/$defs/rule"}
    return {"$schema": DIALECT, "title": "A rule pack of auditor", **schema}


def _rule(name: str, common: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    """The shape of a rule of one kind: everybody's keys and its own."""
    module = kind(name)
    params = _schema(module.Params)
    own = params["$defs"].pop(module.Params.__name__)
    shapes.update(params["$defs"])
    decided = {
        "code": {"type": "string", "pattern": CODE},
        "kind": {"const": name},
        "fault": {"enum": list(module.FAULTS), "description": "; ".join(f"{k}: {v}" for k, v in module.FAULTS.items())},
    }
    return {
        "title": f"A rule of kind {name}",
        "type": "object",
        "properties": {**common["properties"], **own["properties"], **decided},
        "required": [*common["required"], *own.get("required", [])],
        "additionalProperties": False,
    }


def _schema(kind: Any) -> dict[str, Any]:
    """What msgspec makes of a type: a reference, and the shapes that it needs."""
    schema: dict[str, Any] = msgspec.json.schema(kind)
    return schema
