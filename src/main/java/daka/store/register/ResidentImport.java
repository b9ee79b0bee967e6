package daka.store.register;

import daka.checkin.CardDigests;
import daka.health.Progress;
import daka.health.ProgressTeller;
import daka.store.file.Database;
import daka.store.file.StoreException;
import daka.store.file.Transactions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Registers many residents at once, all or none, while people tap: see [ImportStage].
///
/// The register does not change by other hands between the check and the end, so what was found
/// free stays free. How far it is can be looked at, and is logged if it takes long. Safe for use by
/// several threads.
public final class ResidentImport {
  private static final Duration LOGGED_EVERY = Duration.ofSeconds(10);

  private final Database database;
  private final Transactions transactions;
  private final CardDigests fingerprints;
  private final InstantSource clock;
  private final Progress progress = new Progress(System::nanoTime);

  public ResidentImport(Database database, CardDigests fingerprints, InstantSource clock) {
    this.database = database;
    this.transactions = new Transactions(database);
    this.fingerprints = fingerprints;
    this.clock = clock;
  }

  /// One resident to be.
  ///
  /// @param number where it stands in what is imported, for messages
  /// @param resident the id in the register that the line tells, or null if it tells none
  /// @param kept the fields, by their names in [Person], of which the line says nothing: they stay
  ///   as they are if the person is there already
  public record Line(
      long number,
      @Nullable Long resident,
      Person person,
      Set<String> kept,
      List<NewCard.Read> cards) {
    public Line(long number, Person person, List<NewCard.Read> cards) {
      this(number, null, person, Set.of(), cards);
    }
  }

  /// A line that cannot be imported.
  ///
  /// @param why what stands against it, and the cure
  public record BadLine(long number, String why) {}

  /// A line of somebody who is there already, and is not written.
  ///
  /// @param resident the id in the register, or null if an earlier line is of the same person
  /// @param why by what it is known
  public record Same(long number, @Nullable Long resident, String why) {}

  /// What came of an import.
  public sealed interface Outcome {

    /// Everybody is registered.
    ///
    /// @param imported how many are new
    /// @param changed how many were there already and say now what the list says
    /// @param same those who were there already, and of whom nothing was written
    record Done(int imported, int changed, List<Same> same) implements Outcome {}

    /// The register is not as it was when the caller looked; nothing was written.
    record Stale() implements Outcome {}

    /// Nothing was written.
    record Refused(List<BadLine> bad) implements Outcome {}

    /// Everybody will be registered, but some not yet, as writing failed halfway. The next start or
    /// the next import goes on.
    record Unfinished(String why) implements Outcome {}
  }

  /// How far the import is that is under way; empty if there is none.
  public Optional<Progress.Seen> progress() {
    return progress.look();
  }

  /// Looks for what contradicts the register, or itself. Writes nothing.
  ///
  /// @throws StoreException if the register cannot be read
  public List<BadLine> check(List<Line> lines) {
    return bad(look("checking an import", sought(lines), false));
  }

  /// What [#bring] would make of each line, in their order. Writes nothing.
  ///
  /// @throws StoreException if the register cannot be read
  public List<LineFinding> preview(List<Line> lines) {
    return look("looking at an import", sought(lines), true);
  }

  private List<LineFinding> look(String doing, List<ImportCheck.Entry> entries, boolean changing) {
    return transactions.read(
        doing, connection -> ImportCheck.of(connection, entries, changing, clock.instant()));
  }

  /// Computes the fingerprints.
  private List<ImportCheck.Entry> enrolled(List<Line> lines) {
    return entries(lines, card -> CardEnrolment.of(fingerprints, card));
  }

  /// The same for lines that are only looked at, in half the time.
  private List<ImportCheck.Entry> sought(List<Line> lines) {
    return entries(lines, card -> CardEnrolment.sought(fingerprints, card));
  }

  private static List<ImportCheck.Entry> entries(
      List<Line> lines, Function<NewCard.Read, CardEnrolment> enrol) {
    List<ImportCheck.Entry> entries = new ArrayList<>(lines.size());
    for (Line line : lines) {
      List<CardEnrolment> cards = new ArrayList<>(line.cards().size());
      line.cards().forEach(card -> cards.add(enrol.apply(card)));
      entries.add(ImportCheck.Entry.of(line, List.copyOf(cards)));
    }
    return entries;
  }

