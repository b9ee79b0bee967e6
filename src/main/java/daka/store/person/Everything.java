package daka.store.person;

import daka.store.register.Consent;
import daka.store.register.Family.Relative;
import daka.store.register.Resident;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that the kiosk keeps of one person.
///
/// @param registered when
/// @param pseudonyms what the person is or was called in the events that the town gets
/// @param code whether the person has a personal code to type after a number
/// @param account the account of the office that is the person's, with its role; or null
/// @param merges other residents who turned out to be this person, as long as that can be undone
/// @param deeds what the audit log tells of the person, oldest first
public record Everything(
    Resident resident,
    Instant registered,
    List<String> pseudonyms,
    List<CardTime> cards,
    boolean code,
    @Nullable Login account,
    List<Consent> consents,
    List<Relative> family,
    List<Merged> merges,
    List<Stay> visits,
    List<Told> deeds) {

  /// When a card was registered.
  ///
  /// @param byStaff whether staff gave it, and no administrator has vouched for it
  public record CardTime(long id, Instant registered, boolean byStaff) {}

  /// How somebody signs in to the office.
  public record Login(String name, String role) {}

  /// What somebody else in the register was who turned out to be this person.
  ///
  /// @param json name, phone, birth and so on as it said them
  public record Merged(long id, Instant at, String json) {}

  /// A visit.
  ///
  /// @param room its name
  /// @param ended the wire name of how, or null while it is open
  /// @param evidence how the person was identified, or null before that was kept
  /// @param override why staff made an exception, in their own words, or null
  public record Stay(
      long id,
      String room,
      String reader,
      Instant arrived,
      @Nullable Instant departed,
      @Nullable String ended,
      @Nullable String evidence,
      boolean outsideHours,
      @Nullable String override) {}

  /// An entry of the audit log.
  ///
  /// @param entry its JSON, without hashes
  /// @param reason in somebody's own words, or null
  public record Told(long number, String entry, @Nullable String reason) {}
}
