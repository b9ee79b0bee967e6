package daka.rig;

import java.util.List;

/// What the rig found out.
///
/// @param recorded how many taps were answered as recorded
/// @param unanswered how many were sent and not answered, because the kiosk died
/// @param unansweredKept how many of those are in the log
/// @param entries how many entries the journal has
/// @param lost answered as recorded, and not in the log as they were answered
/// @param doubled in the log more than once
/// @param uninvited in the log, although nobody tapped or the answer was another
/// @param unforwarded what the receiver lacks, or has out of order or of its own
/// @param contradictions what the journal's proof found
public record Findings(
    int recorded,
    int unanswered,
    int unansweredKept,
    int entries,
    List<String> lost,
    List<String> doubled,
    List<String> uninvited,
    List<String> unforwarded,
    List<String> contradictions) {

  /// Whether every promise was kept.
  public boolean areClean() {
    return lost.isEmpty()
        && doubled.isEmpty()
        && uninvited.isEmpty()
        && unforwarded.isEmpty()
        && contradictions.isEmpty();
  }

  /// In one line.
  public String inShort() {
    return ("%d taps answered as recorded, %d not answered (%d of them kept), %d entries: %d lost,"
            + " %d doubled, %d uninvited, %d unforwarded, %d contradictions")
        .formatted(
            recorded,
            unanswered,
            unansweredKept,
            entries,
            lost.size(),
            doubled.size(),
            uninvited.size(),
            unforwarded.size(),
            contradictions.size());
  }
}
