"""Settings from the environment: what is taken, and what a refusal says."""

from __future__ import annotations

from pathlib import Path

import pytest

from namro.site.environment import BadSetting, Environment

REFUSED = (
    # reader, value, what the message says
    (lambda env: env.flag("NAMRO_X", False), "maybe", "chỉ nhận một trong"),
    (lambda env: env.integer("NAMRO_X", 1, least=1, most=5), "9", "từ 1 đến 5"),
    (lambda env: env.integer("NAMRO_X", 1, least=1, most=5), "two", "số nguyên"),
    (lambda env: env.choice("NAMRO_X", "a", ("a", "b")), "c", "a, b"),
    (lambda env: env.moment("NAMRO_X"), "2025-06-20T08:00", "múi giờ"),
    (lambda env: env.moment("NAMRO_X"), "hôm nay", "múi giờ"),
    (lambda env: env.database("NAMRO_X", Path("a")), "mysql://x/y", "postgresql://"),
    (lambda env: env.database("NAMRO_X", Path("a")), "postgresql://host", "postgresql://"),
    (lambda env: env.mail("NAMRO_X"), "http://host", "smtp://"),
    (lambda env: env.folder("NAMRO_X", Path("/")), __file__, "thư mục"),
)


@pytest.mark.parametrize(("read", "value", "says"), REFUSED)
def test_nonsense_is_refused_with_what_is_allowed(read: object, value: str, says: str) -> None:
    with pytest.raises(BadSetting, match="NAMRO_X") as refusal:
        read(Environment({"NAMRO_X": value}))
    assert says in str(refusal.value)


def test_a_refusal_does_not_print_the_password() -> None:
    with pytest.raises(BadSetting) as refusal:
        Environment({"DATABASE_URL": "mysql://me:s3cret@host/db"}).database("DATABASE_URL", Path("a"))
    assert "s3cret" not in str(refusal.value)


def test_sqlite_is_the_default_and_durable() -> None:
    database = Environment({}).database("DATABASE_URL", Path("/data/namro.sqlite3"))
    assert database["NAME"] == "/data/namro.sqlite3"
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=10000",
        "mmap_size=67108864",
    ):
        assert pragma in database["OPTIONS"]["init_command"]


def test_postgresql_by_its_address() -> None:
    address = "postgresql://na%40me:p%2Fw@db:5433/namro?sslmode=require"
    database = Environment({"DATABASE_URL": address}).database("DATABASE_URL", Path("a"))
    assert (database["USER"], database["PASSWORD"], database["HOST"]) == ("na@me", "p/w", "db")
    assert (database["PORT"], database["NAME"]) == ("5433", "namro")
    assert database["OPTIONS"] == {"sslmode": "require"}


def test_an_empty_value_is_no_value() -> None:
    assert Environment({"NAMRO_X": "  "}).integer("NAMRO_X", 7, least=1, most=9) == 7


@pytest.mark.parametrize("value", ["http://sso.tinh.gov.vn", "sso.tinh.gov.vn", "https://a/?x=1", "ftp://a"])
def test_a_web_address_is_by_https(value: str) -> None:
    with pytest.raises(BadSetting, match="NAMRO_X"):
        Environment({"NAMRO_X": value}).web_address("NAMRO_X")
    assert Environment({"NAMRO_X": "https://sso.tinh.gov.vn/realms/an-lam/"}).web_address("NAMRO_X").endswith("an-lam")
    assert Environment({"NAMRO_X": "http://localhost:9/"}).web_address("NAMRO_X") == "http://localhost:9"


def test_what_belongs_together_is_set_together() -> None:
    Environment({}).all_or_none("A", "B")
    Environment({"A": "1", "B": "2"}).all_or_none("A", "B")
    with pytest.raises(BadSetting, match="B"):
        Environment({"A": "1"}).all_or_none("A", "B")
