"""The description of the interface, for programs and for people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render

from namro.access.gate import opens
from namro.access.request import Request
from namro.api.interface import openapi


@opens(anyone=True)
def openapi_json(request: Request) -> HttpResponse:
    return JsonResponse(openapi(), json_dumps_params={"ensure_ascii": False})


@opens()
def docs(request: Request) -> HttpResponse:
    schema = openapi()
    context = {
        "calls": [_call(path, method, told) for path, of in schema["paths"].items() for method, told in of.items()],
        "site_address": settings.SITE_ADDRESS,
        "most_calls": settings.API_CALLS_A_MINUTE,
    }
    return render(request, "api/docs.html", context)


def _call(path: str, method: str, told: dict[str, Any]) -> dict[str, Any]:
    """A call as the page lists it: its parameters by name, type and meaning, and what may come back."""
    body = told.get("requestBody", {}).get("content", {}).get("multipart/form-data", {}).get("schema", {})
    fields = [(one["name"], one["schema"], one.get("required", False)) for one in told.get("parameters", ())]
    fields += [(name, one, name in body.get("required", ())) for name, one in body.get("properties", {}).items()]
    return {
        "path": path,
        "method": method.upper(),
        "summary": told["summary"],
        "description": told.get("description", ""),
        "fields": [
            {"name": name, "type": _type(one), "required": required, "words": one.get("description", "")}
            for name, one, required in fields
        ],
        "answers": [(status, one["description"]) for status, one in told["responses"].items()],
    }


def _type(schema: dict[str, Any]) -> str:
    """A schema in a word or two."""
    either = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    first = either[0]
    if "enum" in first:
        return " | ".join(map(str, first["enum"]))
    if "$ref" in first:
        return str(first["$ref"]).rpartition("/")[2]
    return " ".join(str(part) for part in (first.get("type"), first.get("format")) if part)
