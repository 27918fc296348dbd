# Generalised nonlinear least squares for the orange trees, dense: the fixed effects by
# Gauss-Newton with the errors' covariance held, in turn with the maximum of the likelihood, profiled
# over sigma, in its one parameter d at frozen means. Usage: Rscript gnls-orange.R ORANGE.CSV
options(digits = 12)
o <- read.csv(commandArgs(TRUE)[1])
o <- o[order(o$tree, o$age), ]
n <- nrow(o)
obs <- ave(o$age, o$tree, FUN = rank)
same <- outer(o$tree, o$tree, "==")
share <- function(b) 1 / (1 + exp(-(o$age - b[2]) / b[3]))
design <- function(b) {
  e <- share(b)
  slope <- -b[1] * e * (1 - e) / b[3]
  cbind(e, slope, slope * (o$age - b[2]) / b[3])
}
fit <- function(name, correlation, scale, range) {
  b <- c(192.7, 728.8, 353.5)
  d <- 0
  for (round in 1:5000) {
    m <- b[1] * share(b)
    covariance <- function(d) outer(scale(d, m), scale(d, m)) * correlation(d) * same
    if (!is.null(range)) {
      r <- o$circumf - m
      slope <- function(d) { # d deviance / d d, dV by differences of fourth order
        h <- 1e-4 * diff(range)
        dv <- (8 * (covariance(d + h) - covariance(d - h)) -
                 covariance(d + 2 * h) + covariance(d - 2 * h)) / (12 * h)
        w <- solve(covariance(d))
        z <- w %*% r
        sum(w * dv) - n * sum(z * (dv %*% z)) / sum(r * z)
      }
      d <- uniroot(slope, range, tol = 1e-14)$root
    }
    w <- solve(covariance(d))
    x <- design(b)
    step <- as.vector(solve(t(x) %*% w %*% x, t(x) %*% w %*% (o$circumf - m)))
    b <- b + step
    if (max(abs(step / b)) < 1e-12) break
  }
  r <- o$circumf - b[1] * share(b)
  v <- covariance(d)
  sigma2 <- sum(r * solve(v, r)) / n
  x <- design(b)
  se <- sqrt(diag(solve(t(x) %*% solve(v, x))) * sigma2 * n / (n - 3))
  ll <- -.5 * (as.numeric(determinant(v)$modulus) + n * (1 + log(2 * pi * sigma2)))
  cat(name, "|", b, se, ll, sigma2, if (!is.null(range)) d, "\n")
}
one <- function(d, m) rep(1, n)
none <- function(d) diag(n)
fit("identity", none, one, NULL)
fit("exchangeable", function(d) ifelse(diag(n) == 1, 1, d), one, c(.2, .95))
fit("ctar1, t(age)", function(d) d^abs(outer(o$age, o$age, "-")), one, c(.995, .9998))
fit("ar 1, t(obs)", function(d) d^abs(outer(obs, obs, "-")), one, c(.3, .99))
fit("power _yhat, noconstant", none, function(d, m) m^d, c(.2, 3))
