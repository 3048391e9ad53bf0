"""What each rule for one line says of the lines it is for, and which lines it leaves alone."""

from __future__ import annotations

import pytest

from dts.store.slips.finding import Line, Rule
from dts.store.slips.rules import (
    backslash,
    braces,
    colon,
    comment,
    control,
    divider,
    empty_value,
    full_width,
    header,
    inner_quotes,
    item_text,
    key_words,
    list_comma,
    list_dash,
    no_equals,
    odd_characters,
    odd_key,
    open_string,
    smart_quotes,
    trailing_sign,
)
from tests.store.slip_case import found, typed

SPACE = "có dấu cách đặc biệt, thường do chép từ Word hoặc trang web; gõ lại bằng tay"
HIDDEN = "có ký tự ẩn, thường do chép từ Word hoặc trang web; gõ lại bằng tay"
CONTROL = "có ký tự điều khiển không nhìn thấy được; xóa ký tự đó"
FULL_WIDTH = "ký tự toàn khổ của bàn phím Đông Á; gõ ký tự thường"
DRAWN = "dòng kẻ phải là ghi chú, bắt đầu bằng dấu #"
TOO_FEW = "tên mục thiếu dấu ngoặc vuông đóng"
TOO_MANY = "tên mục thừa dấu ngoặc vuông đóng"
NO_ID = "giữa hai dấu chấm, hoặc sau dấu chấm, thiếu mã"
ID = "tên mục và mã chỉ gồm chữ thường không dấu, chữ số và dấu gạch nối"
BEHIND = "sau tên mục chỉ được có ghi chú, bắt đầu bằng dấu #"
ALONE = "tên mục phải đứng riêng một dòng; tách thành hai dòng"
DASH = "đầu dòng không có dấu gạch"
NO_KEY = "trước dấu = thiếu tên khóa"
ONLY_VALUE = "dòng này chỉ có giá trị, thiếu tên khóa và dấu ="
ODD_KEY = "tên khóa chỉ gồm chữ không dấu, chữ số, dấu gạch dưới"
NO_EQUALS = "giữa khóa value và giá trị thiếu dấu ="
NOTHING = "dòng này không phải khóa, cũng không phải tên mục; nếu là ghi chú thì thêm dấu # ở đầu"
CURLY = "dấu ngoặc kép cong của Word; gõ dấu ngoặc kép thẳng"
EMPTY = "khóa value chưa có giá trị; điền giá trị hoặc xóa dòng này"
SIGN = "cuối dòng không có dấu phẩy hay dấu chấm phẩy"
TWO_KEYS = "mỗi dòng chỉ có một khóa; tách thành hai dòng"
BACKSLASH = "dấu \\ trong dấu ngoặc kép có nghĩa riêng; thay dấu ngoặc kép bằng dấu nháy đơn"
OPEN_DOUBLE = "chữ chưa có dấu ngoặc kép đóng"
OPEN_SINGLE = "chữ chưa có dấu nháy đơn đóng"
INNER = "trong chữ có dấu ngoặc kép; thay dấu ngoặc kép bao ngoài bằng dấu nháy đơn"
DOUBLED = "thừa dấu ngoặc kép"
DECIMAL = "số có dấu phẩy thập phân phải đặt trong dấu ngoặc kép"
BRACE = "trước dấu } không có dấu phẩy"
WORDS = "chữ phải đặt trong dấu ngoặc kép"
DAY = "ngày viết theo năm-tháng-ngày, tháng và ngày đủ hai chữ số"
NUMBER = "value phải là số"
COMMA = "giữa hai phần của danh sách phải có dấu phẩy"

