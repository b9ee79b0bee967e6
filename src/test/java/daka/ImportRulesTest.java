package daka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may know whom. The rules are those of ARCHITECTURE.md.
class ImportRulesTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("daka");

  /// The packages, so that a new one must be given its place here.
  private static final Set<String> PACKAGES =
      Set.of(
          "daka",
          "daka.checkin",
          "daka.config",
          "daka.demo",
          "daka.device",
          "daka.health",
          "daka.host",
          "daka.linux",
          "daka.pi",
          "daka.reader",
          "daka.screen",
          "daka.store",
          "daka.upstream",
          "daka.web");

  @Test
  void the_classes_are_really_read() {
    Set<String> packages =
        OURS.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    assertTrue(packages.equals(PACKAGES), "packages found: " + packages);
    assertTrue(OURS.contain("daka.checkin.Desk") && OURS.size() > 50, OURS.size() + " classes");
    assertTrue(
        OURS.get("daka.store.SqliteLedger").getDirectDependenciesFromSelf().stream()
            .anyMatch(to -> to.getTargetClass().getPackageName().equals("daka.checkin")),
        "dependencies are seen");
  }

  @ParameterizedTest
  @CsvSource({
    "checkin,  ''",
    "health,   ''",
    "device,   health",
    "linux,    ''",
    "pi,       ''",
    "host,     linux",
    "config,   checkin",
    "reader,   checkin device health linux pi",
    "screen,   checkin device health pi",
    "store,    checkin health",
    "upstream, checkin health store",
    "web,      checkin health reader screen store upstream host config",
    "demo,     checkin health reader screen store upstream host config web"
  })
  void a_package_imports_only_what_it_may(String name, String others) {
    String[] allowed =
        Stream.concat(Stream.of(name), Arrays.stream(others.split(" ")))
            .filter(other -> !other.isEmpty())
            .map(other -> "daka." + other)
            .toArray(String[]::new);
    String[] forbidden =
        PACKAGES.stream()
            .filter(other -> !Arrays.asList(allowed).contains(other))
            .toArray(String[]::new);
    check(
        noClasses()
            .that()
            .resideInAPackage("daka." + name)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden));
  }

  @Test
  void upstream_knows_no_more_of_the_store_than_the_journal_and_the_cursors() {
    check(
        noClasses()
            .that()
            .resideInAPackage("daka.upstream")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are other classes of the store",
                    to ->
                        to.getPackageName().equals("daka.store")
                            && !List.of(
                                    "Journal",
                                    "Cursors",
                                    "Cursors$SetAside",
                                    "Entry",
                                    "StoreException")
                                .contains(to.getName().substring("daka.store.".length())))));
  }

  @ParameterizedTest
  @CsvSource({
    "com.google.zxing..,      reader",
    "com.fazecast..,          reader",
    "javax.smartcardio..,     reader",
    "jnasmartcardio..,        reader",
    "java.sql..,              store",
    "org.sqlite..,            store",
    "com.ibm.icu..,           store",
    "io.javalin..,            web demo",
    "org.eclipse.jetty..,     web",
    "jakarta.servlet..,       web",
    "com.pi4j..,              pi",
    "java.awt..,              reader screen",
    "org.tomlj..,             config",
    "java.net.http..,         nobody",
    "org.apache.hc..,         upstream",
    "com.hivemq..,            upstream"
  })
  void only_one_package_knows(String library, String names) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                Arrays.stream(names.split(" ")).map("daka."::concat).toArray(String[]::new))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void no_class_has_a_name_that_says_nothing() {
    check(
        classes()
            .should()
            .haveNameNotMatching(
                "daka\\.(.*\\.)?(util|utils|common|impl|manager|helper|service|model|misc)\\..*")
            .andShould()
            .haveNameNotMatching(".*(Util|Utils|Impl|Manager|Helper|Service|Misc)"));
  }

  @Test
  void nothing_is_written_to_the_console_but_by_the_commands() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("daka")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  private static void check(ArchRule rule) {
    rule.check(OURS);
  }
}
