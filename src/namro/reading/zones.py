"""What a title says of what stands under it, and which sentences are formulas or background."""

from __future__ import annotations

import re
from dataclasses import replace

from namro.reading.drafts import Context
from namro.reading.lexicon import alternation, pattern, rows
from namro.reading.name_ends import opens_order
from namro.reading.name_patterns import COUNT

# "II. Về tình hình ...", "Mục đích", "Yêu cầu:"; "Yêu cầu các sở ..." is an order
_NO_WORK = re.compile(
    rf"(?:về )?(?:(?:các|một số|những) )?(?:{pattern('section_titles', 'aim', 'background')})(?!\w)(?<!yêu cầu)"
    r"|(?:mục (?:đích|tiêu)[ ,]+)?yêu cầu(?:$|[,:;.]? ?$|, )"
)
_WORK = re.compile(rf"(?:{pattern('section_titles', 'work')})(?!\w)")
# titles that hold no tasks though a word of work stands in them: "Mục tiêu, nhiệm vụ"
_FIRM_TITLES = alternation(row["title"] for row in rows("section_titles") if row["firm"])
_FIRM = re.compile(rf"(?:về )?(?:(?:các|một số|những) )?(?:{_FIRM_TITLES})(?!\w)")
_OPENS_WORK = re.compile(
    r"(?:các |những )?(?:nhiệm vụ|giải pháp|biện pháp|tổ chức thực hiện|phương án (?:tổ chức|triển khai))(?!\w)"
)
_SURE_WORK = re.compile(r"nhiệm vụ|giải pháp|phân công|tổ chức thực hiện")  # "Về tình hình tháng 4; nhiệm vụ tháng 5"
# "... phải đạt các tiêu chuẩn sau:", "... tập trung vào các lĩnh vực:": what follows describes, and orders nothing
_DESCRIBED_BELOW = re.compile(
    r"(?:đạt|đáp ứng|bảo đảm|đảm bảo|theo|có|vào) (?:đủ |đầy đủ )?(?:các |một trong các |những )"
    r"(?:tiêu chuẩn|tiêu chí|điều kiện|lĩnh vực|nguyên tắc|yêu cầu)(?: cụ thể)?(?: sau| như sau| sau đây)?:$"
)
# in rules of working together nobody is told to do what all do: "Điều 4. Nội dung phối hợp chung"
_DONE_TOGETHER = re.compile(r"(?:về )?(?:nội dung|phương thức|hình thức|cơ chế) phối hợp(?: chung)?[.:]?")
# the name of rules, not of work: "QUY ĐỊNH HOẠT ĐỘNG CỦA ..." over articles of which many only tell how things are
_IS_DOCUMENT = re.compile(r"(?:quy định|quy chế|điều lệ|nội quy)(?!\w)")
# what an activity or a work must be like: "Yêu cầu của hoạt động tư vấn", "Yêu cầu kỹ thuật"
_MUST_BE_LIKE = re.compile(r"yêu cầu (?:của (?:hoạt động|công tác|việc)|kỹ thuật)(?!\w)")
_MONEY = re.compile(r"(?:dự toán |dự kiến |nguồn |về )?kinh phí(?!\w)")
_GENERAL = re.compile(r"(?:những )?(?:quy định|vấn đề) chung[.:]?$")  # who is named there is told to act, nobody else
_ISSUER = (
    r"(?:bộ chính trị(?:, ban bí thư)?|ban bí thư|(?:thủ tướng )?chính phủ"
    r"|(?:chủ tịch )?(?:ubnd|ủy ban nhân dân) [^,;.:]{2,30}?)"
)
_FORMULA = re.compile(
    # "Chỉ thị này có hiệu lực"
    rf"(?:{pattern('task_words', 'document')})(?: này)?(?:(?:, | và )(?:các |những )?phụ lục[^.;:\n]{{0,60}})?"
    rf" (?:{pattern('task_words', 'in_force')})"
    r"|ví dụ(?: \d+)?: "
    rf"|{pattern('task_words', 'formula')}"
    # "Cơ bản thống nhất với Báo cáo của Sở Y tế"
    rf"|(?:{_ISSUER} )?(?:cơ bản )?(?:thống nhất|nhất trí|đồng ý|tán thành)(?: cao)? với "
    r"(?:nội dung |các nội dung |những |các )?"
    r"(?:báo cáo|tờ trình|đề nghị|đề xuất|kiến nghị|ý kiến|kết quả|dự thảo)(?!\w)"
    # "Căn cứ Luật ...;" but not "Căn cứ Kế hoạch này, các sở ..."
    r"|căn cứ (?:các |bộ )?(?![^,]{0,30}này)(?:luật|nghị|quyết|chỉ|công|thông|kế|văn|kết)[^\n]*[;.]$"
    # "Sở Y tế thông báo để các đơn vị biết, thực hiện"
    r"|[^,;.:\n]{3,60} (?:xin )?(?:trân trọng )?thông báo (?:để|dé|đến|tới|cho) [^.;:\n]{3,160} biết(?!\w)"
    r"|(?:văn phòng [^,;.]{2,40}|vpcp) (?:trân trọng |xin )?(?:thông báo|kính báo)"
)
# "Thay mặt Chính phủ, Thủ tướng gửi lời chia buồn"
_SENDS_WORDS = re.compile(r"[^.;:\n]{3,160} gửi lời (?:thăm hỏi|thăm|chia buồn|cảm ơn|cám ơn|chúc mừng|khen)(?!\w)")
# whence money comes, how many of whom: "Kinh phí tập huấn: Từ ngân sách", "Ban Tổ chức: không quá 05 người"
_TELLS_ONLY = re.compile(
    r"(?:nguồn )?kinh phí [^.;\n]{0,60}?(?:: ?(?:từ|do|lấy)|thực hiện (?:theo|từ)|được|do|từ|lấy từ) "
    rf"|[^.;:\n]{{3,90}}{COUNT}"
)
# "Hồ sơ gồm các tài liệu sau:", "Dữ liệu được sử dụng để:"
_THINGS = (
    r"hồ sơ|tài liệu|đề án|dự thảo|báo cáo|dữ liệu|thông tin|hình thức|thành phần|đối tượng|tài sản|văn bản|điều kiện"
    r"|tiêu chí|bản tin|chuyên mục|chuyên trang|ấn phẩm|phóng sự|tờ rơi|sổ tay|cẩm nang|mẫu biểu|bộ chỉ số"
    r"|nội dung (?:lấy ý kiến|của |bản tin|báo cáo|hồ sơ|chuyên đề|tài liệu|sinh hoạt|đề án|phóng sự|chuyên mục)"
)
_LISTS_THINGS = re.compile(
    rf"(?:(?:các |những )?(?:{_THINGS})(?!\w)[^:;]* gồm(?: có)?(?: [^:.;]{{1,60}})?"
    # "Bản tin hằng tháng, tập trung vào các nhóm nội dung", as a heading, too
    rf"|(?:{_THINGS})(?!\w)[^:;]* (?:tập trung (?:vào )?|phản ánh |giới thiệu )(?:các |một số |những )?"
    r"(?:nhóm |loại )?(?:nội dung|chủ đề|vấn đề|lĩnh vực)(?: (?:chính|trọng tâm|cơ bản|sau|như sau|sau đây))*"
    r"|[^:;]* được (?:sử )?dụng (?:để|làm|cho)) ?:?$"
)
# "đã" tells what was, but not in "các giải pháp đã được đề ra"
_BACKGROUND = re.compile(
    rf"(?:^| )(?!đã (?:được (?:đề ra|phê duyệt|giao|ban hành|xác định|nêu|ký kết)|đề ra|nêu|ký kết)(?!\w))"
    rf"(?:{pattern('task_words', 'background')})(?: |,)"
)
# how those are judged who do the work: "Đơn vị hoàn thành sớm được cộng 05 điểm"
_GIVES_POINTS = re.compile(
    r"[^.;\n]{0,200} (?:(?:cộng|trừ|chấm) (?:thêm )?\d+(?:,\d+)? điểm|được cộng (?:thêm )?điểm)(?!\w)"
)
# what holds for whoever pays: "Gia hạn nộp thuế không quá 60 ngày đối với ...", "Không thu phí đối với ..."
_NORM = re.compile(
    r"(?:gia hạn|miễn|xóa nợ|hoàn|(?:không )?áp dụng|không thu|không tính)"
    r"(?:,? (?:và )?(?:miễn|giảm|hoàn|gia hạn))* [^.;:\n]{0,60}?"
    r"(?:thuế|(?<!chi )phí|tiền (?:thuê đất|sử dụng đất|phạt|chậm nộp)|mức (?:thu|phạt|chi|đóng))"
    r"(?!\w)[^.;:\n]*? đối với "
)
# "Về thành phần: thực hiện tương tự khoản 2 Mục I Hướng dẫn số 05-HD/TU"
_ELSEWHERE = re.compile(
    r"(?:[^.;:\n]{3,120}: ?)?thực hiện (?:theo|tương tự(?: như)?|như)(?: nội dung| quy định| hướng dẫn)*"
    r"(?: (?:nêu )?tại)? (?:tiết|điểm|khoản|mục|điều|phần|phụ lục|chương) "
)
_EXAMPLE = re.compile(r"ví dụ(?:,? [^:\n]{1,40})? ?:$")
_BACKGROUND_REACH = 120  # code points