# rule, the line with what is underlined between marks, the line as it should read, the sentence
FOUND: list[tuple[Rule, str, str | None, str]] = [
    (odd_characters, "value⟦\xa0⟧= 5", "value = 5", SPACE),
    (odd_characters, "value⟦\xa0\u2003⟧= 5", "value  = 5", SPACE),
    (odd_characters, "value = 5⟦\xa0⟧", "value = 5 ", SPACE),
    (odd_characters, "⟦\u200b⟧value = 5", "value = 5", HIDDEN),
    (odd_characters, "value⟦\u200b⟧ =\xa05", "value = 5", HIDDEN),
    (odd_characters, 'source⟦\xa0⟧= "a\xa0b"', 'source = "a\xa0b"', SPACE),
    (odd_characters, "value = ⟦\u3000\ufeff⟧5", "value =  5", SPACE),
    (control, "value = 5⟦\x07⟧", "value = 5", CONTROL),
    (control, "⟦\x00⟧value = 5", "value = 5", CONTROL),
    (control, 'source = "a ⟦\x0b⟧ b"', 'source = "a b"', CONTROL),
    (control, 'source = "a⟦\x0c⟧"', 'source = "a "', CONTROL),
    (
        control,
        'value = 5⟦\r⟧source = "x"',
        None,
        "có ký tự xuống dòng kiểu cũ (CR) ở giữa dòng; xuống dòng lại ở chỗ này rồi lưu tệp",
    ),
    (control, "value = 5⟦\x07\x08⟧ # x\x7f", "value = 5 # x", CONTROL),
    (control, 'value = "⟦\x1b⟧[0m"', 'value = "[0m"', CONTROL),
    (control, 'source = "a⟦\x1f⟧b\x0ec"', 'source = "abc"', CONTROL),
    (full_width, "⟦ｖａｌｕｅ⟧ = 5", "value = 5", FULL_WIDTH),
    (full_width, "value ⟦＝⟧ 5", "value = 5", FULL_WIDTH),
    (full_width, 'source ⟦＝⟧ "ａｂ"', 'source = "ａｂ"', FULL_WIDTH),
    (full_width, "value = 5⟦！⟧", "value = 5!", FULL_WIDTH),
    (full_width, "value = ⟦～⟧5", "value = ~5", FULL_WIDTH),
    (full_width, "value ⟦＝⟧ ５ # ａ", "value = 5 # ａ", FULL_WIDTH),
    (full_width, "value = ⟦５⟧ ６", "value = 5 6", FULL_WIDTH),
    (comment, "⟦//⟧ ghi chú", "# ghi chú", "ghi chú bắt đầu bằng dấu #, không phải “//”"),
    (comment, "⟦;;⟧ ghi chú", "# ghi chú", "ghi chú bắt đầu bằng dấu #, không phải “;;”"),
    (comment, "⟦---⟧ ghi chú", "# ghi chú", "ghi chú bắt đầu bằng dấu #, không phải “---”"),
    (comment, "⟦/*⟧ ghi chú */", "# ghi chú", "ghi chú bắt đầu bằng dấu #, không phải “/*”"),
    (comment, "⟦<!--⟧ ghi chú -->", "# ghi chú", "ghi chú bắt đầu bằng dấu #, không phải “<!--”"),
    (comment, "⟦*⟧ ghi chú", "# ghi chú", "ghi chú bắt đầu bằng dấu #, không phải “*”"),
    (comment, "  ⟦//⟧ ghi chú", "  # ghi chú", "ghi chú bắt đầu bằng dấu #, không phải “//”"),
    (comment, "value = 5 ⟦//⟧ ước", "value = 5  # ước", "ghi chú bắt đầu bằng dấu #, không phải “//”"),
    (comment, "value = 5   ⟦;⟧ ước", "value = 5  # ước", "ghi chú bắt đầu bằng dấu #, không phải “;”"),
    (comment, "value = 5 ⟦--⟧ ước # thêm", "value = 5  # ước # thêm", "ghi chú bắt đầu bằng dấu #, không phải “--”"),
    (divider, "⟦-----⟧", "# -----", DRAWN),
    (divider, "⟦=====⟧", "# =====", DRAWN),
    (divider, "  ⟦***⟧  ", "  # ***", DRAWN),
    (divider, "⟦---⟧", "# ---", DRAWN),
    (divider, "⟦======⟧", "# ======", DRAWN),
    (divider, "⟦========⟧", "# ========", DRAWN),
    (header, "⟦[[figure]⟧", "[[figure]]", TOO_FEW),
    (header, "⟦[[figure⟧", "[[figure]]", TOO_FEW),
    (header, "⟦[figure]]⟧", "[[figure]]", TOO_MANY),
    (header, "⟦[targets.a⟧", "[targets.a]", TOO_FEW),
    (header, "⟦[targets.a]]⟧", "[targets.a]", TOO_MANY),
    (header, "⟦[[targets.a]⟧", "[targets.a]", TOO_FEW),
    (header, "  ⟦[[figure]⟧  # x", "  [[figure]]  # x", TOO_FEW),
    (header, "⟦[[figure]⟧ x", "[[figure]]  x", TOO_FEW),
    (header, "⟦[targets.]⟧", None, NO_ID),
    (header, "  ⟦[targets..a]⟧", None, NO_ID),
    (header, "⟦[.a]⟧ # x", None, NO_ID),
    (header, "[⟦Chỉ tiêu⟧]", "[targets]", ID),
    (header, "[targets.⟦Đất đai⟧]", "[targets.dat-dai]", ID),
    (header, "[targets.⟦a b⟧]", "[targets.a-b]", ID),
    (header, "[⟦targets a⟧]", "[targets.a]", "giữa targets và mã là dấu chấm"),
    (header, "[⟦targets/a⟧]", "[targets.a]", "giữa targets và mã là dấu chấm"),
    (header, "[⟦targets: Đất đai⟧.for.xa]", "[targets.dat-dai.for.xa]", "giữa targets và mã là dấu chấm"),
    (header, "[⟦Số liệu⟧]", "[[figure]]", ID),
    (header, "[[⟦Số liệu⟧]]", "[[figure]]", ID),
    (header, "[⟦Giải trình⟧] # x", "[[explanation]]  # x", ID),
    (header, "[targets.a] ⟦x⟧", "[targets.a]  # x", BEHIND),
    (header, "[⟦khác⟧]", "[khac]", ID),
    (header, "[targets.a.⟦mốc⟧]", "[targets.a.moc]", ID),
    (header, "[⟦nhóm⟧.Đất Đai]", "[groups.dat-dai]", ID),
    (header, "[targets.a.for.⟦xã⟧]", "[targets.a.for.xa]", ID),
    (header, "[xx.⟦y z⟧]", "[xx.y-z]", ID),
    (header, "[[xx.⟦y z⟧]]", "[[xx.y-z]]", ID),
    (header, "[⟦groups:x⟧]", "[groups.x]", "giữa groups và mã là dấu chấm"),
    (header, "⟦[targets.figure⟧", "[targets.figure]", TOO_FEW),
    (header, "[figure]⟦x⟧", "[figure]  # x", BEHIND),
    (header, "  [owners.a]  ⟦rest⟧ ", "  [owners.a]  # rest ", BEHIND),
    (list_dash, "⟦-⟧ value = 5", "value = 5", DASH),
    (list_dash, "  ⟦-⟧   value = 5", "  value = 5", DASH),
    (list_dash, "⟦-⟧ value= 5", "value= 5", DASH),
    (colon, "value⟦:⟧ 5", "value = 5", "giữa khóa và giá trị là dấu =, không phải “:”"),
    (colon, "value ⟦:⟧ 5", "value = 5", "giữa khóa và giá trị là dấu =, không phải “:”"),
    (colon, "value ⟦:=⟧ 5", "value = 5", "giữa khóa và giá trị là dấu =, không phải “:=”"),
    (colon, "value ⟦==⟧ 5", "value = 5", "giữa khóa và giá trị là dấu =, không phải “==”"),
    (colon, "value ⟦=>⟧ 5", "value = 5", "giữa khóa và giá trị là dấu =, không phải “=>”"),
    (colon, "Giá trị⟦:⟧ 5", "Giá trị = 5", "giữa khóa và giá trị là dấu =, không phải “:”"),
    (colon, "Lý do⟦:⟧ chậm", "Lý do = chậm", "giữa khóa và giá trị là dấu =, không phải “:”"),
    (colon, "  value⟦:⟧ 5", "  value = 5", "giữa khóa và giá trị là dấu =, không phải “:”"),
    (colon, "value⟦:=⟧5", "value = 5", "giữa khóa và giá trị là dấu =, không phải “:=”"),
    (colon, "xyz⟦:⟧ 5", "xyz = 5", "giữa khóa và giá trị là dấu =, không phải “:”"),
    (key_words, "⟦giá trị⟧ = 5", "value = 5", "khóa “giá trị” phải viết bằng tiếng Anh, không dấu, không dấu cách"),
    (key_words, "⟦Kết quả⟧ = 5", "value = 5", "khóa “Kết quả” phải viết bằng tiếng Anh, không dấu, không dấu cách"),
    (
        key_words,
        "⟦lý do chậm⟧ = x",
        "# lý do chậm = x",
        "không có khóa nào tên là “lý do chậm”; nếu là ghi chú thì thêm dấu # ở đầu dòng",
    ),
    (
        key_words,
        "⟦recorded at⟧ = 5",
        "recorded_at = 5",
        "khóa “recorded at” phải viết bằng tiếng Anh, không dấu, không dấu cách",
    ),
    (
        key_words,
        "  ⟦Nguồn⟧   = x",
        "  source   = x",
        "khóa “Nguồn” phải viết bằng tiếng Anh, không dấu, không dấu cách",
    ),
    (
        key_words,
        "  ⟦ngày lạ⟧ = 5 # x",
        "  # ngày lạ = 5 # x",
        "không có khóa nào tên là “ngày lạ”; nếu là ghi chú thì thêm dấu # ở đầu dòng",
    ),
    (key_words, "⟦nguồn⟧=5", "source=5", "khóa “nguồn” phải viết bằng tiếng Anh, không dấu, không dấu cách"),
    (key_words, "⟦đ⟧ = 5", "# đ = 5", "không có khóa nào tên là “đ”; nếu là ghi chú thì thêm dấu # ở đầu dòng"),
    (odd_key, "⟦=⟧ 5", None, NO_KEY),
    (odd_key, "  ⟦=⟧ 5", None, NO_KEY),
    (odd_key, '⟦"abc"⟧', None, ONLY_VALUE),
    (odd_key, "⟦'abc'⟧ ,", None, ONLY_VALUE),
    (odd_key, '  ⟦"abc"⟧', None, ONLY_VALUE),
    (odd_key, "⟦value*⟧ = 5", "value = 5", ODD_KEY),
    (odd_key, "⟦va!lue⟧ = 5", "value = 5", ODD_KEY),
    (odd_key, "⟦val(ue)⟧ = 5", "value = 5", ODD_KEY),
    (odd_key, "  ⟦*value⟧  = 5", "  value  = 5", ODD_KEY),
    (no_equals, "⟦value⟧ 5", "value = 5", NO_EQUALS),
    (no_equals, '⟦target⟧ "a"', 'target = "a"', "giữa khóa target và giá trị thiếu dấu ="),
    (no_equals, '⟦target⟧"a"', 'target = "a"', "giữa khóa target và giá trị thiếu dấu ="),
    (no_equals, "⟦value⟧>5", "value = >5", NO_EQUALS),
    (no_equals, "⟦value⟧", None, "sau khóa value thiếu dấu = và giá trị"),
    (no_equals, "  ⟦value⟧  ", None, "sau khóa value thiếu dấu = và giá trị"),
    (no_equals, "⟦xin chào⟧", "# xin chào", NOTHING),
    (no_equals, "⟦- xin chào⟧", "# xin chào", NOTHING),
    (no_equals, "⟦* xin chào⟧", "# xin chào", NOTHING),
    (no_equals, "  ⟦xin chào⟧ ", "  # xin chào", NOTHING),
    (no_equals, '  ⟦value⟧ x"="', '  value = x"="', NO_EQUALS),
    (no_equals, "⟦abc 5⟧", "# abc 5", NOTHING),
    (no_equals, "⟦source⟧ “a”", "source = “a”", "giữa khóa source và giá trị thiếu dấu ="),
    (no_equals, "⟦value⟧~5", "value = ~5", NO_EQUALS),
    (no_equals, "⟦value⟧ <5", "value = <5", NO_EQUALS),
    (no_equals, "⟦Value 5⟧", "# Value 5", NOTHING),
    (smart_quotes, "source = ⟦“⟧a”", 'source = "a"', CURLY),
    (smart_quotes, 'source = ⟦“⟧a"', 'source = "a"', CURLY),
    (smart_quotes, 'source = "a⟦”⟧', 'source = "a"', CURLY),
    (smart_quotes, "source = 'a⟦”⟧", 'source = "a"', CURLY),
    (smart_quotes, "source = ⟦“⟧a", 'source = "a"', CURLY),
    (smart_quotes, "source = ⟦“⟧a” b", 'source = "“a” b"', CURLY),
    (smart_quotes, 'partners = [⟦“⟧a”, "b"]', 'partners = ["a", "b"]', CURLY),
    (smart_quotes, "baseline = { source = ⟦“⟧a” }", 'baseline = { source = "a" }', CURLY),
    (smart_quotes, "[targets.⟦“⟧a”]", '[targets."a"]', CURLY),
    (smart_quotes, "source = ⟦“⟧", 'source = ""', CURLY),
    (smart_quotes, "source = ⟦“⟧” b", 'source = "“” b"', CURLY),
    (smart_quotes, "source = ⟦“⟧”", 'source = ""', CURLY),
    (smart_quotes, "source =⟦“⟧a”", 'source = "a"', CURLY),
    (smart_quotes, "source = ⟦‘⟧a’ # x", 'source = "a" # x', CURLY),
    (smart_quotes, "source = ⟦«⟧a»", 'source = "a"', CURLY),
    (smart_quotes, 'source = ⟦“⟧nói "to"”', "source = 'nói \"to\"'", CURLY),
    (smart_quotes, "partners = [ ⟦“⟧a ]", 'partners = [ "a ]', CURLY),
    (smart_quotes, "source = ⟦`⟧a`", 'source = "a"', CURLY),
    (empty_value, "value ⟦=⟧", None, EMPTY),
    (empty_value, "value ⟦=⟧ # x", None, EMPTY),
    (empty_value, "value⟦=⟧", None, EMPTY),
    (empty_value, "  value ⟦=⟧  ", None, EMPTY),
    (trailing_sign, "value = 5⟦,⟧", "value = 5", SIGN),
    (trailing_sign, "value = 5⟦;⟧", "value = 5", SIGN),
    (trailing_sign, "value = 5 ⟦,;,⟧ # x", "value = 5 # x", SIGN),
    (trailing_sign, 'source = "a"⟦,⟧', 'source = "a"', SIGN),
    (backslash, 'source = "C:⟦\\⟧x"', "source = 'C:\\x'", BACKSLASH),
    (backslash, 'source = "C:\\tmp⟦\\⟧x"', "source = 'C:\\tmp\\x'", BACKSLASH),
    (backslash, 'source = "⟦\\⟧u00e"', "source = '\\u00e'", BACKSLASH),
    (backslash, 'source = "⟦\\⟧U0001F60"', "source = '\\U0001F60'", BACKSLASH),
    (backslash, 'source = "C:⟦\\⟧x" # y', "source = 'C:\\x' # y", BACKSLASH),
    (open_string, 'source = ⟦"a⟧', 'source = "a"', OPEN_DOUBLE),
    (open_string, "source = ⟦'a⟧", "source = 'a'", OPEN_SINGLE),
    (open_string, 'source = ⟦"a⟧ # x', 'source = "a" # x', OPEN_DOUBLE),
    (open_string, 'source = ⟦"a⟧  # x', 'source = "a"  # x', OPEN_DOUBLE),
    (open_string, 'source = ⟦"a #x⟧', 'source = "a #x"', OPEN_DOUBLE),
    (open_string, 'source = ⟦"a \\" b⟧', 'source = "a \\" b"', OPEN_DOUBLE),
    (open_string, 'source = ⟦"⟧', 'source = ""', OPEN_DOUBLE),
    (open_string, "  source = ⟦'b⟧   # c  ", "  source = 'b'   # c  ", OPEN_SINGLE),
    (open_string, "source = ⟦\"it's⟧", 'source = "it\'s"', OPEN_DOUBLE),
    (inner_quotes, 'source = "a ⟦"⟧b" c"', "source = 'a \"b\" c'", INNER),
    (inner_quotes, 'source = "a⟦"⟧ b', "source = 'a\" b'", INNER),
    (inner_quotes, 'source = "⟦"⟧a""', 'source = "a"', DOUBLED),
    (inner_quotes, 'source = "a⟦"⟧b"', "source = 'a\"b'", INNER),
    (inner_quotes, 'source = "a⟦"⟧"', 'source = "a"', DOUBLED),
    (inner_quotes, 'source = "⟦"⟧a"', 'source = "a"', DOUBLED),
    (inner_quotes, 'source = "x⟦"⟧ "y" # z', "source = 'x\" \"y' # z", INNER),
    (inner_quotes, 'source = "it\'s ⟦"⟧b" c"', 'source = "it\'s \\"b\\" c"', INNER),
    (braces, "baseline = { value = ⟦36,18⟧, year = 2020 }", 'baseline = { value = "36,18", year = 2020 }', DECIMAL),
    (braces, "baseline = { value = 5⟦,⟧ }", "baseline = { value = 5 }", BRACE),
    (braces, "baseline = { value = ⟦“5”⟧ }", 'baseline = { value = "5" }', CURLY),
    (braces, "baseline = { source = ⟦abc⟧, value = 5 }", 'baseline = { source = "abc", value = 5 }', WORDS),
    (braces, "baseline = { as_of = ⟦31/12/2020⟧ }", "baseline = { as_of = 2020-12-31 }", DAY),
    (
        braces,
        "baseline = { as_of = ⟦31/02/2020⟧ } # x",
        None,
        "không có ngày 31 tháng 2 năm 2020; xem lại ngày, viết theo năm-tháng-ngày",
    ),
    (braces, "baseline = { as_of = ⟦31/12/2020⟧, value = 5,5 }", "baseline = { as_of = 2020-12-31, value = 5,5 }", DAY),
    (
        braces,
        "baseline = { ⟦Số liệu⟧ = 5 }",
        "baseline = { value = 5 }",
        "khóa “Số liệu” phải viết không dấu, không dấu cách",
    ),
    (
        braces,
        'baseline = { ⟦nguồn⟧ = "a", Giá trị = 5 }',
        'baseline = { source = "a", Giá trị = 5 }',
        "khóa “nguồn” phải viết không dấu, không dấu cách",
    ),
    (
        braces,
        "baseline = { a = 1, ⟦Giá trị⟧ = 5 }",
        "baseline = { a = 1, value = 5 }",
        "khóa “Giá trị” phải viết không dấu, không dấu cách",
    ),
    (
        braces,
        "baseline = { ⟦recorded at⟧ = 5 }",
        "baseline = { recorded_at = 5 }",
        "khóa “recorded at” phải viết không dấu, không dấu cách",
    ),
    (braces, "baseline = { value = ⟦abc⟧ }", None, NUMBER),
    (braces, "baseline = {value=⟦36,18⟧}", 'baseline = {value= "36,18"}', DECIMAL),
    (
        braces,
        "revisions = [ { from = ⟦1/2/2025⟧ }, { from = 2025-03-01 } ]",
        "revisions = [ { from = 2025-02-01 }, { from = 2025-03-01 } ]",
        DAY,
    ),
    (braces, "baseline = { xyz = ⟦a b c⟧ }", 'baseline = { xyz = "a b c" }', WORDS),
    (braces, "baseline = { value = 1 , as_of = ⟦31/12/2020⟧ }", "baseline = { value = 1 , as_of = 2020-12-31 }", DAY),
    (braces, "for = { ⟦Cấp xã⟧ = 5 }", "for = { xa = 5 }", "khóa “Cấp xã” phải viết không dấu, không dấu cách"),
    (braces, 'baseline = { xyz = ⟦~⟧ } # "', 'baseline = { xyz = "~" } # "', WORDS),
    (list_comma, 'partners = ["a"⟦ ⟧"b"]', 'partners = ["a", "b"]', COMMA),
    (list_comma, 'partners = ["a"⟦; ⟧"b"]', 'partners = ["a", "b"]', COMMA),
    (list_comma, "partners = ['a'⟦ ⟧'b' \"c\"]", "partners = ['a', 'b', \"c\"]", COMMA),
    (list_comma, 'partners = [ "a"⟦  ;  ⟧"b" "c" ] # x', 'partners = [ "a", "b", "c" ] # x', COMMA),
    (list_comma, '  partners = ["a"⟦   ⟧"b"]', '  partners = ["a", "b"]', COMMA),
    (item_text, "  ⟦abc⟧,", '  "abc",', WORDS),
    (item_text, "⟦abc⟧", '"abc"', WORDS),
    (item_text, "  ⟦abc⟧ # x", '  "abc" # x', WORDS),
    (item_text, "⟦abc⟧ , # x", '"abc" , # x', WORDS),
    (item_text, "⟦abc def⟧", '"abc def"', WORDS),
    (item_text, '⟦abc"⟧', '"abc"', WORDS),
    (item_text, "⟦5⟧,", '"5",', WORDS),
    (item_text, "⟦a⟧", '"a"', WORDS),
]

