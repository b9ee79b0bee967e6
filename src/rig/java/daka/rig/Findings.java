package daka.rig;

import java.util.List;

/// What the rig found out.
///
/// @param recorded how many taps were answered as recorded
/// @param unanswered how many were sent and not answered, because the kiosk died
/// @param unansweredKept how many of those are in the log
/// @param turned how many were told that nothing was recorded
/// @param entries how many entries the journal has
/// @param setAside how many of them the town refused for good
/// @param lost answered as recorded, and not in the log as they were answered
/// @param doubled in the log more than once
/// @param uninvited in the log, although nobody tapped or the answer was another
/// @param unforwarded what the receiver lacks, or has of its own
/// @param doubledUpstream what the receiver has twice, after its own look at the ids
/// @param outOfOrder what came to the receiver before what it follows
/// @param contradictions what the journal's proof found
public record Findings(
    int recorded,
    int unanswered,
    int unansweredKept,
    int turned,
    int entries,
    int setAside,
    List<String> lost,
    List<String> doubled,
    List<String> uninvited,
    List<String> unforwarded,
    List<String> doubledUpstream,
    List<String> outOfOrder,
    List<String> contradictions) {

  /// Whether every promise was kept.
  public boolean areClean() {
    return lost.isEmpty()
        && doubled.isEmpty()
        && uninvited.isEmpty()
        && unforwarded.isEmpty()
        && doubledUpstream.isEmpty()
        && outOfOrder.isEmpty()
        && contradictions.isEmpty();
  }

  /// In a few lines.
  public String inShort() {
    return ("%,d taps answered as recorded, %d told that nothing was, %d not answered (%d of them"
            + " kept); %,d entries, %d of them set aside because the town refused them: %d taps"
            + " lost, %d doubled, %d that nobody made; %d events not forwarded, %d doubled, %d out"
            + " of order; %d contradictions")
        .formatted(
            recorded,
            turned,
            unanswered,
            unansweredKept,
            entries,
            setAside,
            lost.size(),
            doubled.size(),
            uninvited.size(),
            unforwarded.size(),
            doubledUpstream.size(),
            outOfOrder.size(),
            contradictions.size());
  }
}
