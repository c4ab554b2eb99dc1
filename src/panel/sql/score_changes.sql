-- The score reduction (methods.md, sections 1 and 3): sums of changes by trial, wave, arm and cell, as `change_sums`
-- adds them up in loops.
--
-- Portable SQL: CTEs, equi-joins, cross joins with small tables, CASE, GROUP BY, UNION ALL. Days are whole numbers
-- since 1970-01-01; 2147483647 stands for "never".
--
-- In:
--   trial_rows  the result of trials.sql
--   waves       (wave_day)                   every wave of the source
--   scores      (person, wave_day, value)    one outcome; no row where there is no score
--   study       (control)                    one row: 'not-yet-treated' or 'never-treated'
-- Out: one row a trial (scope, role, programme, eve), kind of change ('post', 'lead', 'varying'), wave_day, base_day,
--   event_time, arm and cell (covariates, prior, dimensions)
--   n              people who answered both waves
--   dy, dy2        sum of changes and of their squares
--   sum_y, sum_y2  sum of values at the wave and of their squares
--   sum_x, sum_x2  sum of values at the base and of their squares
WITH
trial AS (
    SELECT DISTINCT scope, role, programme, eve, index_day FROM trial_rows
),
based AS (
    SELECT t.scope, t.role, t.programme, t.eve, t.index_day, MAX(w.wave_day) AS base_day
    FROM trial AS t
    CROSS JOIN waves AS w
    WHERE w.wave_day <= t.eve
    GROUP BY t.scope, t.role, t.programme, t.eve, t.index_day
),
-- Waves within the enrolment period are skipped. From the index date on waves count from 0, before it down from -1.
moment AS (
    SELECT b.scope, b.role, b.programme, b.eve, b.index_day, b.base_day, w.wave_day,
           MAX(CASE WHEN o.other_day < w.wave_day THEN o.other_day END) AS previous_day,
           CAST(SUM(CASE WHEN o.other_day >= b.index_day AND o.other_day < w.wave_day THEN 1
                         WHEN o.other_day <= b.base_day AND o.other_day >= w.wave_day THEN -1
                         ELSE 0 END) AS BIGINT) AS event_time
    FROM based AS b
    CROSS JOIN waves AS w
    CROSS JOIN (SELECT wave_day AS other_day FROM waves) AS o
    WHERE w.wave_day <= b.base_day OR w.wave_day >= b.index_day
    GROUP BY b.scope, b.role, b.programme, b.eve, b.index_day, b.base_day, w.wave_day
),
change AS (
    SELECT scope, role, programme, eve, 'post' AS kind, wave_day, base_day, event_time
    FROM moment
    WHERE wave_day >= index_day
    UNION ALL
    SELECT scope, role, programme, eve, 'lead' AS kind, wave_day, base_day, event_time
    FROM moment
    WHERE wave_day < base_day
    UNION ALL
    SELECT scope, role, programme, eve, 'varying' AS kind, wave_day, previous_day AS base_day, event_time
    FROM moment
    WHERE wave_day <= base_day AND previous_day IS NOT NULL
),
compared AS (
    SELECT r.scope, r.role, r.programme, r.eve, c.kind, c.wave_day, c.base_day, c.event_time,
           r.arm, r.covariates, r.prior, r.dimensions, r.person
    FROM trial_rows AS r
    JOIN change AS c ON r.scope = c.scope AND r.role = c.role AND r.programme = c.programme AND r.eve = c.eve
    CROSS JOIN study AS s
    WHERE r.arm = 'participant'
       OR (s.control = 'not-yet-treated' AND r.until_day > c.wave_day)
       OR (s.control = 'never-treated' AND r.until_day = 2147483647)
),
answered AS (
    SELECT c.scope, c.role, c.programme, c.eve, c.kind, c.wave_day, c.base_day, c.event_time,
           c.arm, c.covariates, c.prior, c.dimensions, a.value AS y, b.value AS x
    FROM compared AS c
    JOIN scores AS a ON c.person = a.person AND c.wave_day = a.wave_day
    JOIN scores AS b ON c.person = b.person AND c.base_day = b.wave_day
)
SELECT scope, role, programme, eve, kind, wave_day, base_day, event_time, arm, covariates, prior, dimensions,
       CAST(COUNT(*) AS BIGINT) AS n,
       SUM(y - x) AS dy, SUM((y - x) * (y - x)) AS dy2,
       SUM(y) AS sum_y, SUM(y * y) AS sum_y2,
       SUM(x) AS sum_x, SUM(x * x) AS sum_x2
FROM answered
GROUP BY scope, role, programme, eve, kind, wave_day, base_day, event_time, arm, covariates, prior, dimensions
