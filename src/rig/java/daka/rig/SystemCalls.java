package daka.rig;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What strace(1) does to the system calls by which a kiosk changes its data folder ("-e inject").
/// It stands between the program and Linux, so nothing in the program knows of it.
final class SystemCalls {
  /// Those that write, sync, cut, unlink, open and lock.
  static final String CHANGES = "pwrite64,fsync,fdatasync,ftruncate,unlink,openat,fcntl";

  private SystemCalls() {}

  /// Starts a program with one call tampered with.
  ///
  /// @param what as in `fdatasync:error=EIO:when=3`; counted in each thread
  static Launch tamper(Launch plain, Site site, String what) {
    List<String> strace =
        new ArrayList<>(
            List.of("strace", "-D", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "-e"));
    strace.add("trace=" + CHANGES);
    for (String file : List.of("", "-wal", "-shm")) {
      strace.add("-P");
      strace.add(site.database() + file);
    }
    strace.addAll(List.of("-e", "inject=" + what));
    return plain.under(strace);
  }

  /// Why it cannot be done here, if it cannot.
  static Optional<String> cannot() throws InterruptedException {
    try {
      int exit =
          new ProcessBuilder(
                  "strace",
                  "-D",
                  "-f",
                  "--seccomp-bpf",
                  "-o",
                  "/dev/null",
                  "-e",
                  "inject=fsync:error=EIO",
                  "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor();
      return exit == 0
          ? Optional.empty()
          : Optional.of("strace may not look at other programs here");
    } catch (IOException e) {
      return Optional.of("strace is not installed");
    }
  }
}
