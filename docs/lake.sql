-- Cộng nhiều thư mục bằng DuckDB, trên kho do "dts export kho --parquet" lập. Chạy ở thư mục chứa kho:
--     python3 -c "import duckdb; print(duckdb.sql(open('docs/lake.sql').read()))"
-- Mọi phép tính là chính xác (DECIMAL); số quá lớn thì DuckDB báo lỗi, không làm tròn. TABLE là bước được tính một lần rồi giữ lại.

-- 1. Đọc kho. folder và period nằm ở tên thư mục con, luôn là chữ.

CREATE OR REPLACE TEMPORARY VIEW figures AS
SELECT * FROM read_parquet('kho/figures/*/*/figures.parquet', hive_partitioning = true,
                           hive_types = {'folder': VARCHAR, 'period': VARCHAR});

CREATE OR REPLACE TEMPORARY VIEW targets AS
SELECT * FROM read_parquet('kho/targets/*/targets.parquet', hive_partitioning = true, hive_types = {'folder': VARCHAR});

-- 2. Số liệu có hiệu lực: dòng cuối của mỗi (chỉ tiêu, phần, kỳ, ngày), trừ dòng đã rút. usual: đúng loại kỳ phải gửi.

CREATE OR REPLACE TEMPORARY VIEW standing AS
SELECT f.folder, f.key, f.target, f."for", f.of_unit, f.period, f.entry, f.day, f.year, f.last_month, f.months,
       f.value, f.numerator, f.denominator, f.qualifier, f.low, f.high, t.kind, t.yearly_sum,
       coalesce(f.months = CASE t.every WHEN 'month' THEN 1 WHEN 'quarter' THEN 3 WHEN 'half' THEN 6
                                        WHEN 'year' THEN 12 END, false) AS usual
FROM figures f JOIN targets t ON t.folder = f.folder AND t.key = f.key
WHERE NOT f.restated AND NOT f.withdrawn AND t.kind <> 'task';

-- 3. Cộng dồn trong năm (yearly_sum): mỗi kỳ là tổng từ đầu năm; gaps lớn hơn 0 khi còn kỳ trống ở giữa.

CREATE OR REPLACE TEMPORARY VIEW addends AS
SELECT i.folder, i.key, i.period, i.entry, a.value, a.qualifier,
       row_number() OVER (PARTITION BY i.folder, i.key, i.period, i.entry, a.period ORDER BY a.day DESC) AS place
FROM standing i
JOIN standing a ON a.folder = i.folder AND a.key = i.key AND a.year = i.year AND a.usual
                AND a.last_month <= i.last_month AND a.day <= i.day
WHERE i.yearly_sum AND i.usual AND i.months < 12 AND i.value IS NOT NULL;

CREATE OR REPLACE TEMPORARY VIEW summed AS
SELECT folder, key, period, entry, sum(value) AS value, count(*) AS present,
       CASE WHEN count(DISTINCT qualifier) < 2 THEN min(qualifier) ELSE '~' END AS qualifier
FROM addends WHERE place = 1
GROUP BY folder, key, period, entry;

CREATE OR REPLACE TEMPORARY TABLE own AS
SELECT s.folder, s.key, s.target, s."for", s.of_unit, s.period, s.entry, s.day, s.months, s.usual, s.kind,
       coalesce(y.value, s.value) AS value, s.numerator, s.denominator,
       CASE WHEN y.key IS NULL THEN s.qualifier ELSE y.qualifier END AS qualifier,
       CASE WHEN y.key IS NULL THEN s.low END AS low, CASE WHEN y.key IS NULL THEN s.high END AS high,
       coalesce(s.last_month - y.present * s.months, 0) AS gaps
FROM standing s
LEFT JOIN summed y ON y.folder = s.folder AND y.key = s.key AND y.period = s.period AND y.entry = s.entry;

-- 4. Chỉ tiêu không có số chung: tổng tử số, tổng mẫu số của các phần cùng loại (có đơn vị thì các đơn vị, không thì các cấp),
--    từng kỳ. Không bao giờ là trung bình của các tỷ lệ; thiếu mẫu số hoặc có số "khoảng", "trên", "dưới" thì không cộng.

