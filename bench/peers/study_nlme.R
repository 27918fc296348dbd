# The replicates of a study fitted by nlme in a loop, the way such studies are written in R:
#   Rscript study_nlme.R long.csv FITS
# where long.csv has columns replicate, tree, age, circumf. Prints seconds a fit of one thread.
suppressMessages(library(nlme))
args <- commandArgs(TRUE)
d <- read.csv(args[1])
n <- min(as.integer(args[2]), length(unique(d$replicate)))
failed <- 0
seconds <- system.time(for (r in unique(d$replicate)[1:n]) {
  one <- d[d$replicate == r, ]
  fit <- try(suppressWarnings(nlme(circumf ~ b1 / (1 + exp(-(age - b2) / b3)),
    fixed = b1 + b2 + b3 ~ 1, random = b1 ~ 1 | tree, data = one,
    start = c(b1 = 191.049, b2 = 722.556, b3 = 344.1624), method = "ML")), silent = TRUE)
  if (inherits(fit, "try-error")) failed <- failed + 1 else intervals <- try(summary(fit)$tTable, silent = TRUE)
})
cat(sprintf("%d fits, %d failed, %.6f s a fit (elapsed), %.6f s a fit (processor)\n",
  n, failed, seconds[3] / n, sum(seconds[1:2]) / n))
