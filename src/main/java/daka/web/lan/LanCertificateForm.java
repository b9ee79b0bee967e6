package daka.web.lan;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// A certificate of RFC 5280 that is about to be signed, ECDSA with SHA-256. Bouncy Castle writes
/// its ASN.1, the Java runtime signs.
final class LanCertificateForm {
  private static final AlgorithmIdentifier SIGNATURE =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
  private static final int SERIAL_BITS = 127;

  private final PublicKey key;
  private final V3TBSCertificateGenerator form = new V3TBSCertificateGenerator();
  private final ExtensionsGenerator extensions = new ExtensionsGenerator();

  LanCertificateForm(X500Name subject, PublicKey key, Instant from, Instant until) {
    this.key = key;
    form.setSerialNumber(new ASN1Integer(serial()));
    form.setSignature(SIGNATURE);
    form.setSubject(subject);
    form.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    form.setStartDate(new Time(Date.from(from)));
    form.setEndDate(new Time(Date.from(until)));
  }

  private static BigInteger serial() {
    return new BigInteger(SERIAL_BITS, new SecureRandom()).add(BigInteger.ONE);
  }

  /// It signs others, for servers within these constraints and for nothing else; none of them may
  /// sign in turn. What the use is extended to limits the others too, where clients look at it.
  LanCertificateForm forAuthority(LanConstraints constraints) {
    add(Extension.basicConstraints, true, new BasicConstraints(0));
    add(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
    add(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    add(Extension.nameConstraints, true, constraints.extension());
    return this;
  }

  /// It is shown by a server that has these names and addresses.
  LanCertificateForm forServer(LanNames names) {
    add(Extension.basicConstraints, true, new BasicConstraints(false));
    add(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    add(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    GeneralName[] all = new GeneralName[names.domains().size() + names.addresses().size()];
    int i = 0;
    for (String domain : names.domains()) {
      all[i++] = new GeneralName(GeneralName.dNSName, domain);
    }
    for (InetAddress address : names.addresses()) {
      all[i++] = new GeneralName(GeneralName.iPAddress, new DEROctetString(address.getAddress()));
    }
    add(Extension.subjectAlternativeName, false, new GeneralNames(all));
    return this;
  }

  X509Certificate signedBy(X500Name issuer, PublicKey issuerKey, PrivateKey with)
      throws GeneralSecurityException {
    add(Extension.subjectKeyIdentifier, false, new SubjectKeyIdentifier(identifier(key)));
    add(Extension.authorityKeyIdentifier, false, new AuthorityKeyIdentifier(identifier(issuerKey)));
    form.setIssuer(issuer);
    form.setExtensions(extensions.generate());
    TBSCertificate signed = form.generateTBSCertificate();
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(with);
      signature.update(signed.getEncoded(ASN1Encoding.DER));
      DERSequence certificate =
          new DERSequence(
              new ASN1Encodable[] {signed, SIGNATURE, new DERBitString(signature.sign())});
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    } catch (IOException e) {
      throw new CertificateException("writing a certificate: " + e.getMessage(), e);
    }
  }

  /// RFC 7093, section 2, method 1.
  private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
    byte[] bits = SubjectPublicKeyInfo.getInstance(key.getEncoded()).getPublicKeyData().getBytes();
    return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(bits), 20);
  }

  private void add(ASN1ObjectIdentifier name, boolean critical, ASN1Encodable value) {
    try {
      extensions.addExtension(name, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException("an extension that cannot be written", e);
    }
  }
}
