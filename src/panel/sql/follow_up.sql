-- The time-to-event reduction (methods.md, sections 1 and 4): people by trial, arm, cell, whole days since the index
-- date and ending, as `follow_up_counts` counts them in loops.
--
-- Portable SQL: CTEs, equi-joins, cross joins with small tables, CASE, GROUP BY, UNION ALL. Days are whole numbers
-- since 1970-01-01; 2147483647 stands for "never" or "not ended".
--
-- In:
--   trial_rows  the result of trials.sql
--   spells      (person, hire_day, exit_day, kind)  kind NULL when not known
--   endings     (kind, ending)                      what an exit of a kind is: 'event' or 'competing'; others censor
--   promotions  (person, promotion_day)             dated events of interest; no rows when the exit is the event
--   study       (cut_off)                           one row: the last day of the data
-- Out: one row a trial (scope, role, programme, eve), arm, cell (covariates, prior, dimensions), day and ending
--   ('event', 'competing', 'later start', 'censored'); n people
--
-- Follow-up ends with whatever comes first. On one and the same day the exit precedes the cut-off, the cut-off a
-- promotion, and that a later start.
WITH
ends AS (
    SELECT r.scope, r.role, r.programme, r.eve, r.person, r.exit_day AS end_day, 0 AS precedence,
           COALESCE(k.ending, 'censored') AS ending
    FROM trial_rows AS r
    JOIN spells AS s ON r.person = s.person AND r.hire_day = s.hire_day AND r.exit_day = s.exit_day
    LEFT JOIN endings AS k ON s.kind = k.kind
    UNION ALL
    SELECT r.scope, r.role, r.programme, r.eve, r.person, y.cut_off AS end_day, 1 AS precedence, 'censored' AS ending
    FROM trial_rows AS r
    CROSS JOIN study AS y
    UNION ALL
    SELECT r.scope, r.role, r.programme, r.eve, r.person, p.promotion_day AS end_day, 2 AS precedence, 'event' AS ending
    FROM trial_rows AS r
    JOIN promotions AS p ON r.person = p.person
    WHERE p.promotion_day >= r.index_day
    UNION ALL
    SELECT scope, role, programme, eve, person, until_day AS end_day, 3 AS precedence, 'later start' AS ending
    FROM trial_rows
    WHERE arm = 'control'
),
ordered AS (
    SELECT scope, role, programme, eve, person, ending, end_day, 4 * CAST(end_day AS BIGINT) + precedence AS place
    FROM ends
),
earliest AS (
    SELECT scope, role, programme, eve, person, MIN(place) AS place
    FROM ordered
    GROUP BY scope, role, programme, eve, person
),
ended AS (
    SELECT DISTINCT o.scope, o.role, o.programme, o.eve, o.person, o.ending, o.end_day
    FROM ordered AS o
    JOIN earliest AS f
      ON o.scope = f.scope AND o.role = f.role AND o.programme = f.programme AND o.eve = f.eve
     AND o.person = f.person AND o.place = f.place
),
timed AS (
    SELECT r.scope, r.role, r.programme, r.eve, r.arm, r.covariates, r.prior, r.dimensions,
           e.end_day - r.index_day AS day, e.ending
    FROM trial_rows AS r
    JOIN ended AS e
      ON r.scope = e.scope AND r.role = e.role AND r.programme = e.programme AND r.eve = e.eve AND r.person = e.person
)
SELECT scope, role, programme, eve, arm, covariates, prior, dimensions, day, ending, CAST(COUNT(*) AS BIGINT) AS n
FROM timed
GROUP BY scope, role, programme, eve, arm, covariates, prior, dimensions, day, ending
