package daka.web.lan;

import daka.health.Part;
import daka.store.file.DataKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Keeps the LAN's certificate good: makes a root at the first start, and has it sign a new
/// certificate when a third of the present one's time is left, or when the machine has a name or an
/// address that is not in it.
///
/// The key of the listener stays over all of that, so that whoever pinned it is not locked out. A
/// new one would help nobody: who has the key has the folder, and the root's with it. A kiosk that
/// has the certificate of an earlier version, which had signed itself, goes on with its key.
///
/// The root is not replaced by itself, since people have to trust the new one: [#health()] says in
/// time that it ends. Only one that was made by a clock in the future is, which nobody can have
/// trusted. Not safe for several threads, but for [#health()].
public final class LanCertificates {
  private static final Duration RENEWAL = LanRoot.LEAF.dividedBy(3);

  private final LanFolder folder;
  private final Supplier<LanNames> names;
  private final InstantSource clock;
  private final BooleanSupplier trusted;
  private @Nullable LanCertificate known;
  private List<String> outside = List.of();
  private String failure = "";
  private volatile Part health;

  /// @param data the data folder
  /// @param dataKey seals what is kept there
  /// @param more names and addresses of the machine beside those it knows itself
  /// @param trusted whether anything vouches for the clock
  public LanCertificates(
      Path data, DataKey dataKey, List<String> more, InstantSource clock, BooleanSupplier trusted) {
    this(data, dataKey, () -> LanNames.ofThisMachine(more), clock, trusted);
  }

  LanCertificates(
      Path data,
      DataKey dataKey,
      Supplier<LanNames> names,
      InstantSource clock,
      BooleanSupplier trusted) {
    this.folder = new LanFolder(data, dataKey);
    this.names = names;
    this.clock = clock;
    this.trusted = trusted;
    this.health = new LanCertificateHealth(folder.path()).none();
  }

  /// How the certificate of a data folder is, without a kiosk that would make or renew it.
  public static Part look(Path data, DataKey dataKey, Instant now) {
    LanFolder folder = new LanFolder(data, dataKey);
    LanCertificateHealth health = new LanCertificateHealth(folder.path());
    if (!folder.hasRoot() || !folder.hasLeaf()) {
      return health.none();
    }
    try {
      LanFolder.Entry leaf = folder.read(LanFolder.LEAF);
      X509Certificate root = folder.read(LanFolder.ROOT).certificate();
      return health.of(
          new LanCertificate(leaf.certificate(), leaf.key(), root), List.of(), "not yet", now);
    } catch (IOException e) {
      return health.unreadable(String.valueOf(e.getMessage()));
    }
  }

  /// Seals what a data folder has under another data key, while no kiosk uses it.
  ///
  /// @return how much was changed
  public static int reseal(Path data, DataKey from, DataKey to) throws IOException {
    return LanFolder.reseal(data, from, to) ? 1 : 0;
  }

  /// The certificate to show now, made anew if it is time to.
  ///
  /// @throws IOException if there is none that can be read and none can be made; the message names
  ///   the cure
  public LanCertificate current() throws IOException {
    Instant now = clock.instant();
    LanNames present = names.get();
    try {
      X509Certificate root = root(present, now);
      LanNames wanted = LanConstraints.of(root).permitted(present);
      outside = new ArrayList<>(present.texts());
      outside.removeAll(wanted.texts());
      LanFolder.Entry leaf = leaf();
      if (leaf == null || isDue(leaf.certificate(), root, wanted, now)) {
        leaf = renew(leaf, wanted, now);
      }
      LanCertificate current = new LanCertificate(leaf.certificate(), leaf.key(), root);
      known = current;
      return current;
    } catch (GeneralSecurityException e) {
      throw new IOException("making the LAN's certificate: " + e.getMessage(), e);
    }
  }

  private X509Certificate root(LanNames present, Instant now)
      throws IOException, GeneralSecurityException {
    X509Certificate root = null;
    if (known != null) {
      root = known.root();
    } else if (folder.hasRoot()) {
      root = readRoot().certificate();
    }
    if (root == null) {
      return makeRoot(present, now);
    }
    if (trusted.getAsBoolean() && root.getNotBefore().toInstant().isAfter(now)) {
      Logger.warn("the LAN's root was made by a wrong clock, at {}", root.getNotBefore());
      return makeRoot(present, now);
    }
    return root;
  }

