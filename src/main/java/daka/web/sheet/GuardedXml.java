package daka.web.sheet;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of an XML part in UTF-8 on their way to a parser, which end in an error where it would
/// need memory without bound: too many in all, too many between two `<`, or a declaration, a
/// comment, a CDATA section or an instruction.
final class GuardedXml extends FilterInputStream {
  /// A cell holds at most 32,767 characters.
  private static final int LONGEST = 256 * 1024;

  private final String part;
  private final long most;
  private long all;
  private int since;
  private boolean afterLess;

  /// @param most how many bytes it may have
  GuardedXml(InputStream in, String part, long most) {
    super(in);
    this.part = part;
    this.most = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int read = in.read(into, from, length);
    for (int i = from; i < from + read; i++) {
      look(into[i]);
    }
    return read;
  }

  private void look(byte b) throws IOException {
    all++;
    since++;
    if (b == '<') {
      since = 0;
    } else if (afterLess && (b == '!' || (b == '?' && all > 8))) {
      throw new IOException("part " + part + " holds a <" + (char) b + ", which no sheet needs");
    }
    afterLess = b == '<';
    if (all > most) {
      throw new IOException(
          "part %s holds more than %,d MB once it is unpacked".formatted(part, most >> 20));
    }
    if (since > LONGEST) {
      throw new IOException("part " + part + " holds a text longer than any cell can");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
