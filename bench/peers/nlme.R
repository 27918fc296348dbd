# One logistic fit by nlme: Rscript nlme.R data.csv STRUCTURE, where STRUCTURE is one (b1 varies),
# diag (all three vary, independently) or full (unstructured). Prints one line of CSV.
suppressMessages(library(nlme))
args <- commandArgs(TRUE)
d <- read.csv(args[1])
d$g <- factor(d$g)
structure <- args[2]
random <- switch(structure,
  one = list(g = pdDiag(b1 ~ 1)),
  diag = list(g = pdDiag(b1 + b2 + b3 ~ 1)),
  full = list(g = pdSymm(b1 + b2 + b3 ~ 1)))
seconds <- system.time(fit <- try(suppressWarnings(nlme(
  y ~ b1 / (1 + exp(-(t - b2) / b3)),
  fixed = b1 + b2 + b3 ~ 1, random = random, data = d,
  start = c(b1 = 175, b2 = 700, b3 = 300), method = "ML")), silent = TRUE))[3]
logLik <- if (inherits(fit, "try-error")) NA else format(as.numeric(logLik(fit)), digits = 12)
cat(sprintf("nlme-%s,%s,%d,%.6f,%s\n", packageVersion("nlme"), structure, nlevels(d$g), seconds, logLik))
