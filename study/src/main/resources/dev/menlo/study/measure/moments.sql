-- One row a condition, method and estimand: see Moments.java. FILTER limits the replicates.
WITH runs AS (
  SELECT condition, method, count(*) AS total, count(*) FILTER (converged) AS converged
  FROM replicate WHERE FILTER GROUP BY ALL
), fits AS (
  SELECT e.condition, e.replicate, e.method, e.estimand, e.estimate, e.se, e.lower, e.upper, e.truth, r.converged
  FROM (SELECT * FROM estimate WHERE FILTER) e
  JOIN (SELECT condition, replicate, method, converged FROM replicate WHERE FILTER) r
  USING (condition, replicate, method)
), used AS (
  SELECT * FROM fits WHERE converged AND estimate IS NOT NULL
), centre AS (
  SELECT condition, method, estimand, avg(estimate) AS mean FROM used GROUP BY ALL
), moments AS (
  SELECT u.condition, u.method, u.estimand, any_value(u.truth) AS truth,
    count(*) AS n, any_value(c.mean) AS mean, stddev_samp(u.estimate) AS sd,
    avg((u.estimate - u.truth) ** 2) AS mse, stddev_samp((u.estimate - u.truth) ** 2) AS sd_squared_error,
    count(u.se) AS standard_errors, avg(u.se ** 2) AS mean_variance, stddev_samp(u.se ** 2) AS sd_variance,
    count(*) FILTER (u.lower IS NOT NULL AND u.upper IS NOT NULL) AS intervals,
    count(*) FILTER (u.lower <= u.truth AND u.truth <= u.upper) AS covered,
    count(*) FILTER (u.lower <= c.mean AND c.mean <= u.upper) AS covered_mean,
    count(*) FILTER (s.null_value < u.lower OR s.null_value > u.upper) AS rejected,
    any_value(s.null_value) AS null_value
  FROM used u JOIN centre c USING (condition, method, estimand) JOIN estimand s USING (estimand)
  GROUP BY u.condition, u.method, u.estimand
), whole AS (
  SELECT condition, method, estimand, any_value(truth) AS truth,
    count(estimate) AS all_estimates, avg(estimate) AS mean_of_all, stddev_samp(estimate) AS sd_of_all
  FROM fits GROUP BY ALL
), reference AS (
  SELECT * FROM used WHERE method = (SELECT method FROM method ORDER BY position LIMIT 1)
), pairs AS (
  SELECT b.condition, b.method, b.estimand, count(*) AS pairs, stddev_samp(b.estimate) AS sd_pairs,
    stddev_samp(a.estimate) AS sd_reference, corr(a.estimate, b.estimate) AS correlation
  FROM used b JOIN reference a USING (condition, replicate, estimand)
  WHERE a.method <> b.method
  GROUP BY b.condition, b.method, b.estimand
)
SELECT w.condition, w.method, w.estimand, r.total, r.converged, w.truth, m.n, m.mean, m.sd, m.mse,
  m.sd_squared_error, m.standard_errors, m.mean_variance, m.sd_variance, m.intervals, m.covered,
  m.covered_mean, CASE WHEN m.null_value IS NULL THEN -1 ELSE m.rejected END AS rejected,
  w.all_estimates, w.mean_of_all, w.sd_of_all, coalesce(p.pairs, -1) AS pairs, p.sd_pairs, p.sd_reference, p.correlation
FROM whole w
JOIN runs r USING (condition, method)
LEFT JOIN moments m USING (condition, method, estimand)
LEFT JOIN pairs p USING (condition, method, estimand)
JOIN method o ON o.method = w.method
JOIN estimand s ON s.estimand = w.estimand
ORDER BY w.condition, s.position, o.position
