package daka.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Each test class says what it needs, so that `deploy/check quick` stays quick.
class NeedsTest {
  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("daka");

  /// What is reached by who needs it.
  private static final Map<Class<? extends Annotation>, Predicate<String>> REACHED =
      Map.of(
          Needs.Browser.class,
          name -> name.startsWith("com.microsoft.playwright."),
          Needs.Rig.class,
          "daka.rig.KioskProcess"::equals,
          Needs.Lab.class,
          "daka.rig.lab.LabMachine"::equals,
          Needs.VirtualPi.class,
          "daka.rig.pi.Preparation"::equals);

  @Test
  void each_test_class_says_what_it_needs_and_nothing_else() {
    Map<String, Set<String>> said = new TreeMap<>();
    Map<String, Set<String>> found = new TreeMap<>();
    for (JavaClass test : TESTS) {
      if (test.getSimpleName().endsWith("Test") && test.isTopLevelClass()) {
        said.put(test.getName(), said(test));
        found.put(test.getName(), found(test));
      }
    }
    assertTrue(found.size() > 100, found.size() + " classes");
    assertEquals(REACHED.size(), Set.copyOf(flat(found)).size(), () -> "kinds: " + flat(found));
    Map<String, String> wrong = new LinkedHashMap<>();
    found.forEach(
        (name, needs) -> {
          if (!needs.equals(said.get(name))) {
            wrong.put(name, "says " + said.get(name) + " and reaches " + needs);
          }
        });
    assertEquals(Map.of(), wrong, "mend their annotations (Needs.java)");
  }

  private static Set<String> flat(Map<String, Set<String>> needs) {
    return needs.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
  }

  private static Set<String> said(JavaClass test) {
    Class<?> type = test.reflect();
    return REACHED.keySet().stream()
        .filter(type::isAnnotationPresent)
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// Follows whatever the class calls through the code of tests, bench and rig. Of a class that is
  /// made, any method may be called; of another one, those that are named.
  private static Set<String> found(JavaClass test) {
    Set<String> found = new TreeSet<>();
    Set<JavaCodeUnit> seen = new HashSet<>();
    Deque<JavaCodeUnit> open = new ArrayDeque<>();
    Consumer<JavaCodeUnit> meet =
        unit -> {
          if (seen.add(unit)) {
            open.add(unit);
          }
        };
    Stream.concat(Stream.of(test), test.getAllRawSuperclasses().stream())
        .forEach(type -> units(type).forEach(meet));
    TESTS.stream()
        .filter(type -> type.getName().startsWith(test.getName() + "$"))
        .forEach(type -> units(type).forEach(meet));
    while (!open.isEmpty()) {
      for (JavaAccess<?> access : open.remove().getAccessesFromSelf()) {
        JavaClass owner = access.getTargetOwner();
        REACHED.forEach(
            (need, reached) -> {
              if (reached.test(owner.getName())) {
                found.add(need.getSimpleName());
              }
            });
        if (TESTS.contain(owner.getName())) {
          owner.getStaticInitializer().ifPresent(meet);
          if (access instanceof JavaConstructorCall) {
            units(owner).forEach(meet);
          } else if (access.getTarget().resolveMember().orElse(null) instanceof JavaCodeUnit unit) {
            meet.accept(unit);
          }
        }
      }
    }
    return found;
  }

  private static Stream<JavaCodeUnit> units(JavaClass type) {
    return Stream.concat(type.getCodeUnits().stream(), type.getStaticInitializer().stream());
  }

  @Test
  void no_class_has_a_kind_that_is_not_listed() {
    List<String> tagged =
        TESTS.stream()
            .filter(type -> !type.isAnnotation() && type.isAnnotatedWith(Tag.class))
            .map(JavaClass::getName)
            .toList();
    assertEquals(List.of(), tagged, "use an annotation of Needs.java, or add one there");
  }

  @Test
  void deploy_check_knows_the_same_kinds() throws Exception {
    String tags =
        Arrays.stream(Needs.class.getDeclaredClasses())
            .map(need -> need.getAnnotation(Tag.class).value())
            .sorted()
            .collect(Collectors.joining(","));
    String script = Files.readString(Path.of("deploy", "check"));
    assertTrue(script.contains("\nslow=" + tags + "\n"), "deploy/check has no line slow=" + tags);
  }
}
