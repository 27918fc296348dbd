# Predictions of R's nlme that PredictorTest compares with. Run from the project's directory:
#   Rscript estimator/src/test/resources/dev/menlo/estimator/predict/nlme.R
# Written with R 4.2.2 and nlme 3.1-162. The tolerances make nlme go on to the fixed point, which it
# reaches with warnings about step halving; the log likelihoods are printed to compare.
library(nlme)
out <- "estimator/src/test/resources/dev/menlo/estimator/predict"
control <- nlmeControl(tolerance = 1e-12, pnlsTol = 1e-12, msTol = 1e-14, maxIter = 500,
                       pnlsMaxIter = 50, msMaxIter = 200, returnObject = TRUE)

save <- function(fit, data, name) {
  levels <- predict(fit, level = 0:1)
  table <- data.frame(fixed = levels$predict.fixed, conditional = levels[[3]],
                      normalized = as.vector(resid(fit, type = "normalized")))
  write.csv(format(table, digits = 15), file.path(out, name), row.names = FALSE, quote = FALSE)
  cat(name, format(as.numeric(logLik(fit)), digits = 12), "\n")
}

orange <- read.csv("examples/data/orange.csv")
orange$tree <- factor(orange$tree)
fit <- nlme(circumf ~ b1 / (1 + exp(-(age - b2) / b3)), orange, fixed = b1 + b2 + b3 ~ 1,
            random = b1 ~ 1 | tree, start = c(175, 700, 300), method = "ML", control = control)
save(fit, orange, "orange-nlme.csv")

soybean <- read.csv("examples/data/soybean.csv")
soybean$plot <- factor(soybean$plot)
fit <- nlme(weight ~ phi1 / (1 + exp(-(time - phi2) / phi3)), soybean,
            fixed = phi1 + phi2 + phi3 ~ 1, random = phi1 + phi2 + phi3 ~ 1 | plot,
            start = c(19.253134, 55.019983, 8.4034633), method = "ML", control = control)
save(fit, soybean, "soybean-nlme.csv")

ovary <- read.csv("examples/data/ovary.csv")
ovary$mare <- factor(ovary$mare)
fit <- nlme(follicles ~ a + b * sin(2 * pi * w * time) + c * cos(2 * pi * w * time), ovary,
            fixed = a + b + w + c ~ 1, random = a ~ 1 | mare,
            start = c(12.181246, -2.874413, .9191140, -1.675314), method = "ML",
            correlation = corAR1(.58, form = ~ obs | mare), control = control)
save(fit, ovary, "ovary-ar1-nlme.csv")
