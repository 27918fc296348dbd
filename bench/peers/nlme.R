# Logistic fits by nlme: Rscript nlme.R STRUCTURE data.csv ..., where STRUCTURE is one (b1 varies),
# diag (all three vary, independently), full (unstructured), or small (b1 and b2 vary, independently;
# the mean time over the files is printed). Prints lines of CSV.
suppressMessages(library(nlme))
args <- commandArgs(TRUE)
structure <- args[1]
files <- args[-1]
random <- switch(structure,
  one = list(g = pdDiag(b1 ~ 1)),
  small = list(g = pdDiag(b1 + b2 ~ 1)),
  diag = list(g = pdDiag(b1 + b2 + b3 ~ 1)),
  full = list(g = pdSymm(b1 + b2 + b3 ~ 1)))
fitOne <- function(file) {
  d <- read.csv(file)
  d$g <- factor(d$g)
  seconds <- sum(system.time(fit <- try(suppressWarnings(nlme(
    y ~ b1 / (1 + exp(-(t - b2) / b3)),
    fixed = b1 + b2 + b3 ~ 1, random = random, data = d,
    start = c(b1 = 175, b2 = 700, b3 = 300), method = "ML")), silent = TRUE))[1:2])
  ll <- if (inherits(fit, "try-error")) NA else as.numeric(logLik(fit))
  list(groups = nlevels(d$g), seconds = seconds, logLik = ll)
}
fits <- lapply(files, fitOne)
cat(sprintf("nlme-%s,%s,%d,%.6f,%s\n", packageVersion("nlme"), structure, fits[[1]]$groups,
  mean(sapply(fits, `[[`, "seconds")),
  if (length(fits) > 1) "" else format(fits[[1]]$logLik, digits = 12)))
