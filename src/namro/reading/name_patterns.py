"""What names are made of: the patterns that combine the words of lexicon/, all for folded text."""

from __future__ import annotations

import re
from functools import partial

from namro.reading.lexicon import alternation, pattern, rows, words

_of_name = partial(pattern, "name_words")

OFFICE_WORDS = pattern("agencies", "office")
TYPE_WORDS = pattern("agencies", "agency")
PLACE = rf"(?:{pattern('agencies', 'place')})"
PLACES = rf"{PLACE}(?:, {PLACE})*(?:,? và {PLACE})?"  # "xã, phường và đặc khu"
MANY = rf"(?:{pattern('agencies', 'group')})"  # "các", "tất cả các"

# Words that open with the syllable of an agency's kind and are none: "ban hành", "trường hợp", "phòng, chống". The
# comma inside them comes and goes.
_NO_HEAD = rf"(?!(?:{_of_name('not_a_name').replace(re.escape(', '), '[, ]+')})(?!\w))"


# how many of whom, which no order opens with: "Ban Tổ chức: không quá 05 cá nhân"
COUNT = r": ?(?:không quá |tối đa |ít nhất )?\d+ (?!ngày|tháng)\w"

# a syllable that stands by itself: "sở, ban", not the "sở" of "sở/ngành"
_APART = r"(?=[^\W_]+(?:[,;:.)\n]*(?: |$)|/c))"


def _spaced(words: str) -> str:
    """A pattern for use in a verbose one, where a bare blank means nothing."""
    return re.sub(r"(?<!\\) ", r"\\ ", words)


# ---- how a name opens

# "Sở", "các đơn vị", "UBND", "tỉnh"
HEAD = re.compile(
    rf"{_APART}(?:{MANY} tổ chức(?!\w)|(?:{MANY} )?{_NO_HEAD}(?:{OFFICE_WORDS}|{TYPE_WORDS}|{PLACE})(?!\w))"
)
# "các đồng chí Giám đốc", "Phó Chủ tịch phụ trách"
OFFICE = re.compile(
    rf"(?:(?:{MANY} )?(?:đồng chí|đ/c) )?(?:{MANY} )?(?:{OFFICE_WORDS})(?!\w)(?: (?:phụ trách|thường trực))?"
)
# groups whose name holds commas
GROUP = re.compile(
    rf"""(?:{_spaced(MANY)}\ )?(?:
      (?:sở|bộ|ban),?\ ?(?:sở,\ )?(?:ban,?\ )?(?:và\ )?ngành(?:,?\ (?:và\ )?đoàn\ thể)?(?!\w)  # "sở, ban, ngành"
    | (?:{_of_name("group_with_commas")})(?!\ ngang)                                  # "cán bộ, công chức, viên chức"
    | (?:chủ\ tịch\ )?(?:{_of_name("local_body")})(?:\ {_spaced(MANY)}|\ cấp)?\ {_spaced(PLACES)}
      (?:\ trực\ thuộc\ trung\ ương)?                                                  # "UBND các xã, phường"
    )(?!\w)""",
    re.VERBOSE,
)
BEFORE_SECTOR = re.compile(rf"(?:{MANY} )?(?:sở|bộ|ngành|phòng) ")  # "các sở " + "Tài chính"
# parts in the work, not bodies: "cơ quan chủ trì", "các chủ đầu tư"
ROLE = re.compile(
    rf"(?:{MANY} )?(?:cơ quan|đơn vị|tổ chức)(?:, đơn vị|, tổ chức)? (?:{_of_name('part_in_work')})(?!\w)"
    rf"|{_of_name('role')}"
)
# more of the part than its word: "(cơ quan chủ trì) soạn thảo đề án, quy hoạch" + " có trách nhiệm"
ROLE_GOES_ON = re.compile(
    rf"(?:(?!(?:,| và| hoặc) (?:{MANY}|sở|bộ|ban|ubnd|ủy ban|cơ quan|đơn vị|tổ chức|cá nhân|doanh nghiệp"
    r"|chủ|người|nhà|hộ|tập thể|công ty|quỹ|ngân hàng|viện|trường)(?!\w)"
    r"| (?:phối hợp|theo|căn cứ|trong|khi|để|và chịu|đồng thời)(?!\w))[^;.:()\n]){4,110}?(?=,? có trách nhiệm(?!\w))"
)
# what a body or its head is besides, after a dash: "- Cơ quan Thường trực Ban Chỉ đạo", "- Phó Trưởng ban"
POST_BESIDE = re.compile(rf"(?:{_of_name('post_beside')})(?!\w)")
SECTOR = re.compile(rf"(?:{pattern('sectors')})(?!\w)")
TYPES = tuple(words("agencies", "agency"))

