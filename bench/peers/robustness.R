# How often nlme ends without an error, and without a warning of non-convergence, on simulated data
# that menlo's tests fit too: Rscript robustness.R sparse|sigmoid data.csv ... Columns id, x, dose, y.
# The data are written by the test HardStudyTest with -Drobustness.out=FOLDER.
suppressMessages(library(nlme))
args <- commandArgs(TRUE)
files <- args[-1]
fitOne <- function(file) {
  d <- read.csv(file)
  d$id <- factor(d$id)
  warned <- FALSE
  fit <- try(withCallingHandlers(switch(args[1],
    sparse = nlme(
      y ~ dose * exp(lke + lka - lcl) / (exp(lka) - exp(lke)) * (exp(-exp(lke) * x) - exp(-exp(lka) * x)),
      data = d, fixed = lcl + lka + lke ~ 1, random = list(id = pdSymm(lcl + lka + lke ~ 1)),
      start = c(lcl = -3.2, lka = .45, lke = -2.4), method = "ML"),
    sigmoid = nlme(
      y ~ exp(le0) + exp(lem) * x^h / (ed50^h + x^h),
      data = d, fixed = le0 + lem + ed50 + h ~ 1, random = list(id = pdDiag(le0 + lem ~ 1)),
      start = c(le0 = log(5), lem = log(30), ed50 = 500, h = 2), method = "ML")),
    warning = function(w) { warned <<- TRUE; invokeRestart("muffleWarning") }), silent = TRUE)
  c(error = inherits(fit, "try-error"), warning = !inherits(fit, "try-error") && warned)
}
counts <- rowSums(sapply(files, fitOne))
cat(sprintf("nlme-%s,%s,%d data sets,%d errors,%d warnings\n", packageVersion("nlme"), args[1],
  length(files), counts["error"], counts["warning"]))
