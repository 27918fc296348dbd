package dev.menlo.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/**
 * The arrows between the modules:
 *
 * <pre>
 * cli -> study -> report -> estimator -> model -> engine-api <- engine-cpu, engine-cuda (-> kernels), engine-tck
 * </pre>
 *
 * Backends are reached at run time only, as services.
 */
@AnalyzeClasses(packages = "dev.menlo", importOptions = DoNotIncludeTests.class)
class ModuleArrowsTest {
  @ArchTest static final ArchRule kernelsReachNoModule = reaches(Modules.KERNELS);

  @ArchTest static final ArchRule emulatorReachesNoModule = reaches(Modules.CUDA_EMULATOR);

  @ArchTest
  static final ArchRule engineApiReachesNoModule =
      reachesOnly(Modules.ENGINE_API, Modules.ENGINE_API);

  @ArchTest
  static final ArchRule contractSuiteReachesEngineApi =
      reaches(Modules.ENGINE_TCK, Modules.ENGINE_API);

  @ArchTest
  static final ArchRule cpuBackendReachesEngineApi =
      reaches(Modules.ENGINE_CPU, Modules.ENGINE_API);

  @ArchTest
  static final ArchRule cudaBackendReachesEngineApiAndKernels =
      reaches(Modules.ENGINE_CUDA, join(Modules.ENGINE_API, Modules.KERNELS));

  @ArchTest
  static final ArchRule modelReachesEngineApi = reaches(Modules.MODEL, Modules.ENGINE_API);

  @ArchTest
  static final ArchRule estimatorReachesModelAndEngineApi =
      reaches(Modules.ESTIMATOR, join(Modules.ENGINE_API, Modules.MODEL));

  @ArchTest
  static final ArchRule reportReachesTheEstimatorAndBelow =
      reaches(Modules.REPORT, join(Modules.ENGINE_API, Modules.MODEL, Modules.ESTIMATOR));

  @ArchTest
  static final ArchRule commandReachesNoBackend =
      reaches(
          Modules.CLI,
          join(
              Modules.ENGINE_API, Modules.MODEL, Modules.ESTIMATOR, Modules.REPORT, Modules.STUDY));

  @ArchTest
  static final ArchRule studyReachesReportAndBelow =
      reaches(
          Modules.STUDY,
          join(Modules.ENGINE_API, Modules.MODEL, Modules.ESTIMATOR, Modules.REPORT));

  @ArchTest static final ArchRule databaseStaysInTheStudy = only("org.duckdb..", Modules.STUDY);

  @ArchTest
  static final ArchRule jcudaStaysInTheCudaBackendAndItsEmulator =
      only("jcuda..", Modules.ENGINE_CUDA, Modules.CUDA_EMULATOR);

  @ArchTest
  static final ArchRule linearAlgebraLibraryStaysInTheCpuBackend =
      only("org.ejml..", Modules.ENGINE_CPU);

  @ArchTest
  static final ArchRule bytecodeLibraryStaysInTheCpuBackend =
      only("org.objectweb.asm..", Modules.ENGINE_CPU);

  @ArchTest static final ArchRule parserLibraryStaysInTheModel = only("org.antlr..", Modules.MODEL);

  @ArchTest
  static final ArchRule jsonStaysInTheStoreOfTheEstimator =
      noClasses()
          .that()
          .resideInAPackage(Modules.ESTIMATOR)
          .and()
          .resideOutsideOfPackage("dev.menlo.estimator.store..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml.jackson..");

  @ArchTest
  static final ArchRule threadsBelongToBackends =
      noClasses()
          .that()
          .resideInAnyPackage(Modules.ESTIMATOR, Modules.MODEL)
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(java.util.concurrent.Executor.class)
          .allowEmptyShould(true);

  /** A module depends on itself, on the given packages and on libraries. */
  private static ArchRule reaches(String module, String... others) {
    return reachesOnly(new String[] {module}, others);
  }

  private static ArchRule reachesOnly(String[] module, String[] others) {
    return classes()
        .that()
        .resideInAnyPackage(module)
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(join(others, module)).or(not(resideInAnyPackage(Modules.ALL))))
        .allowEmptyShould(true);
  }

  private static ArchRule only(String library, String... modules) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(modules)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library);
  }

  private static String[] join(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }
}