IN_TARGETS: list[tuple[Rule, str, str | None, str]] = [
    (header, "⟦[targets.a.breaks⟧", "[[targets.a.breaks]]", TOO_FEW),
    (header, "⟦[targets.a.milestones⟧", "[[targets.a.milestones]]", TOO_FEW),
    (header, "⟦[xx.yy⟧", "[xx.yy]", TOO_FEW),
    (header, "⟦[[xx.yy]⟧", "[[xx.yy]]", TOO_FEW),
    (header, "⟦[groups.x⟧", "[groups.x]", TOO_FEW),
    (colon, "Kết quả⟦:⟧ tốt", "Kết quả = tốt", "giữa khóa và giá trị là dấu =, không phải “:”"),
    (key_words, "⟦Kết quả⟧ = 5", "result = 5", "khóa “Kết quả” phải viết bằng tiếng Anh, không dấu, không dấu cách"),
    (key_words, "⟦Cấp⟧ = 5", "level = 5", "khóa “Cấp” phải viết bằng tiếng Anh, không dấu, không dấu cách"),
    (
        braces,
        "baseline = { ⟦Kết quả⟧ = 5 }",
        "baseline = { result = 5 }",
        "khóa “Kết quả” phải viết không dấu, không dấu cách",
    ),
]

# with advice in place of the corrected line
ADVISED: list[tuple[Rule, str, str | None, str, tuple[str, ...]]] = [
    (divider, "⟦=======⟧", "", "dấu xung đột của git còn sót lại", ("xóa dòng này",)),
    (divider, "  ⟦=======⟧", "", "dấu xung đột của git còn sót lại", ("xóa dòng này",)),
    (
        header,
        "[targets.a] ⟦name = 1⟧",
        "[targets.a]",
        ALONE,
        (
            "dòng một:   [targets.a]",
            "dòng hai:   name = 1",
        ),
    ),
    (
        header,
        '  [targets.a]   ⟦name = "A"⟧',
        "  [targets.a]",
        ALONE,
        (
            "dòng một:   [targets.a]",
            'dòng hai:   name = "A"',
        ),
    ),
    (
        trailing_sign,
        'target = "a", ⟦value = 5⟧',
        'target = "a"',
        TWO_KEYS,
        (
            'dòng một:   target = "a"',
            "dòng hai:   value = 5",
        ),
    ),
    (
        trailing_sign,
        "value = 5; ⟦source = 'x'⟧",
        "value = 5",
        TWO_KEYS,
        (
            "dòng một:   value = 5",
            "dòng hai:   source = 'x'",
        ),
    ),
    (
        trailing_sign,
        "value = 5 ⟦source = 'x'⟧ # y",
        "value = 5",
        TWO_KEYS,
        (
            "dòng một:   value = 5",
            "dòng hai:   source = 'x' # y",
        ),
    ),
    (
        trailing_sign,
        "value = 5   ,   ⟦done = 2025-01-01⟧",
        "value = 5",
        TWO_KEYS,
        (
            "dòng một:   value = 5",
            "dòng hai:   done = 2025-01-01",
        ),
    ),
    (
        trailing_sign,
        "  value = 5 ⟦of = 63⟧",
        "  value = 5",
        TWO_KEYS,
        (
            "dòng một:   value = 5",
            "dòng hai:   of = 63",
        ),
    ),
]