def zone_of(title: str, context: Context) -> Context:
    """The context of what stands under a title, given in folded words."""
    if describes_below(title) or (title[-1:] != ":" and lists_things(title)):
        return replace(context, closed=True, work=False)
    if _DONE_TOGETHER.fullmatch(title):
        return replace(context, work=False)
    if (_MONEY.match(title) and not _SURE_WORK.search(title)) or _MUST_BE_LIKE.match(title):
        return replace(context, work=False)  # its orders stand, but nothing else there is a task
    if _GENERAL.match(title):
        context = replace(context, general=True)
    work = _WORK.search(title) is not None and not _IS_DOCUMENT.match(title) and not context.general
    firm = _FIRM.match(title) and not (title.startswith("về ") and _SURE_WORK.search(title))
    if not _NO_WORK.match(title) or (work and not firm):
        # a section of work among aims or scopes: "4. Phương án tổ chức cấp phát"
        opened = context.closed and _OPENS_WORK.match(title) is not None
        if not opened and (context.work or not work):
            return context
        return replace(context, work=context.work or work or opened, closed=context.closed and not opened)
    return replace(context, closed=True, work=False)


def lists_things(words: str) -> bool:
    """Whether a line tells what a thing holds or serves, not what is to be done: "Hồ sơ đề nghị gồm:"."""
    if _EXAMPLE.match(words):
        return True
    return _LISTS_THINGS.match(words) is not None and _SURE_WORK.search(words) is None


