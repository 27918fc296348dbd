/** Uses menlo on the module path. The backend is bound as a service and not required. */
module org.example.growth {
  requires dev.menlo.estimator;
}
