"""Who and what the demonstration adds to a shipped set of agencies. Keys are those of the set; all of it is made up."""

from __future__ import annotations

from dataclasses import dataclass

from namro.access.roles import Role
from namro.agencies.models import Rank


@dataclass(frozen=True, slots=True)
class Character:
    """One of the cast: who they are, where, and what they may do. `agency` is a key of the province's set."""

    username: str
    name: str
    agency: str
    title: str
    rank: Rank
    role: Role
    fields: tuple[str, ...] = ()


CAST = (
    Character("lanhdao", "Trần Minh Họa", "ubnd-tinh", "Chủ tịch", Rank.HEAD, Role.LEADER),
    Character(
        "phochutich",
        "Lê Thị Phối",
        "ubnd-tinh",
        "Phó Chủ tịch",
        Rank.DEPUTY,
        Role.LEADER,
        ("xây dựng, giao thông", "công thương", "khu công nghiệp"),
    ),
    Character("theodoi", "Nguyễn Văn Theo", "so-tai-chinh", "Trưởng phòng Tổng hợp", Rank.OTHER, Role.TRACKER),
    Character("xacnhan", "Phạm Thị Xác", "van-phong-ubnd-tinh", "Phó Chánh Văn phòng", Rank.DEPUTY, Role.CONFIRMER),
    Character("thutruong", "Hoàng Văn Trưởng", "so-xay-dung", "Giám đốc", Rank.HEAD, Role.AGENCY_HEAD),
    Character("daumoi", "Vũ Thị Mối", "so-xay-dung", "Chuyên viên", Rank.OTHER, Role.FOCAL_OFFICER),
    Character("daumoi2", "Đặng Văn Khác", "so-cong-thuong", "Chuyên viên", Rank.OTHER, Role.FOCAL_OFFICER),
    Character("thanhtra", "Bùi Thị Tra", "thanh-tra-tinh", "Thanh tra viên", Rank.OTHER, Role.AUDITOR),
    Character("quantri", "Đỗ Văn Trị", "van-phong-ubnd-tinh", "Quản trị mạng", Rank.OTHER, Role.ADMINISTRATOR),
)
HEADS = (
    ("so-tai-chinh", "Giám đốc", "Ngô Văn Tài"),
    ("so-cong-thuong", "Giám đốc", "Dương Thị Thương"),
    ("van-phong-ubnd-tinh", "Chánh Văn phòng", "Lý Văn Phòng"),
    ("so-noi-vu", "Giám đốc", "Phan Thị Nội"),
    ("so-y-te", "Giám đốc", "Hồ Văn Y"),
)
WAITING = (
    ("Sở XD", "Chỉ thị 07/CT-UBND, mục II.4", 3),
    ("các đồng chí Phó Chủ tịch UBND tỉnh", "Chỉ thị 07/CT-UBND, mục III.2", 1),
    ("Sở Kế hoạch và Đầu tư", "Kế hoạch số 18/KH-UBND", 2),
)

# Not in the sets: who looks after what, and how an agency is divided inside, each province decides for itself.
FIELDS_OF_WORK = {
    "van-phong-ubnd-tinh": "hành chính, ngoại vụ",
    "trung-tam-phuc-vu-hanh-chinh-cong": "hành chính, ngoại vụ",
    "so-tai-chinh": "tài chính, kế hoạch, đầu tư",
    "so-noi-vu": "nội vụ, lao động",
    "so-tu-phap": "tư pháp",
    "so-cong-thuong": "công thương",
    "so-nong-nghiep-va-moi-truong": "nông nghiệp, môi trường",
    "so-xay-dung": "xây dựng, giao thông",
    "ban-qlda-giao-thong": "xây dựng, giao thông",
    "ban-qlda-dan-dung-va-cong-nghiep": "xây dựng, giao thông",
    "so-khoa-hoc-va-cong-nghe": "khoa học, công nghệ, chuyển đổi số",
    "so-van-hoa-the-thao-va-du-lich": "văn hóa, thể thao, du lịch",
    "so-giao-duc-va-dao-tao": "giáo dục",
    "so-y-te": "y tế",
    "so-dan-toc-va-ton-giao": "dân tộc, tôn giáo",
    "thanh-tra-tinh": "thanh tra",
    "ban-quan-ly-cac-kcn": "khu công nghiệp",
}
INNER_UNITS = {
    "van-phong-ubnd-tinh": ("Phòng Kinh tế tổng hợp", "Phòng Kiểm soát thủ tục hành chính"),
    "so-tai-chinh": ("Phòng Tổng hợp", "Phòng Ngân sách", "Phòng Đầu tư"),
    "so-xay-dung": ("Văn phòng", "Phòng Quản lý nhà", "Phòng Kết cấu hạ tầng giao thông"),
}