  private static List<BadLine> bad(List<LineFinding> findings) {
    return findings.stream()
        .filter(LineFinding.Wrong.class::isInstance)
        .map(LineFinding.Wrong.class::cast)
        .map(wrong -> new BadLine(wrong.number(), wrong.why()))
        .toList();
  }

  /// Registers all lines of new people, if none is bad.
  ///
  /// @throws StoreException if it cannot be written; nothing is registered then
  public Outcome add(List<Line> lines) {
    return alone(lines, false, _ -> true);
  }

  /// Registers all lines of new people and changes who is there already, if no line is bad.
  ///
  /// @param isSeen whether the caller has seen these findings, and means them
  /// @throws StoreException if it cannot be written; nothing is changed then
  public Outcome bring(List<Line> lines, Predicate<List<LineFinding>> isSeen) {
    return alone(lines, true, isSeen);
  }

  private Outcome alone(List<Line> lines, boolean changing, Predicate<List<LineFinding>> isSeen) {
    return database.changingRegister(
        () -> {
          try (ProgressTeller _ =
              new ProgressTeller(
                  progress, LOGGED_EVERY, seen -> Logger.info("an import, {}", seen))) {
            return progress.during(() -> write(lines, changing, isSeen));
          }
        });
  }

  private Outcome write(List<Line> lines, boolean changing, Predicate<List<LineFinding>> isSeen) {
    ImportStage stage = new ImportStage(database);
    settle(stage);
    Progress.step("checking lines");
    List<ImportCheck.Entry> entries = enrolled(lines);
    List<LineFinding> findings = look("importing residents", entries, changing);
    if (!isSeen.test(findings)) {
      return new Outcome.Stale();
    }
    List<BadLine> bad = bad(findings);
    if (!bad.isEmpty()) {
      return new Outcome.Refused(bad);
    }
    List<StagedLine> staged = staged(entries, findings);
    decide(stage, staged);
    return move(stage, done(findings));
  }

  private static List<StagedLine> staged(
      List<ImportCheck.Entry> entries, List<LineFinding> findings) {
    List<StagedLine> staged = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      List<CardEnrolment> cards = entries.get(i).cards();
      switch (findings.get(i)) {
        case LineFinding.New(Line line) ->
            staged.add(new StagedLine(null, NewResident.of(line.person(), cards)));
        case LineFinding.Changed changed ->
            staged.add(new StagedLine(changed.resident(), NewResident.of(changed.after(), cards)));
        case LineFinding.Same _, LineFinding.Wrong _ -> {
          // Nothing of it is written.
        }
      }
    }
    return staged;
  }

  private static Outcome done(List<LineFinding> findings) {
    int imported = 0;
    int changed = 0;
    List<Same> all = new ArrayList<>();
    for (LineFinding finding : findings) {
      switch (finding) {
        case LineFinding.New _ -> imported++;
        case LineFinding.Changed _ -> changed++;
        case LineFinding.Same same -> all.add(new Same(same.number(), same.resident(), same.why()));
        case LineFinding.Wrong _ -> throw new IllegalStateException("a wrong line was imported");
      }
    }
    return new Outcome.Done(imported, changed, all);
  }

  private static void settle(ImportStage stage) {
    try {
      stage.settle();
    } catch (SQLException e) {
      throw new StoreException("finishing an earlier import: " + e.getMessage(), e);
    }
  }

  private void decide(ImportStage stage, List<StagedLine> residents) {
    try {
      stage.decide(residents, clock.instant());
    } catch (SQLException e) {
      try {
        stage.takeBack();
      } catch (SQLException again) {
        // The next start, or the next import, does it.
        e.addSuppressed(again);
      }
      throw new StoreException("importing residents: " + e.getMessage(), e);
    }
  }

  private static Outcome move(ImportStage stage, Outcome done) {
    try {
      stage.move();
      return done;
    } catch (SQLException e) {
      Logger.error("an import stopped halfway, and goes on at the next start: {}", e.getMessage());
      return new Outcome.Unfinished(String.valueOf(e.getMessage()));
    }
  }
}
