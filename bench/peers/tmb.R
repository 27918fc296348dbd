# One logistic fit by TMB's Laplace approximation, three unstructured random effects:
# Rscript tmb.R data.csv TEMPLATE, TEMPLATE being the compiled logis.cpp without extension.
# Prints one line of CSV. Compilation is not timed.
suppressMessages(library(TMB))
args <- commandArgs(TRUE)
d <- read.csv(args[1])
template <- args[2]
dyn.load(dynlib(template))
groups <- length(unique(d$g))
seconds <- sum(system.time({
  o <- MakeADFun(
    list(y = d$y, t = d$t, g = as.integer(factor(d$g)) - 1L),
    list(b = c(175, 700, 300), u = matrix(0, 3, groups), ls = log(c(30, 40, 25)), cor = rep(0, 3), lsig = 2),
    random = "u", DLL = basename(template), silent = TRUE)
  fit <- try(nlminb(o$par, o$fn, o$gr, control = list(eval.max = 1000, iter.max = 500)), silent = TRUE)
})[1:2])
logLik <- if (inherits(fit, "try-error")) NA else format(-fit$objective, digits = 12)
cat(sprintf("TMB-%s,full,%d,%.6f,%s\n", packageVersion("TMB"), groups, seconds, logLik))
