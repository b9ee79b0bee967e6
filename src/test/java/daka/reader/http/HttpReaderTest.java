package daka.reader.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import daka.checkin.CardKind;
import daka.checkin.Scan;
import daka.health.Part;
import daka.reader.code.Codes;
import daka.reader.code.Symbology;
import daka.reader.http.HttpReader.Seen;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReaderTest {
  private final HttpReader reader = new HttpReader("demo", "sports");

  @Test
  void a_posted_payload_is_a_scan_at_this_reader() {
    assertEquals(new Scan("demo", "sports", null, "DAKA-0001"), reader.scan(null, "DAKA-0001"));
    assertNull(new HttpReader("demo", null).scan(CardKind.RFID, "04A1").room());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DAKA-0001",
        "]Q1DAKA-0001",
        "]C1\u001DDAKA-0001",
        "\u0002]d2DAKA-0001\r\n\u0003",
        "\t]Q1DAKA-0001\u0000"
      })
  void a_frame_and_an_aim_prefix_are_no_part_of_a_payload_where_it_is_sent(String payload) {
    HttpReader prefixed = new HttpReader("demo", "sports", Symbology.USUAL, true);
    assertEquals(new Scan("demo", "sports", null, "DAKA-0001"), prefixed.scan(null, payload));
  }

  @Test
  void where_the_config_does_not_say_so_it_is_part_of_the_payload() {
    assertEquals(new Scan("demo", "sports", null, "]Q1DAKA"), reader.scan(null, "]Q1DAKA\r\n"));
  }

  @Test
  void a_posted_image_of_a_code_is_a_scan_of_a_qr_card() {
    Seen seen = reader.look(Codes.png("王秀英 0001"));

    assertEquals(new Seen.Code(new Scan("demo", "sports", CardKind.QR, "王秀英 0001")), seen);
  }

  @Test
  void an_image_without_a_code_is_told_from_what_is_no_image() {
    BufferedImage empty = new BufferedImage(640, 480, BufferedImage.TYPE_BYTE_GRAY);

    assertEquals(new Seen.NoCode(), reader.look(Codes.file(empty, "png")));
    assertInstanceOf(Seen.NotAnImage.class, reader.look(new byte[] {1, 2, 3}));
  }

  @Test
  void many_may_post_at_once() throws InterruptedException, ExecutionException {
    byte[] code = Codes.png("DAKA-0001");
    try (var requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Seen>> seen =
          IntStream.range(0, 50).mapToObj(i -> requests.submit(() -> reader.look(code))).toList();
      for (Future<Seen> one : seen) {
        assertInstanceOf(Seen.Code.class, one.get());
      }
    }
  }

  @Test
  void it_is_always_well() {
    assertEquals(Part.State.OK, reader.health().state());
    assertEquals("reader demo", reader.health().name());
  }
}
