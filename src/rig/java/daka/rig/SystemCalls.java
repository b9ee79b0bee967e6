package daka.rig;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What strace(1) does to the system calls by which a kiosk changes its database ("-e inject"). It
/// stands between the program and Linux, so nothing in the program knows of it.
final class SystemCalls {
  /// Those that write, sync, cut, unlink, open and lock.
  private static final String CHANGES = "pwrite64,fsync,fdatasync,ftruncate,unlink,openat,fcntl";

  /// The tracer is no parent of the program, so that the program is ours to kill. A signal is
  /// injected only where every call is stopped at, so there is no filter (`--seccomp-bpf`).
  private static final List<String> STRACE =
      List.of("strace", "-D", "-f", "-qq", "-o", "/dev/null");

  private SystemCalls() {}

  /// Starts a program with the calls on its database tampered with.
  ///
  /// @param what as in `fsync:error=EIO:when=3`; counted in each thread
  static Launch tamper(Launch plain, Site site, String what) {
    List<String> strace = new ArrayList<>(STRACE);
    strace.addAll(List.of("-e", "trace=" + CHANGES));
    for (String file : List.of("", "-wal", "-shm")) {
      strace.addAll(List.of("-P", site.database() + file));
    }
    strace.addAll(List.of("-e", "inject=" + what));
    return plain.under(strace);
  }

  /// Starts a program that is killed at its so-manieth rename of any file.
  static Launch killAtRename(Launch plain, int times) {
    List<String> strace = new ArrayList<>(STRACE);
    strace.addAll(List.of("-e", "trace=rename", "-e"));
    strace.add("inject=rename:signal=SIGKILL:when=" + times);
    return plain.under(strace);
  }

  /// From now on no sync of the log succeeds, until what is returned is ended.
  static Process failSyncs(KioskProcess kiosk, Site site) throws IOException {
    Process strace =
        new ProcessBuilder(
                "strace",
                "-f",
                "-p",
                Long.toString(kiosk.pid()),
                "-o",
                "/dev/null",
                "-P",
                site.database() + "-wal",
                "-e",
                "trace=fsync,fdatasync",
                "-e",
                "inject=fsync,fdatasync:error=EIO")
            .redirectErrorStream(true)
            .start();
    BufferedReader said = strace.inputReader();
    String line = said.readLine();
    if (line == null || !line.contains("attached")) {
      throw new IOException("strace says " + line);
    }
    return strace;
  }

  /// Why it cannot be done here, if it cannot.
  static Optional<String> cannot() throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder("strace", "-o", "/dev/null", "-e", "inject=fsync:error=EIO", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0
          ? Optional.empty()
          : Optional.of("strace may not look at other programs here");
    } catch (IOException e) {
      return Optional.of("strace is not installed");
    }
  }
}
