"""The papers agree with the code: rules of reading, commands and forms, dependencies, and links that lead somewhere."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from namro.cli.arguments import LINT_FORMATS, _parser
from namro.cli.formats import FORMATS
from namro.cli.wording import Speech
from namro.reading import citations, deadlines, model, read, recurrences

ROOT = Path(__file__).resolve().parent.parent
READING = ROOT / "docs" / "reading.md"
THIRD_PARTY = ROOT / "docs" / "third-party.md"
PAPERS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "examples" / "README.md"])

FAMILIES = "citation|coordinator|deadline|doer|head|lead|not_task|product|report|rhythm|target|task"
RULE = re.compile(rf"(?:{FAMILIES})\.[a-z_]+")
ROW = re.compile(rf"\| `((?:{FAMILIES})\.[a-z_]+|unread)` \| (.+?) \| (.+) \|$", re.MULTILINE)


# ---- rules of reading


def parsed_modules() -> Iterator[ast.AST]:
    for path in sorted((ROOT / "src" / "namro" / "reading").rglob("*.py")):
        yield ast.parse(path.read_text("utf-8"))


def rules_written_out() -> set[str]:
    """The rule names that stand in the code as they are."""
    constants = (node.value for tree in parsed_modules() for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str) and RULE.fullmatch(value)}


def rules_put_together() -> dict[str, set[str]]:
    """The rule names that the code puts together, by their first part: f"deadline.{kind}"."""
    return {
        "deadline": set(deadlines._KINDS),
        "rhythm": set(recurrences._KINDS),
        "citation": {
            node.elts[-1].value
            for node in returned(citations._kind)
            if isinstance(node, ast.Tuple) and isinstance(node.elts[-1], ast.Constant)
        },
    }


def returned(function: object) -> list[ast.AST]:
    """Every expression inside the return statements of a function."""
    tree = ast.parse(inspect.getsource(function))  # type: ignore[arg-type]
    returns = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value]
    return [branch for value in returns for branch in branches(value)]


def branches(value: ast.expr) -> Iterator[ast.expr]:
    if isinstance(value, ast.IfExp):
        yield from branches(value.body)
        yield from branches(value.orelse)
    else:
        yield value


def rules_of_code() -> set[str]:
    together = {f"{family}.{name}" for family, names in rules_put_together().items() for name in names}
    return rules_written_out() | together | {"unread"}


def rows_of_table() -> list[tuple[str, str]]:
    return [(rule, example) for rule, _, example in ROW.findall(READING.read_text("utf-8"))]


def rules_found(example: str) -> set[str]:
    """Every found_by that reading an example of the table gives."""
    paragraphs = example.replace("\\|", "|").split("<br>")
    directive = read("\n\n".join(paragraphs).encode())
    named = [
        name
        for task in directive.tasks
        for name in (*task.leads, *task.coordinators, *task.reports_to, *task.through, task.product)
        if name
    ]
    dated = [one for task in directive.tasks for one in (*task.deadlines, *task.recurrences, *task.targets)]
    found = [
        *directive.head.addressees,
        *directive.tasks,
        *named,
        *dated,
        *directive.citations,
        *directive.coverage.sentences,
    ]
    return {one.found_by for one in found}


def test_each_rule_of_the_code_is_in_the_table_and_no_other() -> None:
    listed = [rule for rule, _ in rows_of_table()]
    assert sorted(listed) == sorted(rules_of_code())


def test_no_other_rule_name_is_put_together() -> None:
    """A new f"…{…}" of a rule's name needs a line in rules_put_together."""
    heads = {
        node.values[0].value.removesuffix(".")
        for tree in parsed_modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        if isinstance(node.values[0], ast.Constant) and re.fullmatch(r"[a-z_]+\.", str(node.values[0].value))
    }
    assert heads & set(FAMILIES.split("|")) == set(rules_put_together())


@pytest.mark.parametrize(("rule", "example"), rows_of_table(), ids=lambda part: part[:24])
def test_the_example_of_a_rule_is_found_by_it(rule: str, example: str) -> None:
    assert rule in rules_found(example)


def test_a_task_in_a_footnote_is_told_by_its_rule_and_note() -> None:
    example = "1. Sở Tài chính báo cáo kết quả giải ngân¹.<br>¹ Giao Kho bạc Nhà nước khu vực XXI đối chiếu số liệu."
    assert "doer.ordered+note" in rules_found(example)


# ---- the command


def test_each_command_option_and_form_is_documented() -> None:
    text = (ROOT / "docs" / "cli.md").read_text("utf-8")
    parser = _parser(Speech("en"))
    options = {
        option
        for part in (parser, *parser.parts.values())
        for action in part._actions
        for option in action.option_strings
        if option.startswith("--")
    }
    missing = [option for option in sorted(options) if option not in text]
    missing += [f"namro {name}" for name in parser.parts if f"namro {name} " not in text]
    missing += [form for form in FORMATS if f"| `{form}` |" not in text]
    assert not missing
    assert f"namro read FILE… [--format {'|'.join(FORMATS)}]" in text
    assert f"namro lint FILE… [--format {'|'.join(LINT_FORMATS)}]" in text


# ---- words, dependencies, links


def test_the_glossary_is_in_order_and_holds_the_words_of_the_model() -> None:
    rows = re.findall(r"^\| ([^|]+?) \| [^|]+ \| [^|]+ \|$", (ROOT / "docs" / "glossary.md").read_text("utf-8"), re.M)
    words = [word for word in rows if word not in ("Word", "---")]
    assert words == sorted(words, key=str.casefold)
    told = {re.sub(r"[^a-z]", "", part.casefold()) for word in words for part in word.split(",")}
    classes = [name for name, one in vars(model).items() if inspect.isclass(one) and one.__module__ == model.__name__]
    assert [name for name in classes if name.casefold() not in told] == []


def test_each_locked_package_is_told_with_its_licence() -> None:
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "locks" / "dev.txt").read_text("utf-8"), re.M))
    told = re.findall(r"^\| ([a-z0-9-]+) \| [^|]*[A-Z][^|]* \|", THIRD_PARTY.read_text("utf-8"), re.M)
    assert sorted(told) == sorted(locked)


def anchors(text: str) -> set[str]:
    """The anchors of a paper's headings, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", head.casefold()).strip().replace(" ", "-") for head in heads}


def leads_somewhere(paper: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    there = (paper.parent / name).resolve() if name else paper
    if not there.exists() or not there.is_relative_to(ROOT):
        return False
    return not anchor or anchor in anchors(there.read_text("utf-8"))


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_link_leads_somewhere(paper: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", paper.read_text("utf-8"))
    inward = [link for link in links if not re.match(r"https?://|mailto:", link)]
    assert [link for link in inward if not leads_somewhere(paper, link)] == []
