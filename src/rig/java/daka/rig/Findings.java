package daka.rig;

import java.util.List;
import java.util.stream.Collectors;

/// What the rig found out.
///
/// @param recorded how many taps were answered as recorded
/// @param unanswered how many were sent and not answered, because the kiosk died
/// @param unansweredKept how many of those are in the log
/// @param turned how many were told that nothing was recorded
/// @param entries how many entries the journal has
/// @param setAside how many of them the town refused for good, by any way
/// @param lost answered as recorded, and not in the log as they were answered
/// @param doubled in the log more than once
/// @param uninvited in the log, although nobody tapped or the answer was another
/// @param forwarded what came to the town, by each way
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
    List<Forwarded> forwarded,
    List<String> contradictions) {

  /// Whether every promise was kept.
  public boolean areClean() {
    return lost.isEmpty()
        && doubled.isEmpty()
        && uninvited.isEmpty()
        && forwarded.stream().allMatch(Forwarded::isClean)
        && contradictions.isEmpty();
  }

  /// What came to the town by this way.
  public Forwarded by(Route route) {
    return forwarded.stream().filter(each -> each.route() == route).findFirst().orElseThrow();
  }

  /// In a few lines.
  public String inShort() {
    return ("%,d taps answered as recorded, %d told that nothing was, %d not answered (%d of them"
            + " kept); %,d entries, %d of them set aside because the town refused them: %d taps"
            + " lost, %d doubled, %d that nobody made; %s; %d contradictions")
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
            forwarded.stream().map(Forwarded::inShort).collect(Collectors.joining("; ")),
            contradictions.size());
  }
}