LEFT_ALONE: list[tuple[Rule, str]] = [
    (odd_characters, 'source = "a\xa0b"'),
    (odd_characters, "value = 5 # a\xa0b"),
    (odd_characters, "value = 5"),
    (control, "value\t= 5"),
    (control, "value = 5"),
    (full_width, 'source = "ａ"'),
    (full_width, "value = 5"),
    (comment, "*ghi chú"),
    (comment, 'source = "http://x"'),
    (comment, 'source = "a // b"'),
    (comment, "value = 5 //"),
    (comment, "value = 5 # a // b"),
    (comment, "value = 5//ước"),
    (comment, "value = 5"),
    (comment, "[[figure]] // x"),
    (comment, "a -- b"),
    (divider, "--"),
    (divider, "--- a"),
    (divider, "[[figure]]"),
    (header, "[]"),
    (header, "[ ]"),
    (header, "[[figure]]"),
    (header, "[targets.a]"),
    (header, '[targets."Đất đai"]'),
    (header, "[targets.'a b']"),
    (header, "[targets.a] # x"),
    (header, "value = [1]"),
    (list_dash, "-value = 5"),
    (list_dash, "- giá trị = 5"),
    (list_dash, "- value"),
    (list_dash, "value = -5"),
    (colon, "Không rõ: 5"),
    (colon, "value:// x"),
    (colon, "http://x"),
    (colon, "value:"),
    (colon, '"value": 5'),
    (colon, "a = b: c"),
    (colon, "# a: b"),
    (key_words, "value a = 5"),
    (key_words, "value = 5"),
    (key_words, "a.b = 5"),
    (key_words, "[a] = 5"),
    (key_words, "giá trị"),
    (odd_key, '"abc" "d"'),
    (odd_key, "value = 5"),
    (odd_key, "xyz* = 5"),
    (odd_key, "abc"),
    (odd_key, ""),
    (no_equals, "[x"),
    (no_equals, "]x"),
    (no_equals, "{x"),
    (no_equals, "}"),
    (no_equals, '"x'),
    (no_equals, "'x"),
    (no_equals, "a = b"),
    (no_equals, "value 5 = 6"),
    (no_equals, ""),
    (smart_quotes, "source = a”"),
    (smart_quotes, 'source = "a"'),
    (smart_quotes, 'source = "a “b” c"'),
    (smart_quotes, "source = a"),
    (smart_quotes, "source ="),
    (smart_quotes, 'source = "a'),
    (smart_quotes, "partners = [ 'a', b ]"),
    (empty_value, "value = 5"),
    (empty_value, "value"),
    (trailing_sign, "value = 5"),
    (trailing_sign, "value = 5 xyz = 1"),
    (trailing_sign, 'partners = ["a"] value = 5'),
    (trailing_sign, "value = a b"),
    (trailing_sign, "baseline = { value = 1 } by = 2"),
    (trailing_sign, 'source = "a, value = 3"'),
    (trailing_sign, "value"),
    (backslash, 'source = "C:\\tailieu"'),
    (backslash, 'source = "a\\\\b"'),
    (backslash, 'source = "a\\"b"'),
    (backslash, 'source = "\\u00e0"'),
    (backslash, 'source = "\\U0001F600"'),
    (backslash, "source = 'C:\\x'"),
    (backslash, 'source = "a"'),
    (backslash, 'source = "C:\\x # y'),
    (backslash, "C:\\x"),
    (open_string, 'source = "a"'),
    (open_string, 'source = ""'),
    (open_string, "source = ''"),
    (open_string, 'source = "a \\'),
    (open_string, "source = 5"),
    (open_string, "source = '''a"),
    (open_string, '"a'),
    (inner_quotes, 'source = "a" # b'),
    (inner_quotes, 'source = "a"'),
    (inner_quotes, 'source = a "b"'),
    (inner_quotes, 'a "b"'),
    (braces, "baseline = { value = 5 }"),
    (braces, "value = 5"),
    (braces, 'value = "{"'),
    (braces, "baseline = { lạ lùng = 5 }"),
    (list_comma, 'partners = ["a", "b"]'),
    (list_comma, 'partners = "a" "b"'),
    (list_comma, '["a" "b"]'),
    (list_comma, 'partners = ["a" b]'),
    (item_text, '"abc"'),
    (item_text, "'abc'"),
    (item_text, "[abc"),
    (item_text, "  ]"),
    (item_text, "# x"),
    (item_text, "abc]"),
    (item_text, "a, b"),
    (item_text, "{ a = 1 }"),
    (item_text, ""),
]


