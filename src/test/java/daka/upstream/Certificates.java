package daka.upstream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/// A certificate authority and what it signed, made by openssl.
final class Certificates {
  private static final String PASSWORD = "changeit";
  private static final int YEAR = 365;

  private final Path folder;
  final Path ca;

  /// @param folder empty
  Certificates(Path folder) throws Exception {
    this.folder = Files.createDirectories(folder);
    ca = folder.resolve("ca.pem");
    make("ca", YEAR, List.of());
  }

  /// A certificate and its key.
  record Issued(Path certificate, Path key) {
    /// For `tls` of a kiosk that shows it.
    Tls shownTo(Path ca) {
      return new Tls(ca, null, certificate, key);
    }

    /// Its SHA-256, as the config has it.
    String pin() throws Exception {
      String line =
          run(
              "openssl",
              "x509",
              "-in",
              certificate.toString(),
              "-noout",
              "-fingerprint",
              "-sha256");
      return line.strip().replaceFirst(".*=", "").replace(":", "").toLowerCase(Locale.ROOT);
    }

    /// The same as PKCS #12, with the password "changeit".
    Path store() throws Exception {
      Path store = Path.of(certificate + ".p12");
      run(
          "openssl",
          "pkcs12",
          "-export",
          "-in",
          certificate.toString(),
          "-inkey",
          key.toString(),
          "-out",
          store.toString(),
          "-passout",
          "pass:" + PASSWORD);
      return store;
    }
  }

  static char[] password() {
    return PASSWORD.toCharArray();
  }

  /// Signs one for this machine's loopback address that is valid for a year from now.
  Issued issue(String name) throws Exception {
    return issue(name, YEAR);
  }

  /// Signs one for this machine's loopback address that is valid for so many days from now.
  Issued issue(String name, int days) throws Exception {
    return make(
        name,
        days,
        List.of(
            "-addext",
            "subjectAltName=IP:127.0.0.1",
            "-CA",
            ca.toString(),
            "-CAkey",
            folder.resolve("ca.key").toString()));
  }

  /// Signs one for another address.
  Issued issueElsewhere(String name) throws Exception {
    return make(
        name,
        YEAR,
        List.of(
            "-addext",
            "subjectAltName=DNS:elsewhere.example",
            "-CA",
            ca.toString(),
            "-CAkey",
            folder.resolve("ca.key").toString()));
  }

  private Issued make(String name, int days, List<String> more) throws Exception {
    Issued issued = new Issued(folder.resolve(name + ".pem"), folder.resolve(name + ".key"));
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                Integer.toString(days),
                "-subj",
                "/CN=" + name,
                "-keyout",
                issued.key().toString(),
                "-out",
                issued.certificate().toString()));
    command.addAll(more);
    run(command.toArray(String[]::new));
    return issued;
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  /// What a server says to a kiosk whose certificate it does not like. It may end the connection
  /// before its alert is read, and is then asked again.
  static Delivery alert(Callable<Delivery> attempt) throws Exception {
    Delivery delivery = attempt.call();
    for (int more = 50; more > 0 && !delivery.toString().contains("alert"); more--) {
      delivery = attempt.call();
    }
    return delivery;
  }
}
