// Negative joint log likelihood of the logistic curve with three unstructured random effects, for
// TMB: y = (b1+u1)/(1+exp(-(t-b2-u2)/(b3+u3))) + e. Written for menlo's benchmarks.
#include <TMB.hpp>

template <class Type>
Type objective_function<Type>::operator()() {
  DATA_VECTOR(y);        // responses, length n
  DATA_VECTOR(t);        // times, length n
  DATA_IVECTOR(g);       // group of each row, from 0
  PARAMETER_VECTOR(b);   // fixed effects, 3
  PARAMETER_MATRIX(u);   // random effects, 3 x groups
  PARAMETER_VECTOR(ls);  // log standard deviations, 3
  PARAMETER_VECTOR(cor); // correlation parameters, 3
  PARAMETER(lsig);       // log residual standard deviation

  using namespace density;
  UNSTRUCTURED_CORR_t<Type> correlation(cor);
  vector<Type> sd = exp(ls);
  Type nll = 0;
  for (int j = 0; j < u.cols(); j++) {
    vector<Type> uj = u.col(j);
    nll += VECSCALE(correlation, sd)(uj);
  }
  for (int i = 0; i < y.size(); i++) {
    int k = g(i);
    Type mean = (b(0) + u(0, k)) / (Type(1) + exp(-(t(i) - b(1) - u(1, k)) / (b(2) + u(2, k))));
    nll -= dnorm(y(i), mean, exp(lsig), true);
  }
  return nll;
}
