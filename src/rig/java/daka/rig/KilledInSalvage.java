package daka.rig;

import java.util.List;

/// SIGKILL while a damaged database is replaced, at one of the renames by which the new one takes
/// its place.
///
/// @param times which rename of the start
record KilledInSalvage(int times) {
  Launch launch(Launch plain) {
    return plain.under(
        List.of(
            "strace",
            "-D",
            "-f",
            "-qq",
            "--seccomp-bpf",
            "-o",
            "/dev/null",
            "-e",
            "trace=rename",
            "-e",
            "inject=rename:signal=SIGKILL:when=" + times));
  }
}
