# One logistic fit by lme4's nlmer (Laplace), one random effect: Rscript nlmer.R data.csv.
# Prints one line of CSV.
suppressMessages(library(lme4))
args <- commandArgs(TRUE)
d <- read.csv(args[1])
d$g <- factor(d$g)
curve <- deriv(~ A / (1 + exp(-(t - x) / s)), c("A", "x", "s"), function(t, A, x, s) {})
seconds <- sum(system.time(fit <- try(suppressWarnings(nlmer(
  y ~ curve(t, A, x, s) ~ A | g, d, start = c(A = 175, x = 700, s = 300))), silent = TRUE))[1:2])
logLik <- if (inherits(fit, "try-error")) NA else format(as.numeric(logLik(fit)), digits = 12)
cat(sprintf("nlmer-%s,one,%d,%.6f,%s\n", packageVersion("lme4"), nlevels(d$g), seconds, logLik))
