# Percentile and BCa intervals of a ratio by R's boot: Rscript bootstrap.R FOLDER writes
# replicates.csv, jackknife.csv and intervals.csv (R 4.2.2, boot 1.3-28).
library(boot)
folder <- commandArgs(TRUE)[1]
set.seed(1987)
d <- data.frame(x = rexp(25), y = rgamma(25, 3))
ratio <- function(d, i) mean(d$y[i]) / mean(d$x[i])
b <- boot(d, ratio, R = 799)
jack <- sapply(seq_len(25), function(k) ratio(d, setdiff(1:25, k)))
ci <- boot.ci(b, conf = 0.9, type = c("perc", "bca"), L = (25 - 1) * (mean(jack) - jack))
full <- function(x) sprintf("%.17g", x)
writeLines(c("t", full(b$t[, 1])), file.path(folder, "replicates.csv"))
writeLines(c("j", full(jack)), file.path(folder, "jackknife.csv"))
writeLines(c("estimate,percentile_lower,percentile_upper,bca_lower,bca_upper",
  paste(full(c(b$t0, ci$percent[4:5], ci$bca[4:5])), collapse = ",")), file.path(folder, "intervals.csv"))
