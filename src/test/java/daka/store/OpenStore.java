package daka.store;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Centre;
import daka.checkin.Desk;
import daka.checkin.Happening;
import daka.checkin.Hours;
import daka.checkin.NotRecordedException;
import daka.checkin.Room;
import daka.checkin.RoomSpace;
import daka.checkin.Scan;
import daka.checkin.StaffDesk;
import daka.store.file.Database;
import daka.store.file.Sql;
import daka.store.journal.ClockStamp;
import daka.store.register.NewCard;
import daka.store.register.Person;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.Residents;
import daka.store.visits.RoomChange;
import daka.store.visits.Rooms;
import daka.store.visits.SqliteLedger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// A real database in a folder with a desk over it, and a clock that stands until it is moved.
public final class OpenStore implements AutoCloseable {
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  public static final Hours HOURS = new Hours(LocalTime.of(8, 30), LocalTime.of(21, 0), ZONE);
  public static final Duration AFTER_CLOSING = Duration.ofHours(2);
  public static final Instant MORNING = Instant.parse("2026-11-23T01:15:02.120Z");

  private static final String RESIDENT =
      "INSERT INTO residents (name, role, subject, created) VALUES (?, 'resident', ?, 0)"
          + " RETURNING id";
  private static final String CARD =
      "INSERT INTO cards (resident, kind, fingerprint, created) VALUES (?, 'qr', ?, 0)"
          + " RETURNING id";
  private static final byte[] KEY = new byte[32];

  public final Database database;
  public final SqliteLedger ledger;
  public final CardDigests fingerprints = new CardDigests(KEY, KEY);
  public final Desk desk;
  public final StaffDesk staff;
  private Instant now;
  private long nanos;
  private String boot = "boot";
  private String trust = "synchronised";

  public OpenStore(Path folder) throws SQLException {
    this(folder, MORNING);
  }

  public OpenStore(Path folder, Instant now) throws SQLException {
    this(Database.open(folder), now);
  }

  public OpenStore(Database database, Instant now) throws SQLException {
    this(database, now, Integer.MAX_VALUE);
  }

  /// The store of a centre that holds so many people.
  public OpenStore(Path folder, int capacity) throws SQLException {
    this(Database.open(folder), MORNING, capacity);
  }

  private OpenStore(Database database, Instant now, int capacity) throws SQLException {
    this.now = now;
    this.database = database;
    ledger =
        new SqliteLedger(
            database,
            "/centres/yimin/kiosks/entrance",
            ZONE,
            () -> new ClockStamp(boot, trust, nanos / 1_000_000));
    Centre centre = new Centre("hall", HOURS, AFTER_CLOSING, capacity);
    desk = new Desk(centre, ledger, fingerprints, () -> this.now, () -> nanos);
    staff = new StaffDesk(desk, HOURS);
  }

  /// Lets time pass on both clocks.
  public void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  /// Sets the wall clock without time passing.
  public void setClock(Instant to) {
    now = to;
  }

  /// What is said of the clock from now on, as if the machine had just been switched on.
  public void boot(String id, String trusted) {
    boot = id;
    trust = trusted;
  }

  /// The wall clock is set, and the kiosk takes that over.
  public void correctClock(Instant to, String trusted) throws NotRecordedException {
    staff.correctClock(
        Duration.between(now, to),
        trusted,
        to,
        () -> {
          now = to;
          trust = trusted;
        });
  }

  public Instant now() {
    return now;
  }

  /// Registers a resident with one QR card.
  public long resident(String name, String payload) throws SQLException {
    return database.write(connection -> register(connection, name, payload));
  }

  /// Registers a resident for each payload, in one transaction.
  public void residents(List<String> payloads) throws SQLException {
    database.write(
        connection -> {
          for (String payload : payloads) {
            register(connection, "王小明", payload);
          }
          return payloads;
        });
  }

  private long register(Connection connection, String name, String payload) throws SQLException {
    String subject = fingerprints.pseudonym(CardKind.QR, payload);
    String fingerprint = fingerprints.of(CardKind.QR, payload).hex();
    long id = insert(connection, RESIDENT, name, subject);
    insert(connection, "INSERT INTO subjects VALUES (?, ?) RETURNING resident", id, subject);
    insert(connection, CARD, id, fingerprint);
    return id;
  }

  private static long insert(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        insert.setObject(i + 1, values[i]);
      }
      try (ResultSet row = insert.executeQuery()) {
        return row.getLong(1);
      }
    }
  }

  /// Registers somebody as an administrator does.
  public long person(Person person, NewCard... cards) {
    Registration registered =
        new Residents(database, fingerprints, this::now).add(person, List.of(cards));
    if (registered instanceof Registration.Done(Resident resident)) {
      return resident.id();
    }
    throw new AssertionError("not registered: " + registered);
  }

  /// Changes how many people a room holds.
  public void capacity(String room, int capacity) {
    ledger.rooms().stream()
        .map(RoomSpace::room)
        .filter(known -> known.id().equals(room))
        .forEach(
            known -> put(new Room(room, known.title(), known.floor(), capacity, known.closure())));
  }

  /// Adds a room, or changes it whatever it is now.
  public void put(Room room) {
    Rooms rooms = new Rooms(database, ledger);
    if (!(rooms.change(room, null, _ -> true) instanceof RoomChange.Done)) {
      rooms.add(room, null);
    }
  }

  /// Another desk over the same ledger, of a centre that is not as usual.
  public Desk deskOf(Centre centre) {
    return new Desk(centre, ledger, fingerprints, () -> now, () -> nanos);
  }

  /// What a card was registered under before payloads had a canonical form.
  public static String fingerprintAsBefore(CardKind kind, String payload) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    mac.update((kind.wireName() + "\0").getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
  }

  /// How many people are in the room.
  public int inside(String room) {
    return ledger.rooms().stream()
        .filter(space -> space.room().id().equals(room))
        .mapToInt(RoomSpace::inside)
        .sum();
  }

  /// The data of the last entry of the journal, and all else of it.
  public String lastEntry() {
    return ledger.journal().after(ledger.journal().head() - 1, 1).getFirst().json();
  }

  /// The text a query finds first, or null.
  public @Nullable String text(String query) throws SQLException {
    return database
        .<List<String>>read(connection -> Sql.all(connection, query, row -> row.getString(1)))
        .getFirst();
  }

  /// Changes the database behind the kiosk's back.
  public void execute(String sql) throws SQLException {
    database.write(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
          }
        });
  }

  /// Journals something that no scan leads to.
  public void record(Happening happening) throws NotRecordedException {
    ledger.record(
        transaction -> {
          transaction.append(happening, now);
          return happening;
        });
  }

  /// A scan at the entrance.
  public static Scan entrance(String payload) {
    return new Scan("door", null, null, payload);
  }

  /// A scan at the reader of a room.
  public static Scan room(String room, String payload) {
    return new Scan("reader-" + room, room, null, payload);
  }

  @Override
  public void close() throws SQLException {
    database.close();
  }
}
