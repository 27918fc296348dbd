# The soybean example by nlme, three unstructured random effects: Rscript soybean.R soybean.csv.
# Prints one line of CSV.
suppressMessages(library(nlme))
d <- read.csv(commandArgs(TRUE)[1])
d$plot <- factor(d$plot)
seconds <- sum(system.time(fit <- try(suppressWarnings(nlme(
  weight ~ b1 / (1 + exp(-(time - b2) / b3)),
  fixed = b1 + b2 + b3 ~ 1, random = list(plot = pdSymm(b1 + b2 + b3 ~ 1)), data = d,
  start = c(b1 = 19, b2 = 55, b3 = 8.5), method = "ML")), silent = TRUE))[1:2])
ll <- if (inherits(fit, "try-error")) NA else format(as.numeric(logLik(fit)), digits = 12)
cat(sprintf("nlme-%s,soybean,%d,%.6f,%s\n", packageVersion("nlme"), nlevels(d$plot), seconds, ll))
