package daka.store.visits;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Some visits of the log, one after the other, as slices of one array of UTF-8: a million visits
/// pass without an object each. Not safe for several threads.
public final class VisitBatch {
  /// Fields of a visit, by their place in the row. Times are milliseconds since 1970; what a visit
  /// has not is empty.
  public static final int VISIT = 0;

  public static final int RESIDENT = 1;
  public static final int NAME = 2;
  public static final int PARTY = 3;
  public static final int ROOM = 4;
  public static final int ARRIVED = 5;
  public static final int DEPARTED = 6;
  public static final int ENDED = 7;
  public static final int READER = 8;
  public static final int EVIDENCE = 9;

  private static final int FIELDS = 10;

  static final byte END_OF_ROW = 30;
  static final byte END_OF_FIELD = 31;

  private final byte[] rows;
  private final int size;
  private final List<RoomName> rooms;
  private final int[] starts = new int[FIELDS + 1];
  private int next;
  private RoomName room = new RoomName(new byte[0], new byte[0], 0, 0);

  /// @param after the visits with this name begin after this one
  /// @param last the last of them
  record RoomName(byte[] id, byte[] name, long after, long last) {
    boolean isAlways() {
      return after == Long.MIN_VALUE && last == Long.MAX_VALUE;
    }

    boolean isOf(long visit) {
      return after < visit && visit <= last;
    }
  }

  VisitBatch(byte[] rows, int size, List<RoomName> rooms) {
    this.rows = rows;
    this.size = size;
    this.rooms = rooms;
  }

  /// How many visits there are.
  public int size() {
    return size;
  }

  /// Goes to the first visit, or to the one after the present one.
  ///
  /// @return whether there is one
  public boolean next() {
    if (next >= rows.length) {
      return false;
    }
    int at = next;
    starts[0] = at;
    for (int field = 1; field < FIELDS; at++) {
      if (rows[at] == END_OF_FIELD) {
        starts[field++] = at + 1;
      }
    }
    while (at < rows.length && rows[at] != END_OF_ROW) {
      at++;
    }
    next = at + 1;
    starts[FIELDS] = next;
    return true;
  }

  /// What the fields lie in, between [#start] and [#end].
  public byte[] bytes() {
    return rows;
  }

  public int start(int field) {
    return starts[field];
  }

  /// The index after the last byte.
  public int end(int field) {
    return starts[field + 1] - 1;
  }

  public boolean isEmpty(int field) {
    return start(field) == end(field);
  }

  /// The value of a field that holds a number.
  public long number(int field) {
    int at = start(field);
    int end = end(field);
    boolean negative = rows[at] == '-';
    long number = 0;
    for (int i = negative ? at + 1 : at; i < end; i++) {
      number = number * 10 + (rows[i] - '0');
    }
    return negative ? -number : number;
  }

  /// The name that the room had when the visit began, in UTF-8.
  public byte[] roomName() {
    if (!isRoom(room)) {
      room = rooms.stream().filter(this::isRoom).findFirst().orElseGet(this::nameless);
    }
    return room.name();
  }

  private boolean isRoom(RoomName room) {
    byte[] id = room.id();
    return Arrays.equals(rows, start(ROOM), end(ROOM), id, 0, id.length)
        && (room.isAlways() || room.isOf(number(VISIT)));
  }

  private RoomName nameless() {
    byte[] id = Arrays.copyOfRange(rows, start(ROOM), end(ROOM));
    return new RoomName(id, id, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /// Where the last of these visits stands in the log; there must be one. The present visit is the
  /// last one after this, and [#next()] goes on as before.
  public VisitKey lastKey() {
    int start = rows.length;
    while (start > 0 && rows[start - 1] != END_OF_ROW) {
      start--;
    }
    int resume = next;
    next = start;
    next();
    VisitKey key = new VisitKey(number(ARRIVED), number(VISIT));
    next = resume;
    return key;
  }

  /// A field as text.
  public String text(int field) {
    return new String(rows, start(field), end(field) - start(field), StandardCharsets.UTF_8);
  }
}
