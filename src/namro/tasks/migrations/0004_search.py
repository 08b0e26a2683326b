"""The index of words of tasks, kept by triggers: whoever writes a task need not know of it.

Each task has two lines in it: `folded`, without accents, which finds, and `spelt`, as it is written, which ranks.
SQLite keeps them in FTS5, PostgreSQL in a table of tsvectors; `namro.tasks.search` asks both.
"""

from django.db import migrations

# Two words that only a slash or a dash parts are two words; PostgreSQL's parser would make a path of them.
SIGNS = r"[!-/:-@\[-`{-~–—…“”‘’]+"

SQLITE = [
    """CREATE VIRTUAL TABLE tasks_search USING fts5(
        folded, spelt, content='', tokenize="unicode61 remove_diacritics 0"
    )""",
    """CREATE TRIGGER tasks_search_add AFTER INSERT ON tasks_task BEGIN
        INSERT INTO tasks_search (rowid, folded, spelt) VALUES (NEW.id, NEW.folded, NEW.text || ' ' || NEW.product);
    END""",
    """CREATE TRIGGER tasks_search_change AFTER UPDATE OF folded, text, product ON tasks_task BEGIN
        INSERT INTO tasks_search (tasks_search, rowid, folded, spelt)
            VALUES ('delete', OLD.id, OLD.folded, OLD.text || ' ' || OLD.product);
        INSERT INTO tasks_search (rowid, folded, spelt) VALUES (NEW.id, NEW.folded, NEW.text || ' ' || NEW.product);
    END""",
    """CREATE TRIGGER tasks_search_remove AFTER DELETE ON tasks_task BEGIN
        INSERT INTO tasks_search (tasks_search, rowid, folded, spelt)
            VALUES ('delete', OLD.id, OLD.folded, OLD.text || ' ' || OLD.product);
    END""",
    """INSERT INTO tasks_search (rowid, folded, spelt)
        SELECT id, folded, text || ' ' || product FROM tasks_task""",
]
POSTGRESQL = f"""
    CREATE TABLE tasks_search (
        task_id bigint PRIMARY KEY REFERENCES tasks_task (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
        folded tsvector NOT NULL,
        spelt tsvector NOT NULL
    );
    CREATE FUNCTION tasks_search_words(words text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
        SELECT to_tsvector('simple', regexp_replace(words, '{SIGNS}', ' ', 'g'))
    $$;
    CREATE FUNCTION tasks_search_keep() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO tasks_search (task_id, folded, spelt) VALUES (
            NEW.id, tasks_search_words(NEW.folded), tasks_search_words(NEW.text || ' ' || NEW.product)
        ) ON CONFLICT (task_id) DO UPDATE SET folded = EXCLUDED.folded, spelt = EXCLUDED.spelt;
        RETURN NULL;
    END $$;
    CREATE TRIGGER tasks_search_keep AFTER INSERT OR UPDATE OF folded, text, product ON tasks_task
    FOR EACH ROW EXECUTE FUNCTION tasks_search_keep();
    INSERT INTO tasks_search (task_id, folded, spelt)
        SELECT id, tasks_search_words(folded), tasks_search_words(text || ' ' || product) FROM tasks_task;
    CREATE INDEX tasks_search_folded ON tasks_search USING gin (folded);
    CREATE INDEX tasks_search_spelt ON tasks_search USING gin (spelt);
"""


def forwards(apps, schema_editor):
    statements = [POSTGRESQL] if schema_editor.connection.vendor == "postgresql" else SQLITE
    for statement in statements:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = (("tasks", "0003_standing"),)
    operations = (migrations.RunPython(forwards),)
