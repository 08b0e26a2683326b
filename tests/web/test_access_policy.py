"""Who may do what: the roles, the fields of a vice-chairman, and who stands in for whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from namro.access.policy import Act, may
from namro.agencies import operations
from namro.agencies.models import Agency, Person
from namro.audit.actor import Actor
from namro.audit.models import Entry

from .conftest import DAY, NOW

Someone = Callable[[str], Person]
Somewhere = Callable[[str], Agency]


def seen(person: Person) -> set[str]:
    return {agency.name for agency in Agency.objects.visible_to(person, DAY).named_on(DAY)}


def test_an_officer_sees_their_own_agency_only(person: Someone) -> None:
    assert seen(person("daumoi")) == {"Sở Xây dựng"}


def test_the_tracker_and_the_auditor_see_all(person: Someone) -> None:
    everything = Agency.objects.count()
    assert {len(seen(person(name))) for name in ("theodoi", "thanhtra", "quantri")} == {everything}


def test_the_chairman_sees_the_committee_and_all_below_it(person: Someone) -> None:
    below = Agency.objects.filter(path__startswith=Agency.objects.get(kind="province_committee").path)
    assert len(seen(person("lanhdao"))) == below.count() > 20


def test_a_vice_chairman_sees_the_agencies_of_their_fields(person: Someone) -> None:
    visible = seen(person("phochutich"))
    assert {"Sở Xây dựng", "Sở Công Thương", "Ủy ban nhân dân tỉnh An Lâm"} <= visible
    assert "Sở Y tế" not in visible


def test_nobody_may_do_nothing(db: None) -> None:
    assert not any(may(None, act, None, DAY) for act in Act)
    assert not Agency.objects.visible_to(None, DAY).exists()


def test_the_auditor_changes_nothing(person: Someone) -> None:
    changing = (Act.EDIT_AGENCIES, Act.EDIT_PEOPLE, Act.MANAGE_ACCOUNTS, Act.ANSWER_NAMES, Act.RECORD_ABSENCE)
    assert not any(may(person("thanhtra"), act, None, DAY) for act in changing)


def test_a_role_ends_after_its_last_day(person: Someone, by: Actor) -> None:
    officer = person("daumoi")
    operations.end_grant(officer.role_grants.get(), last_day=DAY, by=by, at=NOW)
    assert may(person("daumoi"), Act.SEE_AGENCIES, None, DAY)
    assert not may(person("daumoi"), Act.SEE_AGENCIES, None, DAY + timedelta(days=1))


def test_a_deputy_has_the_roles_of_whom_they_stand_in_for(person: Someone, agency: Somewhere, by: Actor) -> None:
    head, officer = person("thutruong"), person("daumoi2")
    week = DAY + timedelta(days=6)
    operations.record_absence(head, deputy=officer, first_day=DAY, last_day=week, reason="nghỉ phép", by=by, at=NOW)
    deputy = person("daumoi2")
    assert may(deputy, Act.RECORD_ABSENCE, agency("Sở Xây dựng"), DAY)
    assert {duty.principal for duty in deputy.duties_on(DAY)} == {None, head.pk}
    assert not may(person("daumoi2"), Act.RECORD_ABSENCE, agency("Sở Xây dựng"), week + timedelta(days=1))


def test_administration_and_audit_are_lent_to_nobody(person: Someone, by: Actor) -> None:
    absent = {"first_day": DAY, "last_day": DAY, "reason": "", "by": by, "at": NOW}
    operations.record_absence(person("quantri"), deputy=person("daumoi"), **absent)
    operations.record_absence(person("thanhtra"), deputy=person("daumoi"), **absent)
    deputy = person("daumoi")
    assert not may(deputy, Act.MANAGE_ACCOUNTS, None, DAY)
    assert not may(deputy, Act.READ_AUDIT, None, DAY)


def test_an_officer_finds_colleagues_but_no_strangers(person: Someone) -> None:
    visible = set(Person.objects.visible_to(person("daumoi"), DAY))
    assert person("thutruong") in visible
    assert person("daumoi2") not in visible


def test_what_a_deputy_does_is_logged_on_behalf(person: Someone, as_role: Callable[[str], Client], by: Actor) -> None:
    head, officer = person("thutruong"), person("daumoi")
    operations.record_absence(head, deputy=officer, first_day=DAY, last_day=DAY, reason="", by=by, at=NOW)
    data = {"deputy": head.work_email, "first_day": "01/7/2025", "last_day": "02/7/2025"}
    assert as_role("daumoi").post(f"/people/{officer.pk}/absences/new/", data).status_code == 302
    entry = Entry.objects.order_by("-number").first()
    assert (entry.actor, entry.principal, entry.principal_name) == (officer.pk, head.pk, head.name)
