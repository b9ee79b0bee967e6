package daka.store.copies;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.PasswordRecipient;
import org.bouncycastle.cms.PasswordRecipientInformation;
import org.bouncycastle.cms.bc.BcCMSContentEncryptorBuilder;
import org.bouncycastle.cms.bc.BcPasswordRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JcePasswordAuthEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;

/// A copy sealed under a passphrase, as CMS in DER: AES-256-GCM, its key under AES-256 by a
/// password (PWRI, RFC 3211) of PBKDF2 with HMAC-SHA-256. Any size passes through in little memory.
///
/// A passphrase counts in Unicode's form NFC, as a shell hands it to `openssl`.
public final class SealedCopy {
  /// How often PBKDF2 repeats: what OWASP asks for, and a second or some on a Raspberry Pi.
  public static final int ROUNDS = 600_000;

  /// A file from elsewhere may say another number, and could keep a processor for long.
  private static final int MOST_ROUNDS = 5 * ROUNDS;

  /// The object identifier of AuthEnvelopedData (RFC 5083) in DER, which stands at the beginning.
  private static final byte[] TYPE = HexFormat.of().parseHex("060b2a864886f70d0109100117");

  private static final int BEGIN = 32;
  private static final int SALT = 16;
  private static final int BUFFER = 64 * 1024;

  private SealedCopy() {}

  /// The passphrase does not open it.
  public static final class WrongPassphraseException extends IOException {
    private static final long serialVersionUID = 1;

    WrongPassphraseException(Exception cause) {
      super("the passphrase does not open it", cause);
    }
  }

  /// Whether a file begins as a sealed copy does.
  public static boolean isSealed(Path file) throws IOException {
    byte[] begin;
    try (InputStream in = Files.newInputStream(file)) {
      begin = in.readNBytes(BEGIN);
    }
    for (int at = 0; at + TYPE.length <= begin.length; at++) {
      if (Arrays.equals(begin, at, at + TYPE.length, TYPE, 0, TYPE.length)) {
        return true;
      }
    }
    return false;
  }

  /// A stream that seals what is written to it. It is whole once it is closed, which leaves `out`
  /// open.
  public static OutputStream seal(OutputStream out, String passphrase) throws IOException {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    BcPasswordRecipientInfoGenerator recipient =
        new BcPasswordRecipientInfoGenerator(CMSAlgorithm.AES256_CBC, characters(passphrase));
    recipient.setPRF(PasswordRecipient.PRF.HMacSHA256);
    recipient.setSaltAndIterationCount(salt, ROUNDS);
    CMSAuthEnvelopedDataStreamGenerator sealing = new CMSAuthEnvelopedDataStreamGenerator();
    sealing.setBufferSize(BUFFER);
    sealing.addRecipientInfoGenerator(recipient);
    try {
      return sealing.open(
          out,
          (OutputAEADEncryptor) new BcCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM).build());
    } catch (CMSException e) {
      throw new IllegalStateException("AES-GCM and PBKDF2 are part of the library", e);
    }
  }

  private static char[] characters(String passphrase) {
    return Normalizer.normalize(passphrase, Normalizer.Form.NFC).toCharArray();
  }

  /// What was sealed. Nothing of it may be believed before its end was read: a byte that was
  /// changed shows there.
  ///
  /// @throws WrongPassphraseException if another passphrase seals it
  /// @throws IOException if it is no sealed copy, or breaks off; reading throws it, too, if
  ///   something in it was changed
  public static InputStream open(InputStream in, String passphrase) throws IOException {
    try {
      CMSAuthEnvelopedDataParser sealed =
          new CMSAuthEnvelopedDataParser(new BufferedInputStream(in, BUFFER));
      PasswordRecipientInformation recipient =
          sealed.getRecipientInfos().getRecipients().stream()
              .filter(PasswordRecipientInformation.class::isInstance)
              .map(PasswordRecipientInformation.class::cast)
              .findFirst()
              .orElseThrow(() -> new IOException("it is not sealed under a passphrase"));
      checkRounds(recipient);
      return new Opened(content(recipient, passphrase));
    } catch (CMSException | RuntimeException e) {
      throw notSealed(e);
    }
  }

  private static void checkRounds(PasswordRecipientInformation recipient) throws IOException {
    PBKDF2Params derivation =
        PBKDF2Params.getInstance(recipient.getKeyDerivationAlgorithm().getParameters());
    if (derivation.getIterationCount().bitLength() > Integer.SIZE - 1
        || derivation.getIterationCount().intValue() > MOST_ROUNDS) {
      throw new IOException("its passphrase would take too long to try");
    }
  }

  private static InputStream content(PasswordRecipientInformation recipient, String passphrase)
      throws IOException {
    JcePasswordAuthEnvelopedRecipient key =
        new JcePasswordAuthEnvelopedRecipient(characters(passphrase));
    key.setProvider(new BouncyCastleProvider());
    key.setAllowedContentAlgorithms(Set.of(CMSAlgorithm.AES256_GCM));
    try {
      return recipient.getContentStream(key).getContentStream();
    } catch (CMSException e) {
      throw new WrongPassphraseException(e);
    }
  }

  private static IOException notSealed(Exception e) {
    return new IOException("it is no copy that was sealed here, or is damaged", e);
  }

  /// Reads bytes of anybody: whatever the library makes of those is a failure to read.
  private static final class Opened extends InputStream {
    private final InputStream content;

    Opened(InputStream content) {
      this.content = content;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int begin, int length) throws IOException {
      try {
        return content.read(bytes, begin, length);
      } catch (IOException | RuntimeException e) {
        throw notSealed(e);
      }
    }

    @Override
    public void close() throws IOException {
      content.close();
    }
  }
}