  private LanRoot readRoot() throws IOException {
    try {
      LanFolder.Entry entry = folder.read(LanFolder.ROOT);
      return new LanRoot(entry.certificate(), entry.key());
    } catch (IOException e) {
      throw new IOException(
          "the LAN's root certificate in "
              + e.getMessage()
              + ". "
              + LanCertificateHealth.newRoot(folder.path()),
          e);
    }
  }

  private X509Certificate makeRoot(LanNames own, Instant now)
      throws IOException, GeneralSecurityException {
    LanRoot root = LanRoot.make(own, now);
    folder.write(LanFolder.ROOT, root.key(), root.certificate());
    Logger.info(
        "the LAN has a new root certificate, SHA-256 {}: trust it wherever the kiosk is used, from"
            + " /root.crt",
        LanCertificate.fingerprint(root.certificate()));
    return root.certificate();
  }

  private LanFolder.@Nullable Entry leaf() {
    if (known != null) {
      return new LanFolder.Entry(known.key(), known.leaf());
    }
    if (!folder.hasLeaf()) {
      return null;
    }
    try {
      return folder.read(LanFolder.LEAF);
    } catch (IOException e) {
      Logger.warn("the LAN's certificate is made anew, with another key: {}", e.getMessage());
      return null;
    }
  }

  /// By time only if the clock can be right: it is later than when the root was made.
  private static boolean isDue(
      X509Certificate leaf, X509Certificate root, LanNames wanted, Instant now)
      throws GeneralSecurityException {
    if (!isSignedBy(root, leaf) || !names(leaf).containsAll(wanted.texts())) {
      return true;
    }
    if (now.isBefore(LanRoot.PROGRAM) || now.isBefore(root.getNotBefore().toInstant())) {
      return false;
    }
    return now.isBefore(leaf.getNotBefore().toInstant())
        || (leaf.getNotAfter().toInstant().isBefore(root.getNotAfter().toInstant())
            && now.plus(RENEWAL).isAfter(leaf.getNotAfter().toInstant()));
  }

  private static boolean isSignedBy(X509Certificate root, X509Certificate leaf) {
    try {
      leaf.verify(root.getPublicKey());
      return leaf.getIssuerX500Principal().equals(root.getSubjectX500Principal());
    } catch (GeneralSecurityException _) {
      return false;
    }
  }

  private static List<String> names(X509Certificate leaf) throws GeneralSecurityException {
    var alternatives = leaf.getSubjectAlternativeNames();
    return alternatives == null
        ? List.of()
        : alternatives.stream().map(name -> String.valueOf(name.get(1))).toList();
  }

  private LanFolder.Entry renew(LanFolder.@Nullable Entry before, LanNames wanted, Instant now)
      throws IOException, GeneralSecurityException {
    LanRoot root = readRoot();
    KeyPair pair =
        before == null
            ? LanRoot.newKey()
            : new KeyPair(before.certificate().getPublicKey(), before.key());
    X509Certificate leaf = root.sign(pair.getPublic(), wanted, now);
    folder.write(LanFolder.LEAF, pair.getPrivate(), leaf, root.certificate());
    Logger.info(
        "the LAN has a new certificate for {}, until {}",
        wanted.texts().stream().collect(Collectors.joining(", ")),
        leaf.getNotAfter().toInstant());
    return new LanFolder.Entry(pair.getPrivate(), leaf);
  }

  /// Has the listener show another certificate if it is time to. What cannot be done now is tried
  /// again the next time, and told in time before the present one ends.
  public void check(LanServer server) {
    try {
      LanCertificate now = current();
      if (!now.equals(server.certificate())) {
        server.reload(now);
      }
      failure = "";
    } catch (Exception e) {
      String message = String.valueOf(e.getMessage());
      if (!message.equals(failure)) {
        Logger.warn("the LAN's certificate was not renewed: {}", message);
      }
      failure = message;
    }
    health =
        new LanCertificateHealth(folder.path())
            .of(server.certificate(), outside, failure, clock.instant());
  }

  /// What is shown and until when, and what only a person can mend.
  public Part health() {
    return health;
  }
}