def describes_below(words: str) -> bool:
    """Whether a line that ends with ":" leads to conditions or fields, not to orders."""
    told = words.endswith(":") and _DESCRIBED_BELOW.search(words) is not None
    return told and not opens_order(words, 0, len(words))


def is_formula(folded: str, start: int, end: int) -> bool:
    """Whether the words open with one of the formulas of every document: "Chỉ thị này có hiệu lực ..."."""
    if _FORMULA.match(folded, start, end):
        return True
    return folded.find(" gửi lời ", start, end) > 0 and _SENDS_WORDS.match(folded, start, end) is not None


def tells_only(folded: str, start: int, end: int) -> bool:
    """Whether the words tell whence money comes or how many of whom, though an agency's heading stands above."""
    return _TELLS_ONLY.match(folded, start, end) is not None


def sets_norm(folded: str, start: int, end: int) -> bool:
    """Whether the words set what is paid, or not, by whom, and give nobody work to do."""
    return _NORM.match(folded, start, end) is not None


def told_elsewhere(folded: str, start: int, end: int) -> bool:
    """Whether the words only tell where it is said how a thing is done."""
    return folded.find("thực hiện ", start, end) >= 0 and _ELSEWHERE.match(folded, start, end) is not None


def gives_points(folded: str, start: int, end: int) -> bool:
    """Whether the words tell how points are given for work, and order none."""
    return folded.find(" điểm", start, end) > 0 and _GIVES_POINTS.match(folded, start, end) is not None


def is_background(words: str) -> bool:
    """Whether the words tell what was or has been: "Thời gian qua, các sở đã ..."."""
    return _BACKGROUND.search(words[:_BACKGROUND_REACH]) is not None
