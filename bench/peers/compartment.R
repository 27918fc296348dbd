# One compartment with first-order absorption by nlme, two independent random effects:
# Rscript compartment.R data.csv, with columns subject, dose, time, conc. Prints one line of CSV.
suppressMessages(library(nlme))
d <- read.csv(commandArgs(TRUE)[1])
d$subject <- factor(d$subject)
seconds <- sum(system.time(fit <- try(suppressWarnings(nlme(
  conc ~ dose * exp(b2) * exp(b1) / (exp(b0) * (exp(b1) - exp(b2))) *
    (exp(-exp(b2) * time) - exp(-exp(b1) * time)),
  fixed = b0 + b1 + b2 ~ 1, random = list(subject = pdDiag(b0 + b1 ~ 1)), data = d,
  start = c(b0 = -3, b1 = .5, b2 = -2.5), method = "ML")), silent = TRUE))[1:2])
ll <- if (inherits(fit, "try-error")) NA else format(as.numeric(logLik(fit)), digits = 12)
cat(sprintf("nlme-%s,compartment,%d,%.6f,%s\n", packageVersion("nlme"), nlevels(d$subject), seconds, ll))