# ---- lists that share a word of kind

# "các Bộ: Tài chính, Xây dựng", "Giám đốc các sở Tài chính, Nội vụ"
TYPED_LIST = re.compile(
    rf"(?:(?:bí thư|chủ tịch|bộ trưởng|giám đốc) )?{MANY} "
    rf"(?P<type>bộ(?:, (?:ngành|cơ quan))*|{_of_name('kind_of_list')})\s?(?P<colon>:| )(?=\s?[a-zà-ỹđ])"
)
# lists whose items have a word of kind and share the one before them, with what each of the items opens with
_SHARED = rf"{MANY} (?P<type>{_of_name('shares_its_word')})"
SHARING = re.compile(rf"{MANY} (?:{_of_name('shares_its_word')}|tập đoàn|tổng công ty)(?!\w)")
_BRAND = rf"(?:{_of_name('brand')})(?!\w)"
SHARING_LISTS = (
    # "các Đảng ủy: Chính phủ, Quốc hội"
    (re.compile(rf"{_SHARED}: ?"), re.compile(rf"(?!(?:{_of_name('shares_its_word')}|{MANY})(?!\w))")),
    # "các Đảng ủy Bộ Tài chính, Bộ Nội vụ"
    *((re.compile(rf"{_SHARED} (?={body} )"), re.compile(f"{body} ")) for body in ("bộ", "sở", "ban")),
    # "các Tập đoàn VNPT, Viettel"
    (re.compile(rf"{MANY} (?P<type>tập đoàn|tổng công ty) (?={_BRAND})"), re.compile(_BRAND)),
)
# "Bí thư tỉnh ủy và " before "Chủ tịch UBND các tỉnh: A, B"
PARTY_OFFICE = re.compile(
    rf"(?:(?:{MANY} )?đồng chí )?bí thư (?P<body>(?:{_of_name('party_body')}))(?:,| và|, và) (?=chủ tịch )"
)
# "UBND các tỉnh: A, B", "Các tỉnh A, B"
TYPED_PLACES = re.compile(
    rf"(?:chủ tịch )?(?P<body>(?:{_of_name('body_of_places')}) )?(?:{MANY}|\d{{1,2}}) (?P<place>{PLACES})"
    rf"(?: trực thuộc trung ương)?(?P<colon>: ?| (?!(?:{_of_name('region')})(?!\w)))"
)
CITY = re.compile(rf"(?:{_of_name('city')})(?!\w)")  # those beside the provinces
JOIN = re.compile(r" ?, (?:và |cùng |với )?| và | cùng với | cùng | hoặc | & |/(?=\w+ )")
SEMICOLON_JOIN = re.compile(r" ?[,;] ?(?:và )?(?:- )?| và | cùng với | cùng | hoặc | ?/ ?(?=\w+ )")
ITEM_JOIN = re.compile(r", (?:và )?| và |; ")
# "các sở, ban, ngành địa phương": no comma parts the groups
UNJOINED = re.compile(r" (?=(?:địa phương|đơn vị|cơ quan)(?:,| (?:có )?liên quan| và))")
BRACKETS = re.compile(r" ?\([^()]{0,500}\)")
# "Vụ Kế hoạch, Tài chính": bodies whose one name tells several fields
BODY_OF_FIELDS = re.compile(rf"(?:(?:viện|vụ|cục) trưởng |giám đốc |trưởng )?(?:{_of_name('body_of_fields')}) ")
# one more of its fields in small letters: "Trung tâm Xúc tiến đầu tư," + "thương mại và du lịch"
SMALL_FIELD = re.compile(rf"(?:{_of_name('small_field')})(?!\w)")
# what a word of kind is in a list opened by another: "các Tập đoàn: Điện lực Việt Nam", "các Cục: Thuế, Hải quan"
FIELD_OF_BODY = re.compile(rf"(?:{_of_name('field_of_body')})(?!\w)")
PLACE_ITEM = re.compile(r"(?:(?:Tỉnh|Thành phố|Xã|Phường|Huyện) )?\w+(?: (\w))?")
MORE_ITEMS = re.compile(r"[^,;.:\n]{0,30}?(?:, | và )(?=(\w))")
AFTER_ITEM = re.compile(r"(?:và|cùng|với|theo|để|tại|trong|hoặc)(?!\w)")
OF_PLACE = re.compile(r" (?:tỉnh|thành phố|các|xã|phường|huyện)(?!\w)")  # "Công an tỉnh": a body, not one more sector
SECTOR_HOLDER = re.compile(r"(Bộ|Sở|Ngành|bộ|sở) ")  # in the text as written

