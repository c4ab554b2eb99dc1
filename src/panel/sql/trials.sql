-- Who is compared with whom (methods.md, section 2), as the trials of `panel` build them in loops.
--
-- Portable SQL: CTEs, equi-joins, cross joins with small tables, CASE, GROUP BY, UNION ALL. Days are whole numbers
-- since 1970-01-01; -2147483648 stands for "since ever", 2147483647 for "never" or "not ended".
--
-- In:
--   memberships (person, programme, role, start_day)   everybody's, programmes that are not analysed included
--   offers      (scope, programme, role, counts_from)  what a scope analyses; earlier starts do not make participants
--   periods     (first_day, eve, index_day)            enrolment periods whose index date is not after the cut-off
--   roster      (person, as_of, manager, attributes)   one row a person and snapshot; NULL where not stated
--   spells      (person, hire_day, exit_day, kind)     employed from hire_day until the day before exit_day; no overlaps
--   waves       (wave_day), prior (person, wave_day, value)  the outcome of `prior:`; no rows of `prior` without one
--   study       (exclude_spillover)                    one row: 'none' or 'direct_reports_of_mentees'
-- Filled in from the pipeline:
--   {eligible}    condition on o.programme, o.role and the attributes r.*
--   {covariates}  one text: the labels of the adjustment covariates but for the prior, of r.* and e.tenure_days
--                 (NULL when the hire date is not known)
--   {dimensions}  the same for the breakdowns
-- Out: one row a person and trial
--   scope, role, programme, eve, index_day, arm ('participant', 'control'), person, until_day (stops serving as
--   control), hire_day, exit_day (of the spell on the eve), covariates, prior, dimensions
WITH
any_start AS (
    SELECT person, MIN(start_day) AS any_day FROM memberships GROUP BY person
),
mentee_start AS (
    SELECT person AS mentee, MIN(start_day) AS mentee_day FROM memberships WHERE role = 'mentee' GROUP BY person
),
counted AS (
    SELECT o.scope, o.role, m.person, m.programme, m.start_day
    FROM memberships AS m
    JOIN offers AS o ON m.programme = o.programme AND m.role = o.role
    WHERE m.start_day >= o.counts_from
),
first_day AS (
    SELECT scope, role, person, MIN(start_day) AS start_day FROM counted GROUP BY scope, role, person
),
-- The first start in the scope and role; on one and the same day the first programme of the pipeline.
first_start AS (
    SELECT f.scope, f.role, f.person, f.start_day, MIN(c.programme) AS own_programme
    FROM first_day AS f
    JOIN counted AS c
      ON f.scope = c.scope AND f.role = c.role AND f.person = c.person AND f.start_day = c.start_day
    GROUP BY f.scope, f.role, f.person, f.start_day
),
starters AS (
    SELECT f.scope, f.role, f.own_programme AS programme, f.person, p.eve, p.index_day
    FROM first_start AS f
    CROSS JOIN periods AS p
    WHERE f.start_day >= p.first_day AND f.start_day < p.index_day
),
trial AS (
    SELECT DISTINCT scope, role, programme, eve, index_day FROM starters
),
eves AS (
    SELECT DISTINCT eve FROM trial
),
-- The snapshot in force: the last on or before the eve, else the first there is.
snapshot AS (
    SELECT r.person, v.eve, COALESCE(MAX(CASE WHEN r.as_of <= v.eve THEN r.as_of END), MIN(r.as_of)) AS as_of
    FROM roster AS r
    CROSS JOIN eves AS v
    GROUP BY r.person, v.eve
),
employed AS (
    SELECT s.person, v.eve, s.hire_day, s.exit_day,
           CASE WHEN s.hire_day = -2147483648 THEN NULL ELSE v.eve + 1 - s.hire_day END AS tenure_days
    FROM spells AS s
    CROSS JOIN eves AS v
    WHERE s.hire_day <= v.eve AND v.eve < s.exit_day
),
on_eve AS (
    SELECT n.person, n.eve, n.as_of, e.hire_day, e.exit_day, e.tenure_days
    FROM employed AS e
    JOIN snapshot AS n ON e.person = n.person AND e.eve = n.eve
),
described AS (
    SELECT e.person, e.eve, e.hire_day, e.exit_day, r.manager,
           {covariates} AS covariates,
           {dimensions} AS dimensions
    FROM on_eve AS e
    JOIN roster AS r ON e.person = r.person AND e.as_of = r.as_of
),
offered AS (
    SELECT DISTINCT programme, role FROM offers
),
eligible AS (
    SELECT e.person, e.eve, o.programme, o.role
    FROM on_eve AS e
    JOIN roster AS r ON e.person = r.person AND e.as_of = r.as_of
    CROSS JOIN offered AS o
    WHERE {eligible}
),
-- Both arms: employed and eligible on the eve, still employed on the index date.
admitted AS (
    SELECT t.scope, t.role, t.programme, t.eve, t.index_day, l.person
    FROM trial AS t
    JOIN eligible AS l ON t.programme = l.programme AND t.role = l.role AND t.eve = l.eve
),
here AS (
    SELECT a.scope, a.role, a.programme, a.eve, a.index_day, a.person, d.hire_day, d.exit_day, d.manager, d.covariates
    FROM admitted AS a
    JOIN described AS d ON a.person = d.person AND a.eve = d.eve
    WHERE d.exit_day > a.index_day
),
participants AS (
    SELECT h.scope, h.role, h.programme, h.eve, h.index_day, h.person, h.hire_day, h.exit_day, h.covariates
    FROM here AS h
    JOIN starters AS s
      ON h.scope = s.scope AND h.role = s.role AND h.programme = s.programme AND h.eve = s.eve AND h.person = s.person
),
-- Nobody who has started anything; nobody whose manager is a mentee, if spillover is kept out.
unstarted AS (
    SELECT h.scope, h.role, h.programme, h.eve, h.index_day, h.person, h.hire_day, h.exit_day, h.covariates,
           COALESCE(a.any_day, 2147483647) AS own_day,
           CASE WHEN y.exclude_spillover = 'none' THEN 2147483647 ELSE COALESCE(m.mentee_day, 2147483647) END AS near_day
    FROM here AS h
    LEFT JOIN any_start AS a ON h.person = a.person
    LEFT JOIN mentee_start AS m ON h.manager = m.mentee
    CROSS JOIN study AS y
),
members AS (
    SELECT scope, role, programme, eve, index_day, 'participant' AS arm, person,
           CAST(2147483647 AS BIGINT) AS until_day, hire_day, exit_day, covariates
    FROM participants
    UNION ALL
    SELECT scope, role, programme, eve, index_day, 'control' AS arm, person,
           CAST(CASE WHEN near_day < own_day THEN near_day ELSE own_day END AS BIGINT) AS until_day,
           hire_day, exit_day, covariates
    FROM unstarted
    WHERE own_day > index_day AND near_day > index_day
),
-- Prior: the mean over the last four waves up to the eve, in thirds of the trial's people.
recent AS (
    SELECT v.eve, w.wave_day
    FROM eves AS v
    CROSS JOIN waves AS w
    CROSS JOIN (SELECT wave_day AS later_day FROM waves) AS l
    WHERE w.wave_day <= l.later_day AND l.later_day <= v.eve
    GROUP BY v.eve, w.wave_day
    HAVING COUNT(*) <= 4
),
mean_of AS (
    SELECT p.person, k.eve, CAST(AVG(p.value) AS REAL) AS mean
    FROM prior AS p
    JOIN recent AS k ON p.wave_day = k.wave_day
    GROUP BY p.person, k.eve
),
placed AS (
    SELECT m.scope, m.role, m.programme, m.eve, m.person, o.mean
    FROM members AS m
    JOIN mean_of AS o ON m.person = o.person AND m.eve = o.eve
),
step AS (
    SELECT scope, role, programme, eve, mean, CAST(COUNT(*) AS BIGINT) AS n
    FROM placed
    GROUP BY scope, role, programme, eve, mean
),
known AS (
    SELECT scope, role, programme, eve, CAST(SUM(n) AS BIGINT) AS people
    FROM step
    GROUP BY scope, role, programme, eve
),
reached AS (
    SELECT a.scope, a.role, a.programme, a.eve, a.mean, CAST(SUM(b.n) AS BIGINT) AS up_to
    FROM step AS a
    JOIN (SELECT scope, role, programme, eve, mean AS lower_mean, n FROM step) AS b
      ON a.scope = b.scope AND a.role = b.role AND a.programme = b.programme AND a.eve = b.eve
    WHERE b.lower_mean <= a.mean
    GROUP BY a.scope, a.role, a.programme, a.eve, a.mean
),
third AS (
    SELECT p.scope, p.role, p.programme, p.eve, p.person,
           CASE WHEN 3 * c.up_to > 2 * k.people THEN 'highest third'
                WHEN 3 * c.up_to > k.people THEN 'middle third'
                ELSE 'lowest third' END AS prior_third
    FROM placed AS p
    JOIN reached AS c
      ON p.scope = c.scope AND p.role = c.role AND p.programme = c.programme AND p.eve = c.eve AND p.mean = c.mean
    JOIN known AS k ON p.scope = k.scope AND p.role = k.role AND p.programme = k.programme AND p.eve = k.eve
),
-- One breakdown value a person throughout a scope: participants as on their own eve, others as on the first they serve.
value_eve AS (
    SELECT scope, role, person,
           COALESCE(MIN(CASE WHEN arm = 'participant' THEN eve END), MIN(eve)) AS seen_on
    FROM members
    GROUP BY scope, role, person
),
valued AS (
    SELECT v.scope, v.role, v.person, d.dimensions
    FROM value_eve AS v
    JOIN described AS d ON v.person = d.person AND v.seen_on = d.eve
)
SELECT m.scope, m.role, m.programme, m.eve, m.index_day, m.arm, m.person, m.until_day, m.hire_day, m.exit_day,
       m.covariates, COALESCE(t.prior_third, 'none') AS prior, v.dimensions
FROM members AS m
LEFT JOIN third AS t
  ON m.scope = t.scope AND m.role = t.role AND m.programme = t.programme AND m.eve = t.eve AND m.person = t.person
JOIN valued AS v ON m.scope = v.scope AND m.role = v.role AND m.person = v.person