CREATE OR REPLACE TEMPORARY VIEW part_figures AS
SELECT o.*, row_number() OVER (PARTITION BY o.folder, o.key, o.period ORDER BY o.day DESC) AS place,
       max(CASE WHEN o.of_unit THEN 1 ELSE 0 END) OVER (PARTITION BY o.folder, o.target) AS by_unit
FROM own o
LEFT JOIN (SELECT DISTINCT folder, target FROM own WHERE "for" IS NULL) w ON w.folder = o.folder AND w.target = o.target
WHERE o."for" IS NOT NULL AND w.target IS NULL AND o.kind IN ('ratio', 'count');

CREATE OR REPLACE TEMPORARY VIEW totals AS
SELECT folder, target AS key, period, max(day) AS day, max(months) AS months,
       max(CASE WHEN usual THEN 1 ELSE 0 END) = 1 AS usual,
       CASE WHEN max(kind) = 'count' THEN sum(value) END AS value,
       CASE WHEN max(kind) = 'ratio' THEN sum(numerator) END AS numerator,
       CASE WHEN max(kind) = 'ratio' THEN sum(denominator) END AS denominator
FROM part_figures
WHERE place = 1 AND CASE WHEN of_unit THEN 1 ELSE 0 END = by_unit
GROUP BY folder, target, period
HAVING count(qualifier) = 0 AND (max(kind) = 'count' OR count(denominator) = count(*));

CREATE OR REPLACE TEMPORARY VIEW series AS
SELECT folder, key, period, day, months, usual, value, numerator, denominator, qualifier, low, high, gaps,
       false AS is_total
FROM own
UNION ALL
SELECT folder, key, period, day, months, usual, value, numerator, denominator, NULL, NULL, NULL, 0, true
FROM totals;

-- 5. Số liệu mới nhất, và số liệu dùng để xét: trước hạn là số mới nhất; sau hạn là số của kỳ có ngày hạn, hoặc (không định kỳ)
--    số cuối cùng tính đến ngày hạn.

CREATE OR REPLACE TEMPORARY VIEW judged AS
SELECT *, last_day IS NULL OR view_day <= last_day AS open,
       CASE every WHEN 'month' THEN concat(year(last_day), '-', right(concat('0', month(last_day)), 2))
                  WHEN 'quarter' THEN concat(year(last_day), '-Q', quarter(last_day))
                  WHEN 'half' THEN concat(year(last_day), '-H', CASE WHEN month(last_day) <= 6 THEN 1 ELSE 2 END)
                  WHEN 'year' THEN concat(year(last_day), '') END AS deciding
FROM targets
WHERE status IS NOT NULL AND kind <> 'task';

CREATE OR REPLACE TEMPORARY VIEW latest AS
SELECT * FROM (
    SELECT s.*, row_number() OVER (PARTITION BY s.folder, s.key
                                   ORDER BY s.day DESC, s.usual DESC, s.months DESC) AS place
    FROM series s) AS ranked
WHERE place = 1;

CREATE OR REPLACE TEMPORARY TABLE judging AS
SELECT * FROM (
    SELECT s.*, row_number() OVER (PARTITION BY s.folder, s.key
                                   ORDER BY s.day DESC, s.usual DESC, s.months DESC) AS place
    FROM series s JOIN judged j ON j.folder = s.folder AND j.key = s.key
    WHERE j.open OR (j.every IS NULL AND s.day <= j.last_day) OR s.period = j.deciding) AS ranked
WHERE place = 1;

-- 6. Đạt hay chưa, xét bằng tích chéo, không chia. NULL: chưa kết luận được (chưa có số, số "khoảng", còn phần chưa gửi).