# ---- how a name goes on and ends

CONNECTIVES = frozenset(words("name_words", "connective"))
# the verb or adverb that opens an order: "chủ trì", "khẩn trương", "số hóa", "đơn giản hóa"
PREDICATE = re.compile(
    rf"(?!(?:{_of_name('not_a_predicate')})(?!\w))"
    rf"(?:{_APART}(?:{pattern('predicates')})|(?!(?:{PLACE}) )(?:[^\W\d_]+ )?(?!văn|hàng|khoáng)[^\W\d_]+ hóa)(?!\w)"
)
# whole words whose second syllable elsewhere opens an order: "bầu cử", "giao thông"
COMPOUND = re.compile(rf"(?:{_of_name('compound')})(?!\w)")
# verbs that end a name though they open with a capital
NEVER_IN_NAME = re.compile(rf"(?:{_of_name('never_in_name')})(?!\w)")
# the years and the number of the next row, which run on where a table lost its lines
NEXT_ROW = re.compile(r"\d[\d ./-]* (?=[^\W\d])")
BODY_BEGINS = re.compile(
    rf" (?=(?:{MANY} )?(?:sở|bộ|ban|ubnd|ủy ban|công an|văn phòng|cục|tập đoàn|ngân hàng|thanh tra)(?!\w))"
)
# small words that belong to the name before them; each opens with one of these, or stands after the last
_TAILS = "từ trong ngoài trên tại theo có liên các tỉnh cùng được quy đối chủ đang chưa trực phụ"
OPENS_TAIL = frozenset(_TAILS.split())
WITH_AUTHORITY = "có thẩm quyền "
KEPT_TAIL = re.compile(
    rf"""
      # "từ tỉnh đến xã"
      từ\ (?:cấp\ )?(?:{_of_name("level")})\ (?:đến|tới|xuống)\ (?:cấp\ )?(?:{_of_name("level")})(?!\w)
    | từ\ [^,;.:]{{3,30}}?\ đến\ [^,;.:]{{3,30}}?(?=,|:|\ (?:chủ\ động|tập\ trung|khẩn\ trương))
      # "(tổ chức khoa học) trong và ngoài nước"
    | (?:trong\ và\ )?ngoài\ (?:nước|tỉnh|thành\ phố)(?!\w)
      # "(cơ quan nhà nước) có thẩm quyền thu hồi đất"
    | có\ thẩm\ quyền\ (?:thu\ hồi|giao|cho\ thuê|định\ giá)\ đất(?!\w)
      # "tại khu vực dự báo xảy ra mưa, lũ" + " tập trung chỉ đạo"
    | tại\ (?:các\ )?(?:khu\ vực|vùng|địa\ bàn)\ [^;.:\n]{{3,60}}?
      (?=,?\ (?:chủ\ động|tập\ trung|khẩn\ trương|tiếp\ tục|có\ trách\ nhiệm|phải|cần)(?!\w))
      # "trên địa bàn tỉnh"
    | (?:trong|trên|tại|theo)\ (?:{_of_name("area")})(?:\ (?:{_of_name("area_of")}))?
      # "có liên quan đến công tác tiêm chủng" + " có trách nhiệm"
    | (?:có\ )?liên\ quan\ (?:đến|tới|trong)\ [^,;.:]{{3,70}}?(?=\ (?:có|chịu)\ trách\ nhiệm)
      # "(Trạm Y tế) các xã, phường"
    | các\ {_spaced(PLACE)}(?:,\ {_spaced(PLACE)})+(?:,?\ và\ {_spaced(PLACE)})?(?:\ trực\ thuộc\ trung\ ương)?(?!\w)
    | tỉnh,\ thành\ phố\ trực\ thuộc\ trung\ ương
    | cùng\ cấp(?!\w)
      # "(cơ quan) quy định tại khoản 3 Điều này"
    | (?:được\ )?quy\ định\ tại\ [^,;.:]{{3,60}}?(?:điều|khoản|nghị\ quyết|quyết\ định|quy\ (?:định|chế))\ này(?!\w)
    | đối\ với\ hàng\ hóa,\ dịch\ vụ(?!\w)
      # "(cá nhân) được giao tài khoản" + " có trách nhiệm ..."
    | được\ (?:phân\ công|giao)\ [^,;.:]{{3,100}}?(?=\ (?:có|chịu)\ trách\ nhiệm)
      # "được giao nhiệm vụ tại Kế hoạch này"
    | được\ (?:phân\ công|giao)(?:\ (?:chủ\ trì|nhiệm\ vụ|thực\ hiện|phụ\ trách))*(?:\ thực\ hiện\ nhiệm\ vụ)?
      (?:\ (?:trong|tại|theo)\ (?:kế\ hoạch|chỉ\ thị|công\ điện|chương\ trình)(?:\ này)?(?=\ có)
        |\ [^,;.:]{{3,60}}?\ tại\ [^,;.:]{{0,40}}?(?:điều|khoản|quyết\ định|quy\ định|quy\ chế|kế\ hoạch)\ này(?!\w))?
      # "được lựa chọn quan trắc môi trường" + " triển khai ..."
    | được\ (?:lựa\ chọn|chỉ\ định)\ [^,;.:]{{3,40}}?
      (?=\ (?:triển\ khai|tổ\ chức|tiến\ hành|thực\ hiện|chủ\ động|có\ trách\ nhiệm|phải)(?!\w))
      # "(đơn vị) chưa nộp báo cáo" + " phải ..."
    | chưa\ [^,;.:]{{3,60}}?(?=\ (?:có|chịu)\ trách\ nhiệm|\ phải\ )
      # "(các địa phương) có bến đò ngang" + " thường xuyên ..."
    | (?:(?<=địa\ phương\ )|(?<=đơn\ vị\ )|(?<=cơ\ quan\ )|(?<=doanh\ nghiệp\ ))
      có\ (?!trách\ nhiệm|liên\ quan|thể\ |quyền)[^,;.:]{{3,60}}?
      (?=\ (?:chủ\ động|có\ trách\ nhiệm|thường\ xuyên|khẩn\ trương|tập\ trung|phải|cần)(?!\w))
      # "(người có thẩm quyền) xử phạt" + " phải ..."
    | (?<=có\ thẩm\ quyền\ )(?!phải|có\ |ban\ hành|xem\ xét|được|thông\ báo)
      (?:(?!\ (?:theo|để|và|quy\ định)\ )[^,;.:]){{4,50}}?
      (?=\ (?:phải|có\ trách\ nhiệm|ban\ hành|xem\ xét|được|thông\ báo)(?!\w))
      # "(Thứ trưởng) phụ trách lĩnh vực", "(lực lượng) tại chỗ"
    | (?:được\ phân\ công\ )?phụ\ trách\ (?:lĩnh\ vực|địa\ bàn|khu\ vực)(?!\w)
    | tại\ chỗ(?!\w)
      # "(cấp ủy) trực tiếp quản lý cán bộ" + " phải ..."
    | trực\ tiếp\ (?:quản\ lý|sử\ dụng|phụ\ trách)\ [^,;.:]{{3,50}}?(?=\ (?:có|chịu)\ trách\ nhiệm|\ phải\ )
      # "(cơ quan) chủ trì" + " phải ..."
    | chủ\ trì(?=\ (?:có|phải|chịu|cần|thực\ hiện\ nhiệm\ vụ))
      # "đang quản lý dự án" + " có trách nhiệm"
    | đang\ [^,;.:]{{3,60}}?
      (?=\ (?:chủ\ động|có\ trách\ nhiệm|tích\ cực|tiếp\ tục|khẩn\ trương|tập\ trung|phải|cần)(?!\w))
    """,
    re.VERBOSE,
)
# "(mỗi tỉnh) có ít nhất 01 bệnh viện": what it has to have
HAS_TO_HAVE = re.compile(r"có (?:ít nhất|tối thiểu|tối đa|không quá|khoảng|từ \d|\d)")
# a verb that is part of a name, by the word before it: "ban quản lý", "dự án đầu tư", "chương trình"
VERB_IN_NAME = re.compile(
    "(?:"
    + "|".join(
        rf"(?:{alternation(row['before'].split('|'))}) (?:{alternation(row['verb'].split('|'))})"
        for row in rows("verbs_in_names")
    )
    + r")(?!\w)"
)
# the words that may go on such a part, so that the pattern need not be tried after every word of a name
IN_VERBS_IN_NAMES = frozenset(
    word for row in rows("verbs_in_names") for part in (row["before"], row["verb"]) for word in re.findall(r"\w+", part)
)
VERBS_OF_OFFICE = tuple(words("name_words", "verb_of_office"))  # "cơ quan quản lý quy hoạch"
VERB_OPENS_NAME = re.compile(_of_name("verb_opens_name"))  # "Thanh tra tỉnh", "tổ chức có liên quan"
SECOND_FIELD = re.compile(rf"(?:{_of_name('second_field')})(?!\w)")  # after "và": "Công nghiệp và dịch vụ"
DOCUMENT = re.compile(rf"(?:{pattern('task_words', 'document')}) (?:này|số)(?!\w)")
# words at which a name is surely over, by their last letters: "Sở Y tế", "các xã, phường, đặc khu"
_COMPLETE = (
    *(f"{kind} {sector}" for kind in ("sở", "bộ") for sector in words("sectors")),
    *words("name_words", "complete"),
)
LAST_LETTERS = 3  # no such word is shorter
COMPLETE = {
    last: tuple(word for word in _COMPLETE if word.endswith(last))
    for last in {word[-LAST_LETTERS:] for word in _COMPLETE}
}
# what those at large do for a living: "(các cơ sở) sản xuất, kinh doanh" + " thực phẩm"
_TRADE = rf"(?:{_of_name('trade')})(?!\w)"
TRADES = re.compile(rf"{_TRADE}(?:, {_TRADE})*,? (?:và|hoặc) {_TRADE}|{_TRADE}(?:, {_TRADE})+")
QUALIFIER = re.compile(rf"(?:{_of_name('qualifier')})(?!\w)")
PLACE_NAME = re.compile(r"\w+ (?:[A-ZĐ]|tỉnh|thành)")
AT_LARGE = re.compile(rf"(?:{MANY} )?(?:{_of_name('at_large')})(?!\w)")
# what tells which of many is meant, up to the words that say what they must do: "(cơ quan) tiếp nhận hồ sơ" + " có
# trách nhiệm"; "phải" ends it only soon after a short one, for it may stand in what the verb speaks of
WHICH_OF_MANY = re.compile(
    rf"(?:(?!, (?:{MANY}|sở|ubnd|ủy ban|báo cáo) |,? (?:theo|căn cứ|trong|khi) )[^;.:()\n]){{4,110}}?"
    r"(?<! và)(?= (?:có trách nhiệm|chịu trách nhiệm)(?!\w))"
    r"|(?:(?! (?:các|những|việc|hồ sơ|nội dung) )[^,;.:()\n]){4,32}?(?= phải )"
)

# ---- who bears the name

# people and bodies that orders speak of more often than to: "các hộ gia đình"
PEOPLE = re.compile(rf"(?:các |những |mọi |toàn thể |mỗi |từng )?(?:{_of_name('people')}|tỉnh$)(?!\w)")
SHARED_OFFICES = frozenset(words("name_words", "shared_office"))
# "Giám đốc", "các đồng chí Bí thư", "Chủ tịch của"
OFFICE_OF_AGENCY = re.compile(rf"(?:(?:{MANY} )?(?:đồng chí|đ/c)[: ]+)?(?:{_of_name('head_of_agency')}) (?:của )?")
