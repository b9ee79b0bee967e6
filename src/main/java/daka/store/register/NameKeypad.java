package daka.store.register;

import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.file.Transactions;
import java.nio.charset.Charset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The Chinese characters of names, for typing one by touch: a syllable at a time in pinyin, then
/// the character. Safe for use by several threads.
///
/// The first use after a start reads some twenty thousand characters, which takes a second.
public final class NameKeypad {
  private final Transactions transactions;

  public NameKeypad(Database database) {
    this.transactions = new Transactions(database);
  }

  /// Characters that are read so, or else so begun: those of names in the register first, by how
  /// many names have them, then the common ones, then the rare.
  ///
  /// @param letters a syllable or its beginning, in lower case, with v or u for ü
  /// @param limit how many at most
  /// @throws StoreException if the register cannot be read
  public List<String> characters(String letters, int limit) {
    Set<Integer> offered = new LinkedHashSet<>(used());
    offered.addAll(Characters.BY_USE);
    return Stream.concat(
            offered.stream().filter(c -> Pinyin.readings(c).contains(letters)),
            offered.stream()
                .filter(c -> Pinyin.readings(c).stream().anyMatch(r -> r.startsWith(letters))))
        .distinct()
        .limit(limit)
        .map(Character::toString)
        .toList();
  }

  /// The characters of the names in the register, the most frequent first.
  private Collection<Integer> used() {
    List<String> names =
        transactions.read(
            "reading all names",
            connection ->
                Sql.all(connection, "SELECT name FROM residents", row -> row.getString(1)));
    return names.stream()
        .flatMap(name -> name.codePoints().filter(Character::isIdeographic).boxed())
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The first level of GB 2312 in its own order, by pinyin; the second; and all other ideographs
  /// of Unicode's first block, because many given names have one.
  private static final class Characters {
    private static final Charset GB2312 = Charset.forName("GB2312");

    static final List<Integer> BY_USE =
        IntStream.concat(
                IntStream.rangeClosed(16, 87).flatMap(Characters::row),
                IntStream.rangeClosed(0x4E00, 0x9FFF))
            .distinct()
            .boxed()
            .toList();

    private static IntStream row(int row) {
      return IntStream.rangeClosed(1, 94)
          .flatMap(
              cell ->
                  new String(new byte[] {(byte) (0xA0 + row), (byte) (0xA0 + cell)}, GB2312)
                      .codePoints())
          .filter(Character::isIdeographic);
    }
  }
}
