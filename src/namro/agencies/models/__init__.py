"""Records of agencies and people, by aggregate."""

from namro.agencies.models.agency import Agency, AgencyName, FieldOfWork, InnerUnit, Kind, Relation, Succession
from namro.agencies.models.imports import ImportDraft
from namro.agencies.models.naming import Alias, Group, GroupMember, UnresolvedName
from namro.agencies.models.people import Absence, Person, Post, Rank, RoleGrant

__all__ = [
    "Absence",
    "Agency",
    "AgencyName",
    "Alias",
    "FieldOfWork",
    "Group",
    "GroupMember",
    "ImportDraft",
    "InnerUnit",
    "Kind",
    "Person",
    "Post",
    "Rank",
    "Relation",
    "RoleGrant",
    "Succession",
    "UnresolvedName",
]
