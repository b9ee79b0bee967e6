package daka;

import daka.command.BackupCommand;
import daka.command.CheckCommand;
import daka.command.DemoCommand;
import daka.command.Exit;
import daka.command.KeyCommand;
import daka.command.Options;
import daka.command.RestoreCommand;
import daka.command.RunCommand;
import daka.command.SupportBundleCommand;
import daka.command.TokenCommand;
import daka.command.UsageException;
import daka.command.VerifyCommand;
import daka.host.Version;
import daka.linux.Umask;
import java.util.Arrays;
import java.util.List;

/// The commands of `daka.jar`. Each ends with 0 if it did what it should, 1 if it failed, having
/// said what, where and the cure, and 2 if it was called wrongly.
public final class Main {
  private static final String USAGE =
      """
      Daka, the check-in kiosk of a neighbourhood centre.

        java -jar daka.jar run --config FILE [--begin]
                                                    runs the kiosk until it is told to stop; --begin writes a
                                                    config that it can start with, if there is none
        java -jar daka.jar check --config FILE      tries the config, every device, the store, the upstream
        java -jar daka.jar verify --data DIR        proves that no visit is missing, doubled or changed
        java -jar daka.jar token --role auditor|staff|admin --name TEXT [--expires 90d|DAY] --data DIR
                                                    makes a token for the API and prints it once
        java -jar daka.jar token --list --data DIR  says until when each is good, and when it was last used
        java -jar daka.jar token --revoke NAME --data DIR
        java -jar daka.jar backup --data DIR --to FILE
                                                    copies everything into one file, also while the kiosk runs
        java -jar daka.jar restore --from FILE --data DIR
                                                    puts such a copy in place, while the kiosk is stopped
        java -jar daka.jar key --from FILE|none --to FILE|none --data DIR
                                                    seals the keys under another data key, while the kiosk is stopped
        java -jar daka.jar support-bundle --config FILE --to FILE
                                                    what somebody who can help wants to know, nothing of the people
        java -jar daka.jar --version
        java -jar daka.jar demo [--port N] [--data DIR] [--empty]
                                                    runs a centre with sample residents to try it out, or an empty one
      """;

  private Main() {}

  /// Runs the command that the arguments name.
  public static void main(String[] args) {
    Umask.ownerOnly();
    int status = run(Arrays.asList(args));
    if (status != Exit.DONE) {
      System.exit(status);
    }
  }

  private static int run(List<String> words) {
    String command = words.isEmpty() ? "" : words.getFirst();
    List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
    try {
      return switch (command) {
        case "run" -> RunCommand.run(Options.of(rest, List.of("config"), List.of("begin")));
        case "check" -> CheckCommand.run(Options.of(rest, List.of("config"), List.of()));
        case "verify" -> VerifyCommand.run(Options.of(rest, List.of("data"), List.of()));
        case "token" ->
            TokenCommand.run(
                Options.of(
                    rest, List.of("role", "name", "expires", "data", "revoke"), List.of("list")));
        case "backup" -> BackupCommand.run(Options.of(rest, List.of("data", "to"), List.of()));
        case "restore" -> RestoreCommand.run(Options.of(rest, List.of("from", "data"), List.of()));
        case "key" -> KeyCommand.run(Options.of(rest, List.of("from", "to", "data"), List.of()));
        case "support-bundle" ->
            SupportBundleCommand.run(Options.of(rest, List.of("config", "to"), List.of()));
        case "demo" -> DemoCommand.run(Options.of(rest, List.of("port", "data"), List.of("empty")));
        case "--version" -> {
          System.out.println("daka " + Version.OF_PROGRAM);
          yield Exit.DONE;
        }
        case "help", "--help", "-h" -> {
          System.out.print(USAGE);
          yield Exit.DONE;
        }
        default ->
            throw new UsageException(
                command.isEmpty() ? "no command is named" : "there is no command " + command);
      };
    } catch (UsageException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      return Exit.WRONG_USAGE;
    }
  }
}
