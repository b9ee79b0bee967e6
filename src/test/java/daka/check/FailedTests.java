package daka.check;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// Leaves what explains a failure under `target/failed`, and says so on the console: the failure,
/// the log's lines, the logs and configs of the test's folders, and what else is there at that
/// moment ([LeftBehind]): pictures of open pages, the screen's state, the log of a kiosk. It is
/// registered for all tests by the service loader.
public final class FailedTests
    implements InvocationInterceptor,
        BeforeAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        AfterAllCallback {
  private static final int LARGEST_FILE = 5_000_000;
  private static final Set<String> KEPT_FILES = Set.of("log", "toml", "json", "conf", "txt");
  private static final Set<Class<?>> BEGUN = new HashSet<>();

  static {
    LastLines.keep();
  }

  /// Takes away what the last run left.
  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    Class<?> type = context.getRequiredTestClass();
    if (BEGUN.add(type)) {
      delete(LeftBehind.folder(type.getName(), "").toAbsolutePath());
    }
    LastLines.begin();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    LastLines.begin();
    LeftBehind.begin();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    LeftBehind.end();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    LeftBehind.forget();
  }

  @Override
  public void interceptBeforeAllMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> how, ExtensionContext context)
      throws Throwable {
    watch(call, how, context);
  }

  @Override
  public void interceptBeforeEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> how, ExtensionContext context)
      throws Throwable {
    watch(call, how, context);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> how, ExtensionContext context)
      throws Throwable {
    watch(call, how, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> how, ExtensionContext context)
      throws Throwable {
    watch(call, how, context);
  }

  @Override
  public void interceptAfterEachMethod(
      Invocation<Void> call, ReflectiveInvocationContext<Method> how, ExtensionContext context)
      throws Throwable {
    watch(call, how, context);
  }

  private static void watch(
      Invocation<Void> call, ReflectiveInvocationContext<Method> how, ExtensionContext context)
      throws Throwable {
    try {
      call.proceed();
    } catch (TestAbortedException skipped) {
      throw skipped;
    } catch (Throwable failure) {
      try {
        keep(failure, how, context);
      } catch (Exception | AssertionError e) {
        failure.addSuppressed(e);
      }
      throw failure;
    }
  }

  private static void keep(
      Throwable failure, ReflectiveInvocationContext<Method> how, ExtensionContext context)
      throws Exception {
    String type = context.getRequiredTestClass().getName();
    String test =
        context.getTestMethod().map(Method::getName).orElse(how.getExecutable().getName());
    String name = context.getDisplayName();
    Path folder = LeftBehind.folder(type, name.startsWith(test) ? name : test + " " + name);
    Files.createDirectories(folder);
    String log = LastLines.text();
    StringWriter told = new StringWriter();
    failure.printStackTrace(new PrintWriter(told));
    Files.writeString(
        folder.resolve("failure.txt"),
        how.getExecutable() + "\n" + context.getDisplayName() + "\n\n" + told);
    Files.writeString(folder.resolve("log.txt"), log);
    for (LeftBehind.Offer offer : LeftBehind.offers()) {
      take(offer, folder);
    }
    for (Path temporary : temporary(how, context)) {
      copy(temporary, folder.resolve("files"));
    }
    System.err.println(type + ": what explains the failure is in " + folder);
  }

  private static void take(LeftBehind.Offer offer, Path folder) throws IOException {
    try {
      Optional<byte[]> content = offer.source().content();
      if (content.isPresent()) {
        Files.write(folder.resolve(offer.file()), content.get());
      }
    } catch (Exception | AssertionError e) {
      Files.writeString(folder.resolve(offer.file() + ".missing.txt"), e.toString());
    }
  }

  /// The temporary folders of the test, in its fields and its parameters.
  private static List<Path> temporary(
      ReflectiveInvocationContext<Method> how, ExtensionContext context) throws Exception {
    Set<Path> found = new HashSet<>();
    for (Class<?> type = context.getRequiredTestClass();
        type != null && type != Object.class;
        type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        Object owner = context.getTestInstance().orElse(null);
        if (field.isAnnotationPresent(TempDir.class)
            && field.trySetAccessible()
            && (owner != null || Modifier.isStatic(field.getModifiers()))
            && field.get(owner) instanceof Path folder) {
          found.add(folder);
        }
      }
    }
    for (Object argument : how.getArguments()) {
      if (argument instanceof Path folder
          && folder.startsWith(System.getProperty("java.io.tmpdir"))) {
        found.add(folder);
      }
    }
    return found.stream().sorted().toList();
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(from, 6)) {
      files = all.filter(FailedTests::isWorthKeeping).toList();
    }
    for (Path file : files) {
      Path copy = to.resolve(from.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      byte[] bytes = Files.readAllBytes(file);
      Files.write(
          copy, Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LARGEST_FILE), bytes.length));
    }
  }

  /// No keys and no databases: the text that a person reads.
  private static boolean isWorthKeeping(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && KEPT_FILES.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
