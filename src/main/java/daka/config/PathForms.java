package daka.config;

import daka.config.Config.DataKeySource;
import daka.config.Form.Fits;
import daka.config.Form.Reading;
import daka.config.Form.Unfit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The forms of paths.
///
/// @param config the config file, absolute: relative paths count from the folder it is in
record PathForms(Path config) {
  private static final Pattern CSI = Pattern.compile("csi:(.*)");

  /// A path to something that may or may not exist yet.
  Form<Path> path(String expected) {
    return Form.ofText(expected, config, text -> path(text, expected));
  }

  private Reading<Path> path(String text, String expected) {
    try {
      return text.isBlank() || text.chars().anyMatch(Character::isISOControl)
          ? new Unfit<>(expected)
          : new Fits<>(config.resolveSibling(text).normalize());
    } catch (InvalidPathException e) {
      return new Unfit<>(expected);
    }
  }

  /// A camera: `csi:` and a number, or a path.
  Form<CameraDevice> camera() {
    String expected =
        "the path of a camera such as \"/dev/video0\", or \"csi:0\" to \"csi:3\" for the Pi's own";
    return Form.ofText(
        expected,
        new CameraDevice.Node(config),
        text -> {
          Matcher csi = CSI.matcher(text);
          if (csi.matches()) {
            return csi.group(1).matches("[0-3]")
                ? new Fits<>(new CameraDevice.Csi(Integer.parseInt(csi.group(1))))
                : new Unfit<>(expected);
          }
          return switch (path(text, expected)) {
            case Fits<Path>(Path path) -> new Fits<>(new CameraDevice.Node(path));
            case Unfit<Path> _ -> new Unfit<>(expected);
          };
        });
  }

  /// The path of a folder that is there.
  Form<Path> folder(String holds) {
    return checked("the path of a folder that holds " + holds, PathForms::folder);
  }

  /// A path that `check` looks at, knowing what was expected.
  private Form<Path> checked(String expected, BiFunction<Path, String, Reading<Path>> check) {
    return Form.ofText(
        expected,
        config,
        text ->
            switch (path(text, expected)) {
              case Fits<Path>(Path path) -> check.apply(path, expected);
              case Unfit<Path> unfit -> unfit;
            });
  }

  private static Reading<Path> folder(Path folder, String expected) {
    if (!Files.exists(folder)) {
      return new Unfit<>(expected + ", and there is none; make it: mkdir -p " + folder);
    }
    if (!Files.isDirectory(folder)) {
      return new Unfit<>(expected + ", but this is a file; name the folder it is in");
    }
    return Files.isReadable(folder) && Files.isExecutable(folder)
        ? new Fits<>(folder)
        : new Unfit<>(expected + ", but the kiosk may not read it; chmod a+rx " + folder);
  }

  /// The path of a file that is there.
  Form<Path> file(String holds) {
    return checked("the path of a file that holds " + holds, PathForms::file);
  }

  private static Reading<Path> file(Path file, String expected) {
    return Files.isReadable(file)
        ? new Fits<>(file)
        : new Unfit<>(expected + ", and there is none that the kiosk may read: " + file);
  }

  /// Where the data key is: `systemd-creds`, or the path of a file.
  Form<DataKeySource> dataKey() {
    String expected =
        "\"systemd-creds\", or the path of a file on another device that holds the data key";
    return Form.ofText(
        expected,
        new DataKeySource.Credential(),
        text ->
            text.equals("systemd-creds")
                ? new Fits<>(new DataKeySource.Credential())
                : switch (path(text, expected)) {
                  case Fits<Path>(Path file) ->
                      switch (secret(file, expected)) {
                        case Fits<Path> _ -> new Fits<>(new DataKeySource.OfFile(file));
                        case Unfit<Path>(String more) -> new Unfit<>(more);
                      };
                  case Unfit<Path> _ -> new Unfit<>(expected);
                });
  }

  /// The path of a file that holds a secret.
  Form<Path> secret(String holds) {
    return checked("the path of a file that holds " + holds, PathForms::secret);
  }

  private static Reading<Path> secret(Path file, String expected) {
    if (!Files.isRegularFile(file)) {
      return new Unfit<>(
          expected + ", and there is no such file; write it, then chmod 600 " + file);
    }
    if (!Files.isReadable(file)) {
      return new Unfit<>(
          expected + ", but the kiosk may not read it; chown it to the kiosk's user: " + file);
    }
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      if (mode.contains(PosixFilePermission.OTHERS_READ)
          || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
        return new Unfit<>(
            "%s for the kiosk only, but its mode is %s; chmod o-rwx %s"
                .formatted(expected, PosixFilePermissions.toString(mode), file));
      }
      return Files.size(file) > 0
          ? new Fits<>(file)
          : new Unfit<>(expected + ", but it is empty; write it into " + file);
    } catch (IOException e) {
      return new Unfit<>(expected + ", but it cannot be looked at: " + e);
    }
  }
}
