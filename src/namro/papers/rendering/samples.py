"""A small invented paper of each kind: for the samples of the fields and the trial print of an office's template."""

from __future__ import annotations

from typing import Any

_LETTERS = {"urging": "V/v đôn đốc thực hiện nhiệm vụ quá hạn", "extension": "V/v gia hạn thực hiện nhiệm vụ"}
_NAMES = {
    "monthly": ("BÁO CÁO", "Tình hình thực hiện Chỉ thị số 07/CT-UBND, tháng 6 năm 2025"),
    "brief": ("BÁO CÁO", "Tóm tắt tình hình thực hiện Chỉ thị số 07/CT-UBND"),
    "directions": ("BÁO CÁO", "Tổng hợp ý kiến chỉ đạo và kết quả thực hiện"),
    "annex": ("PHỤ LỤC", "Danh mục nhiệm vụ"),
}


def sample_payload(kind: str) -> dict[str, Any]:
    """A payload that prints; every word of it is invented, and the paper says so."""
    letter = _LETTERS.get(kind)
    name, title = _NAMES.get(kind, ("", ""))
    table = {
        "columns": [
            {"key": "no", "name": "TT", "align": "center"},
            {"key": "task", "name": "Nhiệm vụ", "align": "left"},
        ],
        "rows": [{"no": {"text": "1"}, "task": {"text": "Trình kế hoạch đầu tư công"}}],
    }
    return {
        "form": 1,
        "kind": kind,
        "moment": "2025-06-20T08:00:00+07:00",
        "sample": True,
        "directive": {"name": "Chỉ thị số 07/CT-UBND"},
        "head": {
            "superior": "UBND TỈNH AN LÂM",
            "issuer": "SỞ TÀI CHÍNH",
            "issuer_name": "Sở Tài chính",
            "symbol": "STC-TH" if letter else "BC-STC",
            "subject_line": letter,
            "place": "An Lâm",
            "year": 2025,
            "kind_name": name,
            "title": title,
            "addressees": ["Sở Xây dựng", "UBND xã Đồng Tâm"] if letter else ["Ủy ban nhân dân tỉnh An Lâm"],
            "recipients": ["Như trên", "Lãnh đạo Sở"],
            "archive": "Lưu: VT, TH.",
            "signature": {"authority": "KT. GIÁM ĐỐC", "title": "PHÓ GIÁM ĐỐC", "name": "Ngô Văn Tài"},
        },
        "figures": {},
        "rows": [],
        "tables": {"tasks": table},
        "body": [
            {
                "key": "1",
                "style": "paragraph",
                "runs": ["Đoạn văn mẫu của phần nội dung (danh mục tại Phụ lục kèm theo)."],
            },
            {"key": "2", "style": "paragraph", "runs": ["Câu kết thúc của văn bản."]},
        ]
        if kind != "annex"
        else [],
        "annexes": [{"number": "", "title": "Danh mục nhiệm vụ", "orientation": "landscape", "table": "tasks"}],
    }
