"""What changes agencies and people. Each takes who acts (`by`) and when (`at`), and writes the log in the same
transaction; what it will not do raises `Refused`."""

from namro.agencies.operations.agencies import (
    NewAgency,
    add_inner_unit,
    close_agency,
    create_agency,
    edit_agency,
    record_succession,
    rename_agency,
    successions_between,
)
from namro.agencies.operations.naming import add_alias, answer_name, create_group, note_unresolved
from namro.agencies.operations.people import (
    NewPost,
    add_post,
    create_person,
    edit_person,
    end_grant,
    end_post,
    grant_role,
    record_absence,
)

__all__ = [
    "NewAgency",
    "NewPost",
    "add_alias",
    "add_inner_unit",
    "add_post",
    "answer_name",
    "close_agency",
    "create_agency",
    "create_group",
    "create_person",
    "edit_agency",
    "edit_person",
    "end_grant",
    "end_post",
    "grant_role",
    "note_unresolved",
    "record_absence",
    "record_succession",
    "rename_agency",
    "successions_between",
]
