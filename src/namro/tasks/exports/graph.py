"""The graph of documents for other programs: JSON, and GraphML as yEd, Gephi and networkx read it."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

from namro.tasks.queries.documents import Document, Graph

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
NODE_KEYS = {
    "title": "string",
    "number": "string",
    "kind": "string",
    "issuer": "string",
    "issued": "string",
    "level": "string",
    "here": "boolean",
    "named_in": "int",
    "tasks": "int",
}
EDGE_KEYS = {"relation": "string", "tasks": "int"}


def as_json(graph: Graph, *, as_of: str) -> bytes:
    """Nodes and edges; an edge goes from the document that says so."""
    ids = _ids(graph)
    told = {
        "as_of": as_of,
        "nodes": [{"id": ids[id(one)], **_facts(one)} for one in graph.documents],
        "edges": [
            {"source": ids[id(one.source)], "target": ids[id(one.target)], "relation": one.kind, "tasks": one.tasks}
            for one in graph.edges
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def as_graphml(graph: Graph) -> bytes:
    """A directed graph with typed attributes."""
    ids = _ids(graph)
    root = ElementTree.Element("graphml", xmlns=NAMESPACE)
    for of, keys in (("node", NODE_KEYS), ("edge", EDGE_KEYS)):
        for name, kind in keys.items():
            told = {"id": f"{of}_{name}", "for": of, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", told)
    drawn = ElementTree.SubElement(root, "graph", id="documents", edgedefault="directed")
    for document in graph.documents:
        _element(drawn, "node", {"id": ids[id(document)]}, _facts(document))
    for number, edge in enumerate(graph.edges, 1):
        ends = {"id": f"e{number}", "source": ids[id(edge.source)], "target": ids[id(edge.target)]}
        _element(drawn, "edge", ends, {"relation": edge.kind, "tasks": edge.tasks})
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _element(above: ElementTree.Element, name: str, attributes: dict[str, str], facts: dict[str, Any]) -> None:
    made = ElementTree.SubElement(above, name, attributes)
    for key, value in facts.items():
        if value != "":
            ElementTree.SubElement(made, "data", key=f"{name}_{key}").text = _written(value)


def _written(value: Any) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")  # XML has no other control letters


def _facts(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "number": document.number,
        "kind": document.kind,
        "issuer": document.issuer,
        "issued": document.issued_date.isoformat() if document.issued_date else "",
        "level": document.level.name.lower(),
        "here": document.directive is not None,
        "named_in": document.named_in,
        "tasks": document.tasks,
    }


def _ids(graph: Graph) -> dict[int, str]:
    return {id(one): f"n{number}" for number, one in enumerate(graph.documents, 1)}
