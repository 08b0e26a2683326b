"""All that the command says, in Vietnamese and English, in one place."""

from __future__ import annotations

from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")

# key: (Vietnamese, English)
TEXTS = {
    "about": (
        "Đọc văn bản chỉ đạo, điều hành thành sổ nhiệm vụ; mỗi mục gắn với lời văn gốc.",
        "Read Vietnamese administrative directives into registers of tasks, every field tied to its words.",
    ),
    "examples": (
        "Ví dụ:\n"
        "  namro read chi-thi.docx\n"
        "  namro read chi-thi.docx --format xlsx --out so-nhiem-vu.xlsx\n"
        "  namro read van-ban/ --format html --out so/\n"
        "  namro lint du-thao.docx\n"
        "  namro demo\n\n"
        "Mã thoát: 0 đọc được tất cả (lint: không có điểm cần sửa), 1 lint có điểm cần sửa, 2 có văn bản bị từ chối.",
        "Examples:\n"
        "  namro read directive.docx\n"
        "  namro read directive.docx --format xlsx --out register.xlsx\n"
        "  namro read documents/ --format html --out registers/\n"
        "  namro lint draft.docx\n"
        "  namro demo\n\n"
        "Exit code: 0 all read (lint: nothing found), 1 lint found something, 2 a document was refused.",
    ),
    "usage": ("Cách dùng: ", "Usage: "),
    "commands": ("Lệnh", "Commands"),
    "command": ("LỆNH", "COMMAND"),
    "files": ("Văn bản", "Documents"),
    "options": ("Tùy chọn", "Options"),
    "help": ("hiện trợ giúp này rồi thoát", "show this help and exit"),
    "version": ("hiện phiên bản rồi thoát", "show the version and exit"),
    "lang": (
        "tiếng của trợ giúp và thông báo: vi (mặc định) hoặc en",
        "language of help and messages: vi (default) or en",
    ),
    "read": ("đọc văn bản, đưa ra sổ nhiệm vụ", "read documents and give their registers of tasks"),
    "lint": (
        "tìm điểm chưa đủ năm rõ và sai sót trong lời văn của dự thảo",
        "find what is not clear, and slips of the text, in a draft",
    ),
    "file": (
        "tệp văn bản (.docx, .pdf, bản quét, .txt, .html, .xlsx, .doc, .eml …) hoặc thư mục chứa các tệp đó",
        "a document (.docx, .pdf, scan, .txt, .html, .xlsx, .doc, .eml …), or a folder of them",
    ),
    "read_all": (
        "đọc cả kho văn bản; dừng giữa chừng thì lần sau đọc tiếp",
        "read a whole corpus; where it was stopped it goes on",
    ),
    "read_all_more": (
        "Đọc mọi văn bản trong các thư mục. Mỗi văn bản cho một tệp JSON; results.csv ghi kết quả và lỗi của từng tệp. "
        "Chạy lại thì chỉ đọc tệp mới, tệp đã sửa và tệp đọc dở.",
        "Read every document in the folders. Each gives a JSON file; results.csv tells the result or error of each. "
        "Run again, it reads only what is new, changed or was not finished.",
    ),
    "folder": ("thư mục chứa văn bản", "a folder of documents"),
    "out_all": ("thư mục nhận kết quả (bắt buộc)", "the folder for the results (needed)"),
    "jobs": ("số tiến trình chạy cùng lúc; mặc định là số nhân của máy", "processes at once; by default one a core"),
    "out_folder_needed": ("Thêm --out THƯ_MỤC để ghi kết quả.", "Add --out FOLDER for the results."),
    "not_positive": ("{option} cần một số từ 1 trở lên.", "{option} needs a number from 1 up."),
    "crashed": (
        "tệp làm chương trình đọc dừng đột ngột. Xin lại tệp gốc.",
        "the file made the reader stop at once. Ask for the original.",
    ),
    "summary_all": (
        "Đã có kết quả của {total} văn bản: {read} đọc được, {refused} bị từ chối; {new} đọc trong lần này. "
        "Bảng: {table}",
        "{total} documents have results: {read} read, {refused} refused; {new} in this run. Table: {table}",
    ),
    "format": (
        "dạng kết quả: {formats}; mặc định là table",
        "form of the result: {formats}; table by default",
    ),
    "out": (
        "ghi vào tệp này; vào thư mục, mỗi văn bản một tệp, khi có nhiều văn bản. Cần có với xlsx và docx",
        "write to this file, or into this folder, a file each, for several documents. Needed for xlsx and docx",
    ),
    "why": (
        "kể quy tắc đã tìm ra từng mục của từng nhiệm vụ, kèm lời văn",
        "tell the rule by which each field of each task was found, with its words",
    ),
    "by_agency": (
        "xlsx: thêm cho mỗi cơ quan chủ trì một trang",
        "xlsx: add a sheet for each agency that leads",
    ),
    # A command that is written wrong
    "wrong": ("namro: {message} Xem: {command} --help", "namro: {message} See: {command} --help"),
    "no_command": ("Chưa nêu lệnh.", "No command was given."),
    "no_file": ("Chưa nêu văn bản nào.", "No document was given."),
    "missing": ("Còn thiếu: {value}.", "Still needed: {value}."),
    "needs_value": ("Tùy chọn {option} cần một giá trị.", "Option {option} needs a value."),
    "not_such": ("{option} không nhận “{value}”.", "{option} does not take “{value}”."),
    "not_among": (
        "{option} không nhận “{value}”. Chọn: {choices}.",
        "{option} does not take “{value}”. Use: {choices}.",
    ),
    "unknown": ("Không có tùy chọn hoặc lệnh “{value}”.", "There is no option or command “{value}”."),
    "out_needed": (
        "Dạng {format} không in ra màn hình được. Thêm --out TỆP.",
        "The form {format} cannot be printed. Add --out FILE.",
    ),
    "folder_needed": (
        "Dạng {format} cho mỗi văn bản một tệp. Thêm --out THƯ_MỤC.",
        "The form {format} gives a file for each document. Add --out FOLDER.",
    ),
    "only_xlsx": ("--by-agency chỉ dùng với --format xlsx.", "--by-agency goes with --format xlsx only."),
    # Reading and writing
    "refused": ("Không đọc được {file}: {why}", "Cannot read {file}: {why}"),
    "not_there": ("không có tệp này. Kiểm tra đường dẫn.", "there is no such file. Check the path."),
    "not_allowed": (
        "không được phép đọc. Kiểm tra quyền của tệp.",
        "reading is not permitted. Check the permissions of the file.",
    ),
    "empty_folder": (
        "thư mục không có văn bản nào đọc được. Nêu tệp .docx, .txt hoặc .md.",
        "the folder holds no document to read. Give a .docx, .txt or .md file.",
    ),
    "system": (
        "máy báo: {why}. Thử lại, hoặc chép tệp ra chỗ khác.",
        "system error: {why}. Try again, or copy the file.",
    ),
    "fault": (
        "lỗi của chương trình ({why}). Đặt NAMRO_TRACE=1 để xem chi tiết và báo cho nhóm phát triển.",
        "fault of the program ({why}). Set NAMRO_TRACE=1 for details, and report it.",
    ),
    "not_written": ("Không ghi được {path}: {why}", "Cannot write {path}: {why}"),
    "no_parent": ("không có thư mục {folder}. Tạo thư mục trước.", "there is no folder {folder}. Create it first."),
    "is_folder": ("đây là thư mục. Nêu tên tệp.", "this is a folder. Give the name of a file."),
    "is_file": (
        "đây là tệp, cần một thư mục. Chọn tên khác.",
        "this is a file, a folder is needed. Choose another name.",
    ),
    "is_input": (
        "đây là văn bản đang đọc, không ghi đè. Chọn tên khác.",
        "this is a document being read and is not overwritten. Choose another name.",
    ),
    "written": ("Đã ghi {path}", "Wrote {path}"),
    "progress": ("[{count}/{total}] {file}", "[{count}/{total}] {file}"),
    "summary": (
        "Đã đọc {read}/{total} văn bản: {tasks} nhiệm vụ, {unread} câu chưa đọc.",
        "Read {read}/{total} documents: {tasks} tasks, {unread} sentences unread.",
    ),
    "summary_lint": (
        "Đã đọc {read}/{total} văn bản: {findings} điểm cần xem.",
        "Read {read}/{total} documents: {findings} findings.",
    ),
    "summary_refused": ("Không đọc được {refused} văn bản.", "{refused} documents could not be read."),
    "passed_over": (
        "Bỏ qua {count} tệp không phải văn bản trong thư mục.",
        "Passed over {count} files in folders that are no documents.",
    ),
    "interrupted": ("Đã dừng theo yêu cầu.", "Stopped as asked."),
}


class Speech:
    """Says the texts in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        return TEXTS[key][LANGUAGES.index(self.language)].format(**values)
