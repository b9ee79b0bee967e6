package daka;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Who may know whom. The table of packages in ARCHITECTURE.md is the rule: a row names a package,
/// what it holds, and which others it may import. A package is a wing with its rooms.
class ImportRulesTest {
  private static final JavaClasses OURS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("daka");

  /// `| name | what it holds | what it may import |`, the first and the last in code marks.
  private static final Pattern ROW =
      Pattern.compile("^\\| `([a-z]+)` \\|[^|]*\\| (?:`([a-z ]*)`|—) \\|$", Pattern.MULTILINE);

  @Test
  void the_classes_are_really_read() {
    assertTrue(OURS.contain("daka.checkin.Desk") && OURS.size() > 50, OURS.size() + " classes");
    assertTrue(
        OURS.get("daka.store.visits.SqliteLedger").getDirectDependenciesFromSelf().stream()
            .anyMatch(to -> to.getTargetClass().getPackageName().equals("daka.checkin")),
        "dependencies are seen");
  }

  @Test
  void the_table_in_ARCHITECTURE_has_a_row_for_each_package() throws IOException {
    assertEquals(
        OURS.stream()
            .map(JavaClass::getPackageName)
            .map(ImportRulesTest::wing)
            .collect(Collectors.toCollection(TreeSet::new)),
        new TreeSet<>(table().keySet()));
  }

  @ParameterizedTest
  @MethodSource("wings")
  void a_package_imports_only_what_its_row_says(String wing) throws IOException {
    Set<String> others = new TreeSet<>(table().keySet());
    others.removeAll(table().get(wing));
    others.remove(wing);
    check(
        noClasses()
            .that()
            .resideInAnyPackage(rooms(wing))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                others.stream().map(ImportRulesTest::rooms).toArray(String[]::new)));
  }

  @ParameterizedTest
  @MethodSource("wings")
  void a_row_names_nothing_that_is_not_imported(String wing) throws IOException {
    Set<String> imported =
        OURS.stream()
            .filter(type -> wing(type.getPackageName()).equals(wing))
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(to -> to.getTargetClass().getPackageName())
            .filter(name -> name.startsWith("daka"))
            .map(ImportRulesTest::wing)
            .filter(name -> !name.equals(wing))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(imported, new TreeSet<>(table().get(wing)));
  }

  @Test
  void no_packages_import_each_other_in_a_circle() {
    check(slices().matching("daka.(**)").should().beFreeOfCycles());
  }

  @Test
  void outside_of_the_store_only_the_doors_of_rescue_are_used() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("daka.store..")
            .should()
            .dependOnClassesThat(
                DescribedPredicate.describe(
                    "are other classes of store.rescue",
                    to ->
                        to.getPackageName().equals("daka.store.rescue")
                            && !named(
                                to,
                                "StoreOpening",
                                "UndoneRestore",
                                "Backup",
                                "Restoration",
                                "RestorationTrial",
                                "CopyCheck"))));
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
                        to.getPackageName().startsWith("daka.store")
                            && !named(to, "Journal", "Cursors", "StoreException"))));
  }

  @ParameterizedTest
  @CsvSource({
    "com.google.zxing..,      reader.code",
    "com.fazecast..,          reader.serial",
    "javax.smartcardio..,     reader.pcsc",
    "jnasmartcardio..,        reader.pcsc",
    "java.sql..,              store",
    "org.bouncycastle.crypto.., store.register",
    "org.bouncycastle.asn1.., web.lan store.copies",
    "org.bouncycastle.cms..,  store.copies",
    "org.bouncycastle.jce..,  store.copies",
    "org.sqlite..,            store",
    "com.ibm.icu..,           store.register",
    "io.javalin..,            web demo",
    "org.eclipse.jetty..,     web",
    "jakarta.servlet..,       web",
    "com.pi4j..,              pi",
    "java.awt..,              reader.image signal.panel",
    "org.tomlj..,             config",
    "java.net.http..,         nobody",
    "org.apache.hc..,         upstream",
    "com.hivemq..,            upstream",
    "org.dhatim.fastexcel..,  web.visits web.register web.report",
    "javax.xml.stream..,      web.sheet",
    "com.fasterxml.aalto..,   web.sheet",
    "io.prometheus..,         web.metrics"
  })
  void only_one_package_knows(String library, String names) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(
                Arrays.stream(names.split(" ")).map(ImportRulesTest::rooms).toArray(String[]::new))
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
            .resideOutsideOfPackages("daka", "daka.command")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  static Stream<String> wings() throws IOException {
    return table().keySet().stream();
  }

  private static Map<String, List<String>> table() throws IOException {
    Map<String, List<String>> rows = new TreeMap<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("ARCHITECTURE.md")));
    while (row.find()) {
      rows.put(row.group(1), row.group(2) == null ? List.of() : List.of(row.group(2).split(" ")));
    }
    return rows;
  }

  /// The package below `daka` that this one is, or is a room of; `daka` itself for the program.
  private static String wing(String name) {
    String[] parts = name.split("\\.", -1);
    return parts.length == 1 ? name : parts[1];
  }

  private static String rooms(String wing) {
    return wing.equals("daka") ? wing : "daka." + wing + "..";
  }

  private static boolean named(JavaClass type, String... names) {
    return Stream.of(names).anyMatch(name -> type.getName().matches(".*\\." + name + "(\\$.*)?"));
  }

  private static void check(ArchRule rule) {
    rule.check(OURS);
  }
}
