package daka.checkin;

/// What [Rules] make of a tap, before anything is written.
public sealed interface Verdict {

  /// A visit begins in this room.
  record Arrive(CardHolder holder, String room) implements Verdict {}

  /// The open visit ends.
  record Depart(CardHolder holder, Visit visit) implements Verdict {}

  /// The visit that closing time ended a while ago really ends now.
  record DepartAfterClosing(CardHolder holder, Visit visit) implements Verdict {}

  /// The open visit ends and one begins in this room.
  record Move(CardHolder holder, Visit visit, String room) implements Verdict {}

  /// Nothing changes: the visit began less than a minute ago, here, or is that of a member of
  /// staff.
  record AlreadyIn(CardHolder holder, Visit visit) implements Verdict {}

  /// Nothing changes, for this reason.
  record Refuse(Refusal reason) implements Verdict {}
}
