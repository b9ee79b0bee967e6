package daka.reader.idcard;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.Arrays;

/// The texts of ID cards of people who do not exist.
final class IdCards {
  /// The example that GB 11643 gives.
  static final String NUMBER = "11010519491231002X";

  static final String NAME = "张晓测";
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};

  private IdCards() {}

  /// A citizen's: name, sex, nation, birth, address, number, issuer, from, to, and what is
  /// reserved.
  static byte[] citizen(String number) {
    return text(NAME, 15, "1", 1, "01", 2, "19491231", 8, "北京市朝阳区试验路一号", 35, number, 18)
        .fill(158, "北京市公安局朝阳分局20200101长期")
        .bytes;
  }

  /// That of a resident of Hong Kong, Macao or Taiwan.
  static byte[] traveller(String number) {
    return text(NAME, 15, "1", 1, "", 2, "19491231", 8, "深圳市福田区试验路一号", 35, number, 18)
        .fill(220, "H12345678")
        .fill(248, "J")
        .bytes;
  }

  /// That of a foreigner with permanent residence, issued since 2023.
  static byte[] foreigner(String number) {
    return text("测试", 15, "2", 1, "01", 2, "19491231", 8, "TEST, JANE", 35, number, 18)
        .fill(242, "840")
        .fill(248, "Y")
        .bytes;
  }

  /// The same, issued before.
  static byte[] foreignerBefore(String number) {
    return text("TEST, JANE", 60, "2", 1, number, 15, "USA", 3, "测试", 15).fill(248, "I").bytes;
  }

  /// 17 digits with the right check digit behind them.
  static String number(String seventeen) {
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (seventeen.charAt(i) - '0');
    }
    return seventeen + "10X98765432".charAt(sum % 11);
  }

  private record Fields(byte[] bytes) {
    Fields fill(int at, String value) {
      byte[] encoded = value.getBytes(UTF_16LE);
      System.arraycopy(encoded, 0, bytes, at, encoded.length);
      return this;
    }
  }

  /// @param fields texts, and how many characters they take
  private static Fields text(Object... fields) {
    Fields text = new Fields(" ".repeat(128).getBytes(UTF_16LE));
    int at = 0;
    for (int i = 0; i < fields.length; i += 2) {
      text.fill(at, (String) fields[i]);
      at += 2 * (Integer) fields[i + 1];
    }
    return text;
  }

  /// The answer of a module that has read a card: 1,295 bytes.
  static byte[] answer(byte[] text) {
    byte[] photograph = new byte[1_024];
    for (int i = 0; i < photograph.length; i++) {
      photograph[i] = (byte) (i * 37 + 11);
    }
    byte[] data = {0x01, 0x00, 0x04, 0x00};
    int length = data.length;
    data = Arrays.copyOf(data, length + text.length + photograph.length);
    System.arraycopy(text, 0, data, length, text.length);
    System.arraycopy(photograph, 0, data, length + text.length, photograph.length);
    return answer(0x90, data);
  }

  /// An answer of a module.
  static byte[] answer(int status, byte... data) {
    byte[] frame =
        Arrays.copyOf(
            new byte[] {(byte) 0xAA, (byte) 0xAA, (byte) 0xAA, (byte) 0x96, 0x69},
            11 + data.length);
    frame[5] = (byte) ((4 + data.length) >> 8);
    frame[6] = (byte) (4 + data.length);
    frame[9] = (byte) status;
    System.arraycopy(data, 0, frame, 10, data.length);
    for (int i = 5; i < frame.length - 1; i++) {
      frame[frame.length - 1] ^= frame[i];
    }
    return frame;
  }
}
