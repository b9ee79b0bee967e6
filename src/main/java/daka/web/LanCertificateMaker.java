package daka.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Makes a key and a certificate with the Java runtime's own keytool: EC on P-256, signed by
/// itself.
final class LanCertificateMaker {
  /// From here on it is valid, whatever the clock says at the first start: a Raspberry Pi without a
  /// battery clock may be years behind then.
  private static final LocalDate VALID_FROM = LocalDate.of(2026, 1, 1);

  private static final long VALID_DAYS = 3_652;
  private static final long PATIENCE_SECONDS = 120;

  private final LanNames names;

  LanCertificateMaker(LanNames names) {
    this.names = names;
  }

  /// Makes the folder in the data folder. Everything is written and synced under another name, and
  /// the folder gets its own then: a power cut leaves all or nothing.
  ///
  /// @throws IOException if it cannot be made
  void make(Path data) throws IOException {
    Path part = data.resolve(LanCertificate.FOLDER + ".part");
    delete(part);
    Files.createDirectory(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path password = part.resolve(LanCertificate.PASSWORD);
    Path keystore = part.resolve(LanCertificate.KEYSTORE);
    Files.createFile(
        password,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(password, randomPassword() + "\n");
    runKeytool(keystore, password);
    Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-------"));
    for (Path written : List.of(password, keystore, part)) {
      sync(written);
    }
    Files.move(part, data.resolve(LanCertificate.FOLDER), StandardCopyOption.ATOMIC_MOVE);
    sync(data);
  }

  private static void delete(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  private static String randomPassword() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void runKeytool(Path keystore, Path password) throws IOException {
    Process keytool =
        new ProcessBuilder(command(keystore, password)).redirectErrorStream(true).start();
    keytool.getOutputStream().close();
    String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    try {
      if (!keytool.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
        throw new IOException("keytool could not make the LAN's certificate: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while keytool made the LAN's certificate", e);
    } finally {
      keytool.destroy();
    }
  }

  private List<String> command(Path keystore, Path password) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    long behind = Math.max(0, ChronoUnit.DAYS.between(VALID_FROM, today));
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
        "-genkeypair",
        "-alias",
        LanCertificate.ALIAS,
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-sigalg",
        "SHA256withECDSA",
        "-startdate",
        VALID_FROM.toString().replace('-', '/') + " 00:00:00",
        "-validity",
        Long.toString(behind + VALID_DAYS),
        "-dname",
        "CN=" + names.host() + ", O=Daka",
        "-ext",
        "san=" + String.join(",", names.alternatives()),
        "-ext",
        "ku:critical=digitalSignature",
        "-ext",
        "eku=serverAuth",
        "-storetype",
        "PKCS12",
        "-keystore",
        keystore.toString(),
        "-storepass:file",
        password.toString());
  }

  private static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
