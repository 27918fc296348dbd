# Performance measures with Monte Carlo standard errors, by the formulas of table 6 of Morris, White and
# Crowther (2019, Stat. Med. 38:2074), written from the paper alone. Makes a table of replicates and the
# measures of it: Rscript measures.R FOLDER writes replicates.csv and measures.csv (R 4.2.2).
folder <- commandArgs(TRUE)[1]
set.seed(20190101)
n <- 300
theta <- 2
draw <- function(method, bias, sd, factor) {
  estimate <- theta + bias + sd * shared + 0.3 * rnorm(n)
  se <- factor * sqrt(sd^2 + 0.09) * sqrt(rchisq(n, 20) / 20)
  data.frame(replicate = seq_len(n), method = method, estimate = estimate, se = se,
    lower = estimate - 1.96 * se, upper = estimate + 1.96 * se, converged = TRUE)
}
shared <- rnorm(n)
d <- rbind(draw("a", 0.05, 1, 1), draw("b", -0.1, 1.2, 0.9))
# Failures: no estimate at all, the best iterate, and an estimate on the boundary without an interval.
d$converged[d$method == "a" & d$replicate %in% c(7, 70, 170)] <- FALSE
d$converged[d$method == "b" & d$replicate %in% c(7, 99)] <- FALSE
d[d$method == "a" & d$replicate == 70, c("estimate", "se", "lower", "upper")] <- NA
d[d$method == "b" & d$replicate %in% c(11, 12), c("se", "lower", "upper")] <- NA

measures <- function(d, reference) {
  u <- d[d$converged & !is.na(d$estimate), ]
  m <- nrow(u)
  mean <- mean(u$estimate)
  bias <- mean - theta
  empse <- sqrt(sum((u$estimate - mean)^2) / (m - 1))
  mse <- sum((u$estimate - theta)^2) / m
  v <- u$se[!is.na(u$se)]^2
  k <- length(v)
  modse <- sqrt(sum(v) / k)
  varv <- sum((v - sum(v) / k)^2) / (k - 1)
  i <- u[!is.na(u$lower), ]
  share <- function(hits, of) c(hits / of, sqrt(hits / of * (1 - hits / of) / of), of)
  both <- merge(reference[reference$converged & !is.na(reference$estimate), ], u, by = "replicate")
  r2 <- cor(both$estimate.x, both$estimate.y)^2
  ratio <- var(both$estimate.x) / var(both$estimate.y)
  all <- d$estimate[!is.na(d$estimate)]
  covered <- sum(i$lower <= theta & theta <= i$upper)
  out <- rbind(
    bias = c(bias, sqrt(sum((u$estimate - mean)^2) / (m * (m - 1))), m),
    relative_bias = c(bias / theta, sqrt(sum((u$estimate - mean)^2) / (m * (m - 1))) / theta, m),
    empirical_se = c(empse, empse / sqrt(2 * (m - 1)), m),
    mse = c(mse, sqrt(sum(((u$estimate - theta)^2 - mse)^2) / (m * (m - 1))), m),
    model_se = c(modse, sqrt(varv / (4 * k * modse^2)), k),
    relative_error_of_model_se = c(100 * (modse / empse - 1),
      100 * (modse / empse) * sqrt(varv / (4 * k * modse^4) + 1 / (2 * (m - 1))), k),
    coverage = share(covered, nrow(i)),
    bias_eliminated_coverage = share(sum(i$lower <= mean & mean <= i$upper), nrow(i)),
    power = share(sum(i$lower > 0 | i$upper < 0), nrow(i)),
    convergence = share(sum(d$converged), nrow(d)),
    bias_of_all_fits = c(mean(all) - theta, sd(all) / sqrt(length(all)), length(all)),
    coverage_at_least = share(covered, nrow(d)),
    coverage_at_most = share(covered + nrow(d) - nrow(i), nrow(d)))
  if (d$method[1] != reference$method[1]) {
    out <- rbind(out, relative_precision = c(100 * (ratio - 1),
      200 * ratio * sqrt((1 - r2) / (nrow(both) - 1)), nrow(both)))
  }
  data.frame(method = d$method[1], measure = rownames(out), value = out[, 1], mcse = out[, 2], replicates = out[, 3])
}
a <- d[d$method == "a", ]
options(digits = 17)
d$converged <- tolower(d$converged)
write.csv(format(d, digits = 17, trim = TRUE), file.path(folder, "replicates.csv"), row.names = FALSE, quote = FALSE)
d$converged <- d$converged == "true"
write.csv(format(rbind(measures(a, a), measures(d[d$method == "b", ], a)), digits = 17, trim = TRUE),
  file.path(folder, "measures.csv"), row.names = FALSE, quote = FALSE)
