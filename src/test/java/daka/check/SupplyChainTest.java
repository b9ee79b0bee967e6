package daka.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the kiosk is delivered with: known by its checksum, and listed.
class SupplyChainTest {
  private static final Path LIB = Path.of("target", "lib");
  private static final Path BILL = Path.of("target", "daka.cdx.json");
  private static final Path CHECKSUMS = Path.of(".mvn", "checksums", "checksums.sha256");

  @BeforeEach
  void need_what_maven_made() {
    assumeTrue(Files.exists(BILL), BILL + " is missing: run deploy/check");
  }

  @Test
  void every_library_has_the_checksum_that_is_kept_here() throws Exception {
    Set<String> known = new HashSet<>();
    for (String line : Files.readAllLines(CHECKSUMS)) {
      known.add(line.split(" ", 2)[0]);
    }
    Map<String, String> unknown = new TreeMap<>();
    for (Path jar : jars()) {
      if (!known.contains(sha256(jar))) {
        unknown.put(jar.getFileName().toString(), sha256(jar));
      }
    }
    assertEquals(Map.of(), unknown, "record them as the head of pom.xml says");
    assertTrue(jars().size() > 40, () -> "libraries: " + LIB);
  }

  @Test
  void the_bill_lists_every_library_by_its_checksum_and_nothing_else() throws Exception {
    JsonNode bill = new ObjectMapper().readTree(BILL.toFile());
    assertEquals("CycloneDX", bill.path("bomFormat").textValue());
    Set<String> listed = new TreeSet<>();
    for (JsonNode component : bill.path("components")) {
      for (JsonNode hash : component.path("hashes")) {
        if (hash.path("alg").textValue().equals("SHA-256")) {
          listed.add(hash.path("content").textValue());
        }
      }
    }
    Set<String> delivered = new TreeSet<>();
    for (Path jar : jars()) {
      delivered.add(sha256(jar));
    }
    assertEquals(delivered, listed);
  }

  @Test
  void maven_refuses_what_has_no_checksum() throws Exception {
    List<String> config = Files.readAllLines(Path.of(".mvn", "maven.config"));
    String verify = "-Daether.artifactResolver.postProcessor.trustedChecksums";
    assertTrue(config.contains(verify + "=true"), config::toString);
    assertTrue(config.contains(verify + ".failIfMissing=true"), config::toString);
  }

  private static List<Path> jars() throws Exception {
    try (Stream<Path> files = Files.list(LIB)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static String sha256(Path file) throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(hash);
  }
}
