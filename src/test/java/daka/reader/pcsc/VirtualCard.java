package daka.reader.pcsc;

import daka.reader.Heard;
import daka.reader.card.Chip;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// A card on the reader of a [Pcscd]: there from when it is laid until it is taken away. It speaks
/// the protocol of vpcd: a length of two bytes, then an order of one byte or a command.
final class VirtualCard implements AutoCloseable {
  private static final HexFormat HEX = HexFormat.of();
  private static final byte GIVE_RESET_ANSWER = 4;

  /// The answer to reset that a reader makes up for an NTAG, for a MIFARE Classic 1K, for a card of
  /// files, and for one of type B.
  static final byte[] NTAG = HEX.parseHex("3b8f8001804f0ca0000003060300030000000068");

  static final byte[] CLASSIC = HEX.parseHex("3b8f8001804f0ca000000306030001000000006a");
  static final byte[] FILES = HEX.parseHex("3b8180018080");
  static final byte[] TYPE_B = HEX.parseHex("3b88800100000000338181003a");

  /// What the card answers to a command; null for no answer at all, ever.
  interface Answers {
    byte @Nullable [] to(byte[] command);
  }

  private final Socket socket;
  private final byte[] resetAnswer;
  private final Answers answers;
  private final List<String> commands = new CopyOnWriteArrayList<>();

  private VirtualCard(Socket socket, byte[] resetAnswer, Answers answers) {
    this.socket = socket;
    this.resetAnswer = resetAnswer;
    this.answers = answers;
  }

  /// Lays a card as a reader that follows PC/SC part 3 shows it.
  static VirtualCard lay(Pcscd at, Chip chip) {
    byte[] resetAnswer =
        switch (chip.sak()) {
          case Chip.NTAG -> NTAG;
          case Chip.FILES -> FILES;
          default -> CLASSIC;
        };
    Chip.Session session = new Chip.Session();
    return lay(at, resetAnswer, command -> answer(chip, session, command));
  }

  static VirtualCard lay(Pcscd at, byte[] resetAnswer, Answers answers) {
    Socket socket = connect(at.port());
    VirtualCard card = new VirtualCard(socket, resetAnswer, answers);
    Thread.ofVirtual().start(card::answer);
    return card;
  }

  /// What the reader or the card answers.
  static byte[] answer(Chip chip, Chip.Session session, byte[] command) {
    if (command[0] == (byte) 0xFF) {
      return switch (command[1]) {
        case (byte) 0xCA -> done(chip.uid());
        case (byte) 0xB0 -> {
          byte[] pages = chip.read(command[3] & 0xFF);
          yield pages == null ? HEX.parseHex("6300") : done(pages);
        }
        default -> HEX.parseHex("6a81");
      };
    }
    return chip.answer(session, command);
  }

  static byte[] done(byte[] data) {
    byte[] answer = Arrays.copyOf(data, data.length + 2);
    answer[data.length] = (byte) 0x90;
    return answer;
  }

  private static Socket connect(int port) {
    AtomicReference<@Nullable Socket> connected = new AtomicReference<>();
    Heard.await(
        "the virtual reader",
        () -> connected.updateAndGet(socket -> socket == null ? tryConnect(port) : socket) != null);
    return Objects.requireNonNull(connected.get());
  }

  private static @Nullable Socket tryConnect(int port) {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket;
    } catch (IOException e) {
      return null;
    }
  }

  private void answer() {
    try (DataInputStream in = new DataInputStream(socket.getInputStream());
        DataOutputStream out = new DataOutputStream(socket.getOutputStream())) {
      while (true) {
        byte[] command = in.readNBytes(in.readUnsignedShort());
        byte[] answer = null;
        if (command.length > 1) {
          commands.add(HEX.formatHex(command));
          answer = answers.to(command);
        } else if (command.length == 1 && command[0] == GIVE_RESET_ANSWER) {
          answer = resetAnswer;
        }
        if (answer != null) {
          out.writeShort(answer.length);
          out.write(answer);
          out.flush();
        }
      }
    } catch (IOException e) {
      // Taken away, or the reader is gone.
    }
  }

  /// What it was asked so far, in hexadecimal digits.
  List<String> commands() {
    return commands;
  }

  void takeAway() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    takeAway();
  }
}
