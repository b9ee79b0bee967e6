package daka.store.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// Which tables and indexes a database has and at which pages they begin: what is left to read it
/// by when its header or its schema is lost.
///
/// It stands beside the database as `daka.map`: a line with the SHA-256 of the rest in hexadecimal
/// digits, then JSON. Written by sync and rename, so that a power cut leaves the old or the new
/// one; one that is damaged counts as none. A table may move to other pages with `VACUUM`, so each
/// start compares it with the database.
///
/// @param source the CloudEvents source of the journal's new entries; empty if it is not known
/// @param version of the schema, as in `user_version`
/// @param objects in the order in which they were made
public record TableMap(String source, int version, List<Item> objects) {
  /// Its name in the data folder.
  public static final String FILE = "daka.map";

  private static final int MOST_BYTES = 16 << 20;
  private static final int DIGITS = 64;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  public TableMap {
    objects = List.copyOf(objects);
  }

  /// A row of `sqlite_schema`.
  ///
  /// @param type `table`, `index`, `view` or `trigger`
  /// @param table that it belongs to
  /// @param root the page where it begins; 0 if it has none
  /// @param sql the statement that makes it; empty for an index that SQLite made by itself
  public record Item(String type, String name, String table, long root, String sql) {
    boolean isTable() {
      return type.equals("table") && root > 0;
    }

    /// Whether SQLite keeps its own records in it.
    boolean isInternal() {
      return name.toLowerCase(Locale.ROOT).startsWith("sqlite_");
    }
  }

  /// The map of this database.
  public static TableMap of(Connection connection, String source) throws SQLException {
    Integer version = Sql.first(connection, "PRAGMA user_version", row -> row.getInt(1));
    return new TableMap(
        source,
        version == null ? 0 : version,
        Sql.all(
            connection,
            "SELECT type, name, tbl_name, rootpage, coalesce(sql, '') FROM sqlite_schema"
                + " ORDER BY rowid",
            row ->
                new Item(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getLong(4),
                    row.getString(5))));
  }

  /// The map in this folder, or null if there is none, or none that is whole.
  public static @Nullable TableMap read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return null;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return parse(in.readNBytes(MOST_BYTES));
    } catch (IOException e) {
      Logger.warn("{} is not used: {}", file, e.getMessage());
      return null;
    }
  }

  private static TableMap parse(byte[] bytes) throws IOException {
    int json = DIGITS + 1;
    if (bytes.length < json || !digest(bytes, json).equals(ascii(bytes))) {
      throw new IOException("it is damaged: its checksum is another");
    }
    return JSON.readValue(bytes, json, bytes.length - json, TableMap.class);
  }

  private static String ascii(byte[] bytes) {
    return new String(bytes, 0, DIGITS, StandardCharsets.US_ASCII);
  }

  private static String digest(byte[] bytes, int from) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(bytes, from, bytes.length - from);
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
    }
  }

  /// Makes the map of this folder that of a database which is sound, unless it is already. A map
  /// that cannot be written is done without.
  ///
  /// @param source of new entries, or null if it is not known here: the one that the map names
  ///   stays
  public static void keep(Path folder, Connection connection, @Nullable String source)
      throws SQLException {
    TableMap old = read(folder);
    String known = old == null ? "" : old.source();
    TableMap now = of(connection, source == null ? known : source);
    if (!now.equals(old)) {
      try {
        now.write(folder);
      } catch (IOException e) {
        Logger.warn("could not write {}: {}", folder.resolve(FILE), e.getMessage());
      }
    }
  }

  private void write(Path folder) throws IOException {
    Path part = folder.resolve(FILE + ".part");
    Files.deleteIfExists(part);
    Files.createFile(
        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(bytes());
      while (bytes.hasRemaining()) {
        file.write(bytes);
      }
      file.force(true);
    }
    Files.move(part, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    }
  }

  private byte[] bytes() throws JsonProcessingException {
    byte[] json = JSON.writeValueAsBytes(this);
    byte[] head = (digest(json, 0) + "\n").getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + json.length).put(head).put(json).array();
  }

  /// Another database takes the place of the one that is mapped.
  public static void forget(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
  }

  /// The tables that hold rows, without SQLite's own.
  public List<Item> tables() {
    return objects.stream().filter(item -> item.isTable() && !item.isInternal()).toList();
  }

  /// What of it leads to one table.
  public TableMap only(String table) {
    return new TableMap(
        source,
        version,
        objects.stream().filter(item -> item.table().equalsIgnoreCase(table)).toList());
  }
}
