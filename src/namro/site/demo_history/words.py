"""What the invented agencies write. Neutral enough to stand under any task of theirs."""

from __future__ import annotations

BEGUN = (
    "Đã ban hành kế hoạch thực hiện, phân công {unit} làm đầu mối.",
    "Đã họp triển khai với các đơn vị liên quan, thống nhất tiến độ từng phần việc.",
    "Đã rà soát hồ sơ hiện có, lập danh mục việc còn lại và người chịu trách nhiệm.",
    "Đã có văn bản đề nghị các cơ quan phối hợp cung cấp số liệu.",
)
GOING = (
    "Đã xây dựng dự thảo lần 1, đang lấy ý kiến các cơ quan liên quan.",
    "Đã tổng hợp ý kiến góp ý, đang hoàn chỉnh theo kết luận cuộc họp chuyên đề.",
    "Đã kiểm tra thực tế tại hai địa bàn, đang xử lý các tồn tại đã nêu trong biên bản.",
    "Đã hoàn thành phần lớn khối lượng, còn phần việc phụ thuộc số liệu của đơn vị phối hợp.",
    "Đã thống nhất phương án với các đơn vị phối hợp, đang hoàn thiện hồ sơ trình.",
)
DONE = (
    "Đã hoàn thành và có văn bản báo cáo UBND tỉnh kèm hồ sơ.",
    "Đã trình UBND tỉnh đầy đủ hồ sơ theo yêu cầu tại Chỉ thị.",
    "Đã hoàn thành toàn bộ nội dung được giao; kết quả nêu tại văn bản gửi kèm.",
)
DONE_AGAIN = "Đã bổ sung theo ý kiến trả lại và báo cáo lại UBND tỉnh."
HELPED = (
    "Đã cung cấp đủ số liệu và cử công chức tham gia theo đề nghị của đơn vị chủ trì.",
    "Đã có văn bản góp ý, phối hợp khảo sát theo kế hoạch của đơn vị chủ trì.",
)
RETURNED = (
    "Báo cáo chưa nêu kết quả theo từng địa bàn. Bổ sung số liệu và gửi lại.",
    "Chưa kèm danh mục theo yêu cầu của Chỉ thị. Bổ sung danh mục và gửi lại.",
    "Mới nêu việc đã triển khai, chưa có sản phẩm được giao. Hoàn thành sản phẩm rồi báo cáo.",
)
CAUSES = (
    "Nhân sự đầu mối thay đổi sau sắp xếp tổ chức bộ máy; hồ sơ bàn giao chậm.",
    "Số liệu của đơn vị phối hợp gửi chậm, phải đối chiếu lại nhiều lần.",
    "Khối lượng phát sinh lớn hơn dự kiến khi khảo sát thực tế.",
)
PROPOSALS = (
    "Đề nghị cho hoàn thành trong 10 ngày làm việc tới; đơn vị báo cáo tiến độ hằng tuần.",
    "Đề nghị UBND tỉnh đôn đốc đơn vị phối hợp gửi số liệu còn thiếu.",
    "Đề nghị Văn phòng UBND tỉnh chủ trì họp thống nhất phần việc còn lại.",
)
REPORTS = (
    "Trong kỳ, đơn vị đã thực hiện các nhiệm vụ theo kế hoạch; không có hồ sơ quá hạn phát sinh.",
    "Trong kỳ, đơn vị hoàn thành các phần việc đến hạn; còn một nội dung đang chờ số liệu phối hợp.",
    "Trong kỳ, tiến độ bảo đảm; kiến nghị tiếp tục tháo gỡ vướng mắc về mặt bằng và thủ tục.",
)
DAILY = "Số thu trong ngày theo từng sắc thuế và địa bàn: theo bảng gửi kèm Sở Tài chính."
UNITS = ("phòng chuyên môn", "Văn phòng", "phòng Tổng hợp", "bộ phận Kế hoạch - Tài chính")
SHORT = {
    "so-tai-chinh": "STC",
    "so-noi-vu": "SNV",
    "so-tu-phap": "STP",
    "so-cong-thuong": "SCT",
    "so-nong-nghiep-va-moi-truong": "SNNMT",
    "so-xay-dung": "SXD",
    "so-khoa-hoc-va-cong-nghe": "SKHCN",
    "so-van-hoa-the-thao-va-du-lich": "SVHTTDL",
    "so-giao-duc-va-dao-tao": "SGDĐT",
    "so-y-te": "SYT",
    "so-dan-toc-va-ton-giao": "SDTTG",
    "thanh-tra-tinh": "TTr",
    "van-phong-ubnd-tinh": "VP",
}
