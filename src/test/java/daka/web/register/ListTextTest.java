package daka.web.register;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import daka.web.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ListTextTest {
  private static final Charset GBK = Charset.forName("GBK");

  /// Common in names, each also in Big5.
  private static final String BOTH = "王李周吳徐林何高羅梁宋唐許沈曾呂蘇丁任姚方石金明芳秀英小文志偉玉珍桂蘭建平";

  private static final String SIMPLIFIED = "张刘陈杨赵黄孙马罗郑谢韩冯邓萧卢蒋叶阎钟谭邹陆贾顾龙钱汤庞颜红华丽军强霞";

  private static String names(Random random, String letters, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      for (int j = 2 + random.nextInt(2); j > 0; j--) {
        text.append(letters.charAt(random.nextInt(letters.length())));
      }
      text.append(random.nextInt(3) == 0 ? ",Q-" + i + "\r\n" : ",\r\n");
    }
    return text.toString();
  }

  private static void assertRead(String text, String encoding, byte[] bytes) {
    assertEquals(new ListText(text, encoding), ListText.of(bytes), text);
  }

  @Test
  void a_list_of_any_length_is_read_in_the_encoding_it_was_written_in() {
    Random random = new Random(1);
    for (int round = 0; round < 400; round++) {
      int count = 1 + random.nextInt(round % 4 == 0 ? 1 : 30);
      String head = random.nextBoolean() ? "name,card_qr\r\n" : "姓名,二维码\r\n";
      String text = head + names(random, SIMPLIFIED + BOTH, count);
      assertRead(text, "UTF-8", text.getBytes(StandardCharsets.UTF_8));
      assertRead(text, "UTF-8", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
      assertRead(text, "GB18030", text.getBytes(GBK));
      for (Charset utf16 : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
        assertRead(text, utf16.name(), text.getBytes(utf16));
        assertRead(text, utf16.name(), ("\uFEFF" + text).getBytes(utf16));
      }
      String traditional = "name,card_qr\r\n" + names(random, BOTH, 3 + count);
      assertRead(traditional, "Big5-HKSCS", traditional.getBytes(Charset.forName("Big5")));
      assertRead(traditional, "UTF-8", traditional.getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Characters of GBK whose two bytes are one of UTF-8: 陆 is ½.
  private static String chances() {
    StringBuilder chances = new StringBuilder();
    for (int lead = 0xC2; lead <= 0xD7; lead++) {
      for (int trail = 0xA1; trail <= 0xBF; trail++) {
        chances.append(new String(new byte[] {(byte) lead, (byte) trail}, GBK));
      }
    }
    return chances.toString();
  }

  @Test
  void a_list_in_gbk_that_is_utf_8_by_chance_is_not_read_so() throws CharacterCodingException {
    Random random = new Random(2);
    String chances = chances();
    for (int round = 0; round < 400; round++) {
      String text = "name,card_qr\r\n" + names(random, chances, 1 + random.nextInt(4));
      byte[] bytes = text.getBytes(GBK);
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      assertRead(text, "GB18030", bytes);
    }
  }

  @Test
  void names_in_other_letters_are_read_in_utf_8() {
    for (String name :
        List.of(
            "José Martínez",
            "Zoë",
            "Müller",
            "Иван Петров",
            "ئالىم تۇردى",
            "김민수",
            "བཀྲ་ཤིས",
            "𠮷野家",
            "陳明",
            "買買提·吐爾遜")) {
      String text = "name\n" + name + "\n";
      assertRead(text, "UTF-8", text.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  void one_line_in_another_encoding_decides_against_it_wherever_it_stands() {
    Random random = new Random(3);
    String chances = chances();
    String text = "name\n" + names(random, chances, 500) + "张伟,\n";
    assertRead(text, "GB18030", text.getBytes(GBK));
    String utf8 = "name\n" + names(random, BOTH, 500);
    for (int at : List.of(200, 3_000, utf8.getBytes(StandardCharsets.UTF_8).length - 20)) {
      byte[] bytes = utf8.getBytes(StandardCharsets.UTF_8);
      int end = at;
      while ((bytes[end] & 0xC0) != 0xC0) {
        end++;
      }
      bytes[end] = (byte) 0xFF;
      String detail = refusal(bytes);
      assertTrue(detail.contains("byte " + (end + 1) + ", in line"), detail);
    }
  }

  private static String refusal(byte[] bytes) {
    return assertThrows(ProblemException.class, () -> ListText.of(bytes)).problem().detail();
  }

  @Test
  void what_is_no_text_that_makes_sense_is_refused_with_the_cure() {
    List<byte[]> files = new ArrayList<>();
    files.add("PK\u0003\u0004 workbook".getBytes(StandardCharsets.ISO_8859_1));
    files.add("\u00D0\u00CF\u0011\u00E0 workbook".getBytes(StandardCharsets.ISO_8859_1));
    files.add("name\nJosé,\n".getBytes(StandardCharsets.ISO_8859_1));
    files.add("name\nZo\u00EBa\n".getBytes(StandardCharsets.ISO_8859_1));
    files.add("name\nWang\0,\n".getBytes(StandardCharsets.UTF_8));
    files.add("\uFEFFname\nW".getBytes(StandardCharsets.UTF_16LE));
    files.set(5, java.util.Arrays.copyOf(files.get(5), files.get(5).length - 1));
    for (byte[] file : files) {
      String detail = refusal(file);
      assertTrue(detail.contains("CSV UTF-8"), detail);
    }
  }

  @Test
  void any_bytes_are_text_or_refused() {
    Random random = new Random(4);
    for (int round = 0; round < 3_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      if (round % 2 == 0) {
        byte[] head = "name,phone\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
      }
      try {
        ListText list = ListText.of(bytes);
        assertEquals(-1, list.text().indexOf('\uFFFD'), "nothing is replaced");
      } catch (ProblemException e) {
        assertEquals(400, e.problem().status());
      }
    }
  }
}
