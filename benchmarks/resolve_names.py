"""Names resolved per second of CPU time in one thread, without a memory of names resolved before.

Run: PYTHONPATH=src python benchmarks/resolve_names.py. The goal is 5,000 a second on what documents hold: names as the
model directive writes them, with short forms, old names and names with faults among them. "5,000 units" is the same
with as many invented communes in the directory.
"""

from __future__ import annotations

from datetime import date
from itertools import cycle, islice, product
from time import perf_counter, process_time

from namro.agencies.records import Agency, Rows
from namro.agencies.resolution import Directory
from namro.agencies.shipped import shipped_rows

GOAL = 5_000  # names a second
ROUNDS = 5  # the best counts: the machine is shared
TIMES = 20
DAY = date(2025, 3, 10)

KINDS = {
    "as written": """
        Sở Tài chính; Các sở, ban, ngành; địa phương; Ngân hàng Nhà nước Chi nhánh Khu vực 5; Sở Công Thương;
        UBND các huyện, thành phố; Sở Khoa học và Công nghệ; Chi cục Thuế Khu vực VII; Văn phòng UBND tỉnh;
        Sở Văn hóa, Thể thao và Du lịch; các sở, ngành; Ban Quản lý các KCN Thái Nguyên; chủ đầu tư; đơn vị;
        Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Thái Nguyên; UBND huyện Đại Từ; các tổ chức chính trị - xã hội
    """,
    "short forms": "STC; Sở NN&MT; SGDĐT; VP UBND tỉnh; KBNN KV VII; UBND TP. Thái Nguyên; BQL các KCN",
    "offices": "Giám đốc Sở Y tế; Chủ tịch UBND các huyện, thành phố; các đồng chí Phó Chủ tịch UBND tỉnh",
    "old names": "Sở Kế hoạch và Đầu tư; Sở LĐ-TB&XH; Cục Thuế tỉnh Thái Nguyên",
    "faults": "Sở Tài chlnh; Kho bạc Nhà nuớc khu vực Vll; UBND huyện Đạl Từ; UBNI huyện Đại Từ; SởTàichlnh",
    "not in it": "Sở Y tế Hà Nội; các doanh nghiệp viễn thông; Trường Đại học Bách khoa; Sở Văn hóa; UBND",
}
# How often each kind comes, in a hundred names. Judged by the seven documents of the development set.
MIX = {"as written": 70, "short forms": 10, "offices": 6, "old names": 4, "faults": 5, "not in it": 5}


SYLLABLES = (
    "An",
    "Bình",
    "Cao",
    "Đông",
    "Giang",
    "Hòa",
    "Khánh",
    "Lâm",
    "Minh",
    "Nam",
    "Phú",
    "Quang",
    "Sơn",
    "Tân",
    "Yên",
)


def names_of(kind: str) -> list[str]:
    return [name.strip() for name in KINDS[kind].split(";")]


def mixed_names() -> list[str]:
    return [name for kind, share in MIX.items() for name in islice(cycle(names_of(kind)), share)]


def with_communes(rows: Rows, count: int) -> Rows:
    """The rows with invented communes, whose names are made of three syllables each."""
    names = [f"xã {' '.join(syllables)}" for syllables in islice(product(SYLLABLES, repeat=4), count)]
    communes = (
        Agency(f"commune-{name}", f"Ủy ban nhân dân {name}", "commune_committee", parent="ubnd-tinh", locality=name)
        for name in names
    )
    return rows + Rows(tuple(communes))


def names_a_second(directory: Directory, names: list[str]) -> float:
    best = 0.0
    for _ in range(ROUNDS):
        started = process_time()
        for _ in range(TIMES):
            for name in names:
                directory.resolve(name, DAY)
        best = max(best, TIMES * len(names) / (process_time() - started))
    return best


def main() -> None:
    rows = shipped_rows("thai-nguyen-2025-07")
    for title, all_rows in (("Thái Nguyên", rows), ("5,000 units", with_communes(rows, 4_800))):
        started = perf_counter()
        directory = Directory(all_rows)
        print(f"{title}: {len(all_rows.agencies):,} agencies, built in {(perf_counter() - started) * 1000:.0f} ms")
        for kind in KINDS:
            print(f"  {kind:12} {names_a_second(directory, names_of(kind)):9,.0f} names a second")
        print(f"  {'mixed':12} {names_a_second(directory, mixed_names()):9,.0f} names a second (goal {GOAL:,})")


if __name__ == "__main__":
    main()
