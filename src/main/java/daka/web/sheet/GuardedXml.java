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

  /// Until here `<?xml` may begin, behind the mark of the order of bytes.
  private static final int DECLARATION = 7;

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
    if (read > 0) {
      look(into, from, from + read);
    }
    return read;
  }

  /// Written for the loop: some megabytes pass here.
  private void look(byte[] bytes, int from, int end) throws IOException {
    int less = from - since;
    for (int i = from; i < end; i++) {
      byte b = bytes[i];
      if (afterLess) {
        afterLess = false;
        opened(b, all + i - from);
      }
      if (b == '<') {
        within(i - less);
        less = i;
        afterLess = true;
      }
    }
    since = end - less;
    within(since);
    all += end - from;
    if (all > most) {
      throw new IOException(
          "part %s holds more than %,d MB once it is unpacked".formatted(part, most >> 20));
    }
  }

  /// @param at how many bytes stand before the one after the `<`
  private void opened(byte b, long at) throws IOException {
    if (b == '!' || (b == '?' && at > DECLARATION)) {
      throw new IOException("part " + part + " holds a <" + (char) b + ", which no sheet needs");
    }
  }

  private void within(int length) throws IOException {
    if (length > LONGEST) {
      throw new IOException("part " + part + " holds a text longer than any cell can");
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
