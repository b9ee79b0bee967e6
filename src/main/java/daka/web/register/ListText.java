package daka.web.register;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import daka.web.http.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The text of a list, and the encoding it is in.
///
/// A spreadsheet does not say which encoding it writes: UTF-8 or UTF-16, with a mark at the
/// beginning or without, or that of the computer, which is GBK in China and Big5 in Hong Kong and
/// Taiwan. The whole file decides: an encoding is one only if every byte can be read in it, and of
/// several that can the one is taken whose text makes sense ([Plausibility]).
///
/// @param encoding its name as IANA has it
record ListText(String text, String encoding) {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Charset BIG5 = Charset.forName("Big5-HKSCS");

  /// Text below this is not taken although it can be read.
  private static final double SENSE = 0.3;

  /// The same of UTF-16, in which most pairs of letters are some Chinese character.
  private static final double SENSE_OF_PAIRS = 0.55;

  /// From here on a file may be one in UTF-8 that was damaged.
  private static final double NEARLY = 0.7;

  private static final String CURE = "; in a spreadsheet program, save it as \"CSV UTF-8\"";

  private record Mark(Charset charset, byte... bytes) {
    boolean begins(byte[] file) {
      return file.length >= bytes.length
          && java.util.Arrays.equals(bytes, 0, bytes.length, file, 0, bytes.length);
    }
  }

  private static final List<Mark> MARKS =
      List.of(
          new Mark(UTF_8, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF),
          new Mark(UTF_16LE, (byte) 0xFF, (byte) 0xFE),
          new Mark(UTF_16BE, (byte) 0xFE, (byte) 0xFF),
          new Mark(GB18030, (byte) 0x84, (byte) 0x31, (byte) 0x95, (byte) 0x33));

  /// The beginnings of workbooks, new and old.
  private static final List<Mark> WORKBOOKS =
      List.of(
          new Mark(UTF_8, (byte) 'P', (byte) 'K', (byte) 3, (byte) 4),
          new Mark(UTF_8, (byte) 0xD0, (byte) 0xCF, (byte) 0x11, (byte) 0xE0));

  /// Whether it is a workbook that can be read as one: not one of before 2007, nor one with a
  /// password.
  ///
  /// @throws ProblemException 400 if it is one that cannot
  static boolean isWorkbook(byte[] file) {
    if (WORKBOOKS.getLast().begins(file)) {
      throw ProblemException.badRequest(
          "the body is a workbook of before 2007, or has a password; in a spreadsheet program, save"
              + " it as .xlsx without a password");
    }
    return WORKBOOKS.getFirst().begins(file);
  }

  /// @throws ProblemException 400 if the bytes are no text, or in no encoding that can be told
  static ListText of(byte[] file) {
    if (WORKBOOKS.stream().anyMatch(mark -> mark.begins(file))) {
      throw ProblemException.badRequest("the body is a workbook and no CSV" + CURE);
    }
    Optional<Mark> mark = MARKS.stream().filter(known -> known.begins(file)).findFirst();
    if (mark.isPresent()) {
      return marked(file, mark.get());
    }
    for (byte b : file) {
      if (b == 0) {
        return utf16(file);
      }
    }
    return unmarked(file);
  }

  private static ListText marked(byte[] file, Mark mark) {
    int length = mark.bytes().length;
    String text = decode(mark.charset(), ByteBuffer.wrap(file, length, file.length - length));
    if (text == null) {
      throw ProblemException.badRequest(
          "the body begins as %s does, but %s%s"
              .formatted(mark.charset().name(), firstBad(mark.charset(), file), CURE));
    }
    return new ListText(text, mark.charset().name());
  }

  /// Only UTF-16 has zero bytes: half of each comma, digit and line end.
  private static ListText utf16(byte[] file) {
    int high = 0;
    int low = 0;
    for (int i = 0; i + 1 < file.length; i += 2) {
      high += file[i] == 0 ? 1 : 0;
      low += file[i + 1] == 0 ? 1 : 0;
    }
    Charset charset = high > low ? UTF_16BE : UTF_16LE;
    String text = decode(charset, ByteBuffer.wrap(file));
    if (text == null
        || text.indexOf('\0') >= 0
        || text.chars().noneMatch(c -> c == '\n' || c == '\r')
        || Plausibility.of(text) < SENSE_OF_PAIRS) {
      throw ProblemException.badRequest("the body holds zero bytes and is no UTF-16" + CURE);
    }
    return new ListText(text, charset.name());
  }

  private record Candidate(ListText list, double sense) {
    static @Nullable Candidate of(byte[] file, Charset charset) {
      String text = decode(charset, ByteBuffer.wrap(file));
      return text == null
          ? null
          : new Candidate(new ListText(text, charset.name()), Plausibility.of(text));
    }
  }

  private static ListText unmarked(byte[] file) {
    Candidate utf8 = Candidate.of(file, UTF_8);
    if (utf8 != null && isBeyondChance(utf8.list().text())) {
      return utf8.list();
    }
    // The first of those that make as much sense.
    Optional<Candidate> best =
        Stream.of(
                Stream.ofNullable(utf8),
                Stream.ofNullable(Candidate.of(file, GB18030)),
                Stream.ofNullable(Candidate.of(file, BIG5)))
            .flatMap(found -> found)
            .filter(candidate -> candidate.sense() >= SENSE)
            .max(Comparator.comparingDouble(Candidate::sense));
    if (utf8 == null && isDamagedUtf8(file, best.map(Candidate::sense).orElse(0.0))) {
      throw ProblemException.badRequest("the body is UTF-8, but " + firstBad(UTF_8, file) + CURE);
    }
    return best.map(Candidate::list)
        .orElseThrow(
            () ->
                ProblemException.badRequest(
                    "the body is not UTF-8, and in GB18030 or Big5 it makes no sense" + CURE));
  }

  /// Bytes of another encoding can be UTF-8 by chance, but not as often as this: either all of it
  /// is ASCII, or some Chinese characters stand in it.
  private static boolean isBeyondChance(String text) {
    return text.chars().allMatch(c -> c < 0x80)
        || text.chars().filter(c -> c >= 0x2E80 && c <= 0x9FFF).limit(4).count() == 4;
  }

  /// Whether nearly all that is not ASCII is well-formed UTF-8, and makes as much sense so.
  private static boolean isDamagedUtf8(byte[] file, double sense) {
    String text = new String(file, UTF_8);
    long broken = text.chars().filter(c -> c == 0xFFFD).count();
    long sound = text.codePoints().filter(c -> c >= 0x80 && c != 0xFFFD).count();
    return sound > 0
        && (double) sound / (sound + broken) >= NEARLY
        && Plausibility.of(text) >= sense;
  }

  private static @Nullable String decode(Charset charset, ByteBuffer bytes) {
    try {
      return charset.newDecoder().decode(bytes).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  /// Where the first byte stands that cannot be read, in words.
  private static String firstBad(Charset charset, byte[] file) {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(file);
    java.nio.CharBuffer out = java.nio.CharBuffer.allocate(file.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    long line = out.flip().chars().filter(c -> c == '\n').count() + 1;
    return result.isError()
        ? "byte %d, in line %d, does not belong to a character".formatted(in.position() + 1, line)
        : "it breaks off within a character";
  }
}
