import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs google-java-format over every Java file of the project, in this JDK.
///
/// Usage: `java Format.java JAR OPTION...`, with `--replace` to format in place or `--dry-run
/// --set-exit-if-changed` to list the files that are not formatted and fail.
final class Format {
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    for (String part : List.of("api", "code", "file", "parser", "tree", "util")) {
      command.add("--add-exports=jdk.compiler/com.sun.tools.javac." + part + "=ALL-UNNAMED");
    }
    command.add("-jar");
    command.addAll(List.of(args));
    try (Stream<Path> files = Files.walk(Path.of("src"))) {
      files
          .map(Path::toString)
          .filter(name -> name.endsWith(".java"))
          .sorted()
          .forEach(command::add);
    }
    int status = new ProcessBuilder(command).directory(new File(".")).inheritIO().start().waitFor();
    if (status != 0) {
      System.err.println(
          "The files above are not formatted. Run: mvn process-sources -Dformat.mode=--replace");
    }
    System.exit(status);
  }
}
