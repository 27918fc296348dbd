package dev.menlo.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Rules of CONTRIBUTING.md that compiled classes show. */
@AnalyzeClasses(packages = "dev.menlo", importOptions = DoNotIncludeTests.class)
class CodeStyleTest {
  private static final String VAGUE = ".*(Util|Utils|Helper|Helpers|Manager|Impl)";

  /** Superclass of the parser and lexer that ANTLR writes. */
  private static final String GENERATED = "org.antlr.v4.runtime.Recognizer";

  @ArchTest
  static final ArchRule namesSayWhatAClassIs = classes().should().haveNameNotMatching(VAGUE);

  @ArchTest
  static final ArchRule onlyTheCommandPrints =
      noClasses().that().resideOutsideOfPackage(Modules.CLI).should(ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule onlyTheCommandEndsTheProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage(Modules.CLI)
          .should()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule publicStaticFieldsAreConstants =
      fields()
          .that()
          .arePublic()
          .and()
          .areStatic()
          .and()
          .areDeclaredInClassesThat()
          .areNotAssignableTo(GENERATED)
          .should(beConstant())
          .allowEmptyShould(true);

  private static ArchCondition<JavaField> beConstant() {
    return new ArchCondition<>("be final and no array") {
      @Override
      public void check(JavaField field, ConditionEvents events) {
        boolean constant = field.getModifiers().contains(FINAL) && !field.getRawType().isArray();
        events.add(
            new SimpleConditionEvent(
                field, constant, field.getFullName() + " can be changed by anybody"));
      }
    };
  }
}
