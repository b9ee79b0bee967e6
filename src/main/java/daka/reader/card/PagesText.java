package daka.reader.card;

import daka.device.DeviceException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the text on a card of pages (NFC Forum Type 2 Tag 1.2): page 3 says that there is NDEF,
/// and the message stands among other entries from page 4 on. No more pages are read than it takes.
///
/// For one card.
public final class PagesText {
  private static final int PAGE = 4;
  private static final int READ = 4 * PAGE;
  private static final int CAPABILITIES = 3 * PAGE;
  private static final int DATA = 4 * PAGE;
  private static final int MAGIC = 0xE1;
  private static final int NOTHING = 0x00;
  private static final int MESSAGE = 0x03;
  private static final int END = 0xFE;
  private static final int LONG = 0xFF;

  /// Within what a page number of one byte reaches.
  private static final int MAX_END = 256 * PAGE;

  private final Tag.Pages pages;
  private final Map<Integer, byte[]> read = new HashMap<>();
  private int end = DATA;

  private PagesText(Tag.Pages pages) {
    this.pages = pages;
  }

  public static @Nullable String of(Tag.Pages pages)
      throws TagLostException, DeviceException, InterruptedException {
    return new PagesText(pages).text();
  }

  private @Nullable String text() throws TagLostException, DeviceException, InterruptedException {
    boolean readable = at(CAPABILITIES) == MAGIC && at(CAPABILITIES + 3) >> 4 == 0;
    if (!readable) {
      return null;
    }
    end = Math.min(DATA + 8 * at(CAPABILITIES + 2), MAX_END);
    int position = DATA;
    while (position < end) {
      int type = at(position++);
      if (type == END) {
        return null;
      }
      if (type == NOTHING) {
        continue;
      }
      int length = at(position++);
      if (length == LONG) {
        length = at(position) << 8 | at(position + 1);
        position += 2;
      }
      if (length < 0 || position + length > end) {
        return null;
      }
      if (type == MESSAGE) {
        return message(position, length);
      }
      position += length;
    }
    return null;
  }

  private @Nullable String message(int position, int length)
      throws TagLostException, DeviceException, InterruptedException {
    byte[] message = new byte[length];
    for (int i = 0; i < length; i++) {
      int b = at(position + i);
      if (b < 0) {
        return null;
      }
      message[i] = (byte) b;
    }
    return NdefText.of(message);
  }

  /// A byte of the card, 0 to 255; -1 if the card does not give it.
  private int at(int position) throws TagLostException, DeviceException, InterruptedException {
    if (position >= end) {
      return -1;
    }
    int first = position / READ * READ;
    byte[] bytes = read.get(first);
    if (bytes == null) {
      bytes = pages.read(first / PAGE);
      if (bytes == null) {
        return -1;
      }
      read.put(first, bytes);
    }
    return bytes[position - first] & 0xFF;
  }
}
