# How often nlme ends without an error, without a warning of non-convergence, and within a time limit, on
# simulated data that menlo's tests fit too, with default control, from the true values or half or double them:
#   Rscript robustness.R sparse|sigmoid|sigmoid-half|sigmoid-double results.csv data.csv ...
# One line a data set goes to results.csv (file, outcome, CPU seconds, log likelihood); files that it holds
# already are not fitted again. The data (columns id, x, dose, y) are written by the test HardStudyTest with
# -Drobustness.out=FOLDER. The limit is 30 seconds of CPU time a fit.
suppressMessages(library(nlme))
args <- commandArgs(TRUE)
results <- args[2]
LIMIT <- 30
study <- sub("-.*", "", args[1])
factor <- switch(sub("^[a-z]+-?", "", args[1]), half = .5, double = 2, 1)
run <- function(d) switch(study,
  sparse = nlme(
    y ~ dose * exp(lke + lka - lcl) / (exp(lka) - exp(lke)) * (exp(-exp(lke) * x) - exp(-exp(lka) * x)),
    data = d, fixed = lcl + lka + lke ~ 1, random = list(id = pdSymm(lcl + lka + lke ~ 1)),
    start = factor * c(lcl = -3.2, lka = .45, lke = -2.4), method = "ML"),
  sigmoid = nlme(
    y ~ exp(le0) + exp(lem) * x^h / (ed50^h + x^h),
    data = d, fixed = le0 + lem + ed50 + h ~ 1, random = list(id = pdDiag(le0 + lem ~ 1)),
    start = c(le0 = log(factor * 5), lem = log(factor * 30), ed50 = factor * 500, h = factor * 2), method = "ML"))
fitOne <- function(file) {
  d <- read.csv(file)
  d$id <- factor(d$id)
  warned <- FALSE
  began <- sum(proc.time()[1:2])
  setTimeLimit(cpu = LIMIT, transient = TRUE)
  fit <- try(withCallingHandlers(run(d),
    warning = function(w) { warned <<- TRUE; invokeRestart("muffleWarning") }), silent = TRUE)
  setTimeLimit(cpu = Inf)
  failed <- inherits(fit, "try-error")
  slow <- failed && grepl("time limit", fit)
  outcome <- if (slow) "no end" else if (failed) "error" else if (warned) "warning" else "clean"
  cat(sprintf("%s,%s,%.2f,%.6f\n", basename(file), outcome, sum(proc.time()[1:2]) - began,
    if (failed) NA else as.numeric(logLik(fit))), file = results, append = TRUE)
}
done <- if (file.exists(results)) read.csv(results, header = FALSE)$V1 else character()
for (file in args[-(1:2)]) if (!basename(file) %in% done) fitOne(file)
ends <- read.csv(results, header = FALSE)
counts <- table(factor(ends$V2, c("clean", "warning", "error", "no end")))
cat(sprintf("nlme-%s,%s,%d data sets,%s\n", packageVersion("nlme"), args[1], nrow(ends),
  paste(counts, names(counts), collapse = ",")))
