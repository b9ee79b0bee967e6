package daka.kiosk;

import daka.checkin.Hours;
import daka.checkin.RoomSpace;
import daka.config.CentreEdits;
import daka.config.Config;
import daka.config.ConfigWriter;
import daka.config.Problem;
import daka.config.ReaderConfig;
import daka.config.text.Edit;
import daka.screen.ReaderRooms;
import daka.store.audit.AuditLog;
import daka.store.audit.Deed;
import daka.store.file.Database;
import daka.store.file.Transactions;
import daka.web.api.CentreFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The hours and the rooms of readers in the config file of the kiosk that runs. What is changed is
/// written first and taken up then, between two taps.
public final class ConfigCentre implements CentreFile {
  private static final String OF_READER = "reader.room";

  private final Config running;
  private final Path file;
  private final ConfigWriter writer;
  private final Transactions transactions;
  private final Supplier<List<RoomSpace>> rooms;
  private final ReaderRooms places;
  private final Runnable changed;

  /// @param running the config that the kiosk was started with; its hours become those that are
  ///   given
  /// @param rooms there are, such as `ledger::rooms`
  /// @param places of the readers
  /// @param changed told when the kiosk has taken up a change
  public ConfigCentre(
      Config running,
      Database database,
      Supplier<List<RoomSpace>> rooms,
      ReaderRooms places,
      Runnable changed) {
    this.running = running;
    this.file = running.mentions().getFirst().file();
    this.writer = new ConfigWriter(file);
    this.transactions = new Transactions(database);
    this.rooms = rooms;
    this.places = places;
    this.changed = changed;
  }

  private sealed interface Reading {}

  private record Good(ConfigWriter.Snapshot snapshot, Config config) implements Reading {}

  private record Bad(String why) implements Reading {}

  private Reading read() {
    try {
      ConfigWriter.Snapshot snapshot = writer.snapshot();
      return switch (Config.read(file, snapshot.text().getBytes(StandardCharsets.UTF_8))) {
        case Config.Valid(Config config) -> new Good(snapshot, config);
        case Config.Invalid(List<Problem> problems) ->
            new Bad("the config file has mistakes; mend it on the kiosk first: " + told(problems));
      };
    } catch (IOException e) {
      return new Bad("the config file cannot be read; see to it on the kiosk: " + e);
    }
  }

  private static String told(List<Problem> problems) {
    return problems.stream()
        .map(
            problem ->
                problem.key()
                    + (problem.value() == null ? "" : " = " + problem.value())
                    + ": expected "
                    + problem.expected())
        .collect(Collectors.joining("; "));
  }

  @Override
  public Set<String> namedRooms() {
    Set<String> named = new HashSet<>();
    running.mentions().stream()
        .filter(mention -> !mention.key().equals(OF_READER))
        .forEach(mention -> named.add(mention.room()));
    for (ReaderPlace reader : readers()) {
      named.add(reader.room() == null ? kioskRoom() : reader.room());
    }
    if (read() instanceof Good(ConfigWriter.Snapshot _, Config config)) {
      config.mentions().forEach(mention -> named.add(mention.room()));
    }
    return named;
  }

  @Override
  public String kioskRoom() {
    return running.kiosk().room();
  }

  @Override
  public @Nullable OpenHours hours() {
    return read() instanceof Good(ConfigWriter.Snapshot _, Config config) ? told(config) : null;
  }

