package daka.rig;

import java.time.Instant;

/// What became of one tap, as the person at the door saw it.
sealed interface Outcome {

  /// The payload of the card.
  String card();

  /// It was answered as recorded: the log must have it, once.
  ///
  /// @param visit the id in the answer
  /// @param arrived the time in the answer
  record Recorded(String card, long visit, Instant arrived) implements Outcome {}

  /// It was answered as a departure: the log must have it.
  ///
  /// @param departed the time in the answer
  record Left(String card, long visit, Instant departed) implements Outcome {}

  /// It was answered as anything else: the log must not have it.
  ///
  /// @param answer what was said instead
  record Turned(String card, String answer) implements Outcome {}

  /// It was sent, and the kiosk died before the answer came: the log has it once or not at all.
  record Unanswered(String card) implements Outcome {}
}
