"""Where a person belongs."""

from __future__ import annotations

from datetime import date

from namro.agencies.models import Agency, Person, Post
from namro.agencies.models.dated import held_on


def own_agencies(person: Person, day: date) -> list[Agency]:
    """The agencies in which the person, or one they stand in for, holds a post on `day`; their own first."""
    principals = {duty.principal for duty in person.duties_on(day) if duty.principal is not None}
    posts = Post.objects.filter(held_on(day), person__in={person.pk, *principals}).select_related("agency")
    ranked = sorted(posts, key=lambda post: (post.person_id != person.pk, post.rank, post.pk))
    return list({post.agency_id: post.agency for post in ranked}.values())