  /// The hours as a config says them.
  public static OpenHours told(Config config) {
    Hours hours = config.centre().hours();
    Map<String, List<String>> week = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Hours.Span> spans = hours.week().getOrDefault(day, List.of());
      week.put(Hours.word(day), spans.stream().map(Hours.Span::toString).toList());
    }
    return new OpenHours(week, hours.closed().stream().sorted().map(Object::toString).toList());
  }

  @Override
  public boolean areInUse() {
    return read() instanceof Good(ConfigWriter.Snapshot _, Config config)
        && config.centre().hours().equals(running.centre().hours());
  }

  @Override
  public synchronized Outcome<OpenHours> change(OpenHours hours, Predicate<OpenHours> isSeen) {
    return switch (read()) {
      case Bad(String why) -> new Unwritable<>(why);
      case Good(ConfigWriter.Snapshot snapshot, Config config) -> {
        OpenHours before = told(config);
        yield isSeen.test(before) ? change(hours, before, snapshot) : new Stale<>(before);
      }
    };
  }

  private Outcome<OpenHours> change(
      OpenHours hours, OpenHours before, ConfigWriter.Snapshot snapshot) {
    List<Edit> edits =
        CentreEdits.hours(snapshot.text(), CentreEdits.byDay(hours.week()), hours.closed());
    return write(
        snapshot,
        edits,
        config -> deed(before, told(config)),
        config -> {
          Hours others = config.centre().hours();
          if (others.zone().equals(running.centre().hours().zone())) {
            running.centre().hours().become(others);
          }
          return told(config);
        });
  }

  private static @Nullable Deed deed(OpenHours before, OpenHours after) {
    List<String> fields = new ArrayList<>();
    if (!before.week().equals(after.week())) {
      fields.add("week");
    }
    if (!before.closed().equals(after.closed())) {
      fields.add("closed");
    }
    return fields.isEmpty() ? null : Deed.of("hours.changed").fields(fields);
  }

  @Override
  public List<ReaderPlace> readers() {
    return running.readers().stream()
        .map(reader -> new ReaderPlace(reader.id(), places.of(reader.id(), reader.room())))
        .toList();
  }

  @Override
  public synchronized Outcome<ReaderPlace> place(
      ReaderPlace reader, Predicate<ReaderPlace> isSeen) {
    ReaderPlace before =
        readers().stream().filter(one -> one.id().equals(reader.id())).findFirst().orElseThrow();
    if (!isSeen.test(before)) {
      return new Stale<>(before);
    }
    return switch (read()) {
      case Bad(String why) -> new Unwritable<>(why);
      case Good(ConfigWriter.Snapshot snapshot, Config config) ->
          config.readers().stream().map(ReaderConfig::id).anyMatch(reader.id()::equals)
              ? place(reader, before, snapshot)
              : new Unwritable<>("the config file has no reader of this id any more");
    };
  }

  private Outcome<ReaderPlace> place(
      ReaderPlace reader, ReaderPlace before, ConfigWriter.Snapshot snapshot) {
    List<Edit> edits =
        CentreEdits.readerRoom(snapshot.text(), reader.id(), reader.room()).stream().toList();
    Deed deed =
        Objects.equals(reader.room(), before.room())
            ? null
            : Deed.of("reader.changed").id(reader.id()).fields(List.of("room"));
    return write(
        snapshot,
        edits,
        _ -> deed,
        _ -> {
          places.give(reader.id(), reader.room());
          return reader;
        });
  }

  /// Writes the file and tells it in one transaction, so that no tap comes between.
  private <T> Outcome<T> write(
      ConfigWriter.Snapshot snapshot,
      List<Edit> edits,
      Function<Config, @Nullable Deed> told,
      Function<Config, T> take) {
    Set<String> ids =
        rooms.get().stream().map(space -> space.room().id()).collect(Collectors.toSet());
    ConfigWriter.Outcome outcome =
        transactions.write(
            "changing the config",
            connection -> {
              ConfigWriter.Outcome written = writer.change(snapshot.tag(), edits, ids);
              Deed deed =
                  written instanceof ConfigWriter.Written(ConfigWriter.Snapshot _, Config config)
                      ? told.apply(config)
                      : null;
              if (deed != null) {
                AuditLog.append(connection, deed);
              }
              return written;
            });
    return switch (outcome) {
      case ConfigWriter.Written(ConfigWriter.Snapshot _, Config config) -> {
        T now = take.apply(config);
        changed.run();
        yield new Done<>(now);
      }
      case ConfigWriter.Wrong(List<Problem> problems) -> new Wrong<>(told(problems));
      case ConfigWriter.Stale _ ->
          new Unwritable<>("somebody is changing the config file just now; try again");
      case ConfigWriter.Unwritable(String reason) -> new Unwritable<>(reason);
    };
  }
}
