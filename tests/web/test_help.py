"""The guides lead where their readers may go and show what is there; a walk is shown once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from namro.access.roles import Role
from namro.agencies.models import Person
from namro.help.guides import GUIDES, Guide
from namro.help.walks import DESK, WALKS, walk_for
from namro.site.routes import routes

from .received import receive_example

PICTURES = Path(__file__).resolve().parents[2] / "src/namro/site/static/guide"
ROUTES = {route.name: route for route in routes()}


def test_every_role_has_its_guide() -> None:
    assert set(GUIDES) == set(Role)


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide.role)
def test_a_guide_leads_only_where_its_reader_may_go(guide: Guide) -> None:
    for step in guide.steps:
        if step.page:
            route = ROUTES[step.page]
            assert route.anyone or guide.role in route.roles, step.title
            assert "<" not in route.path


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide.role)
def test_a_guides_pictures_are_there(guide: Guide, as_role: Callable[[str], Client]) -> None:
    assert all((PICTURES / f"{step.picture}.png").exists() for step in guide.steps if step.picture)
    page = as_role("daumoi").get(f"/help/{guide.role}/")
    assert page.status_code == 200
    assert guide.steps[0].title in page.content.decode()


def test_no_picture_lies_there_for_nothing() -> None:
    shown = {step.picture for guide in GUIDES.values() for step in guide.steps if step.picture}
    assert {file.stem for file in PICTURES.glob("*.png")} == shown


def test_ones_own_guide_comes_first(as_role: Callable[[str], Client]) -> None:
    page = as_role("theodoi").get("/help/").content.decode()
    assert page.index("/help/tracker/") < page.index("/help/leader/")


def test_the_walk_is_shown_until_it_was_seen(as_role: Callable[[str], Client], person: Callable[[str], Person]) -> None:
    client, tracker = as_role("theodoi"), person("theodoi")
    directive = receive_example(tracker)
    address = f"/directives/{directive.pk}/"
    assert "data-walk" in client.get(address).content.decode()
    answer = client.post(f"/help/walks/{DESK}/seen/", {"next": address})
    assert answer.headers["Location"] == address
    assert "data-walk" not in client.get(address).content.decode()
    client.post(f"/help/walks/{DESK}/seen/", {"again": "1"})
    assert walk_for(tracker, DESK) == WALKS[DESK]


def test_no_way_out_of_the_site(as_role: Callable[[str], Client]) -> None:
    client = as_role("theodoi")
    assert client.post(f"/help/walks/{DESK}/seen/", {"next": "https://evil.example/"}).headers["Location"] == "/help/"
    assert client.post("/help/walks/none/seen/").status_code == 404
    assert client.get("/help/nobody/").status_code == 404