CREATE OR REPLACE TEMPORARY VIEW compared AS
SELECT j.folder, j.key, j.goal, j.goal_value, j.parts_missing, f.qualifier, f.value, f.low, f.high, f.gaps, f.is_total,
       j.goal IN ('at_least', 'above') AS upward,
       CASE WHEN f.denominator IS NULL THEN f.value ELSE f.numerator * 100 END AS reached,
       CASE WHEN f.denominator IS NULL THEN j.goal_value ELSE j.goal_value * f.denominator END AS wanted
FROM judged j JOIN judging f ON f.folder = j.folder AND f.key = j.key
WHERE j.goal IS NOT NULL;

CREATE OR REPLACE TEMPORARY VIEW plain AS
SELECT *, CASE goal WHEN 'at_least' THEN reached >= wanted WHEN 'above' THEN reached > wanted
                    WHEN 'at_most' THEN reached <= wanted WHEN 'below' THEN reached < wanted END AS reaches
FROM compared;

CREATE OR REPLACE TEMPORARY VIEW qualified AS
SELECT *, CASE WHEN qualifier IS NULL THEN reaches
               WHEN qualifier = '>' AND goal_value <= value THEN upward
               WHEN qualifier = '<' AND value <= goal_value THEN NOT upward
               WHEN qualifier = '~' AND (goal_value < low OR goal_value > high) THEN reaches END AS said
FROM plain;

CREATE OR REPLACE TEMPORARY VIEW verdicts AS
SELECT folder, key,
       CASE WHEN is_total AND said AND parts_missing > 0 THEN NULL
            WHEN gaps > 0 AND said <> upward THEN NULL
            ELSE said END AS met
FROM qualified;

-- 7. Mỗi chỉ tiêu (hoặc phần giao riêng) được xét là một dòng: số liệu hiện hành và kết luận.

CREATE OR REPLACE TEMPORARY TABLE results AS
SELECT t.folder, t.id, t."for", t.name, t.unit, t.goal, t.goal_value, t.last_day, t.status, t.view_day, v.met,
       coalesce(g.period, l.period) AS period,
       CASE WHEN g.key IS NULL THEN l.value ELSE g.value END AS value,
       CASE WHEN g.key IS NULL THEN l.numerator ELSE g.numerator END AS numerator,
       CASE WHEN g.key IS NULL THEN l.denominator ELSE g.denominator END AS denominator,
       CASE WHEN g.key IS NULL THEN l.qualifier ELSE g.qualifier END AS qualifier
FROM judged t
LEFT JOIN latest l ON l.folder = t.folder AND l.key = t.key
LEFT JOIN judging g ON g.folder = t.folder AND g.key = t.key
LEFT JOIN verdicts v ON v.folder = t.folder AND v.key = t.key;

-- 8. Bảng tổng hợp: mỗi thư mục có bao nhiêu chỉ tiêu có mục tiêu, đạt, chưa đạt, chưa kết luận được.

CREATE OR REPLACE TEMPORARY VIEW by_folder AS
SELECT folder, min(view_day) AS view_day, count(*) AS with_goal,
       count(CASE WHEN met THEN 1 END) AS met,
       count(CASE WHEN NOT met THEN 1 END) AS not_met,
       count(CASE WHEN met IS NULL THEN 1 END) AS undecided
FROM results WHERE goal IS NOT NULL
GROUP BY folder;

--    Cùng một mã ở nhiều thư mục, cộng tử số và mẫu số của số chung; folders_without: chưa có số cộng được.
--    Chỉ dùng cho những mã đã thống nhất là cùng một chỉ tiêu.

CREATE OR REPLACE TEMPORARY VIEW across_folders AS
SELECT id, unit, count(*) AS folders, count(CASE WHEN denominator IS NULL THEN 1 END) AS folders_without,
       sum(numerator) AS numerator, sum(denominator) AS denominator
FROM results
WHERE "for" IS NULL
GROUP BY id, unit;

--    Mọi dòng, kể cả nhiệm vụ, theo trạng thái dts đã kết luận ở ngày xem.

CREATE OR REPLACE TEMPORARY VIEW by_status AS
SELECT folder, status, count(*) AS number
FROM targets WHERE status IS NOT NULL
GROUP BY folder, status;

SELECT * FROM by_folder ORDER BY folder;