@pytest.mark.parametrize(("rule", "marked", "corrected", "sentence"), FOUND)
def test_slip_of_a_line(rule: Rule, marked: str, corrected: str | None, sentence: str) -> None:
    """Its sentence, what is underlined, and the whole line to type."""
    assert rule(Line(typed(marked), True)) == found(marked, corrected, sentence)


@pytest.mark.parametrize(("rule", "marked", "corrected", "sentence"), IN_TARGETS)
def test_slip_of_a_line_of_targets(rule: Rule, marked: str, corrected: str | None, sentence: str) -> None:
    """In targets.toml some words mean another key, and some tables are lists."""
    assert rule(Line(typed(marked), False)) == found(marked, corrected, sentence)


@pytest.mark.parametrize(("rule", "marked", "corrected", "sentence", "advice"), ADVISED)
def test_slip_with_advice_of_its_own(
    rule: Rule, marked: str, corrected: str | None, sentence: str, advice: tuple[str, ...]
) -> None:
    """Two lines to type instead of one, or none at all."""
    assert rule(Line(typed(marked), True)) == found(marked, corrected, sentence, advice)


@pytest.mark.parametrize(("rule", "line"), LEFT_ALONE)
def test_line_a_rule_leaves_alone(rule: Rule, line: str) -> None:
    """What is sound, and what another rule knows better."""
    assert rule(Line(line, True)) is None


def test_comma_between_two_pairs_of_braces() -> None:
    """Inside { } a comma behind a value is no slip."""
    assert trailing_sign(Line("value = 5,", True, inline=True)) is None
