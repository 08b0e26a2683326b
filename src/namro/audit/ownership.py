"""On PostgreSQL, who owns a table can drop its triggers. This gives the log to a role that the site is not."""

from __future__ import annotations

PROTECT = """\
-- Run once as a superuser in the site's database, after `namro migrate`; put the site's own role for :site.
--   psql -v site=namro -f this-file.sql DATABASE
-- Before a release that changes the log's table: ALTER TABLE audit_entry OWNER TO :"site"; migrate; run this again.
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'namro_audit_owner') THEN
        CREATE ROLE namro_audit_owner NOLOGIN;
    END IF;
END $$;
ALTER TABLE audit_entry OWNER TO namro_audit_owner;
ALTER FUNCTION audit_entry_refuse() OWNER TO namro_audit_owner;
REVOKE ALL ON audit_entry FROM PUBLIC, :"site";
GRANT SELECT, INSERT ON audit_entry TO :"site";
"""
