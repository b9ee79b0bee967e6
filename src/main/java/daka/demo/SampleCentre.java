package daka.demo;

import daka.checkin.Centre;
import daka.checkin.Fingerprints;
import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.store.Registered;
import daka.store.Residents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The sample centre: its people, and their visits of the last weeks.
public final class SampleCentre {
  /// How many people are registered in it.
  public static final int PEOPLE = 60;

  private final List<SamplePerson> people = SamplePerson.all(PEOPLE);

  /// A card to tap with on the demo page.
  ///
  /// @param payload what its QR code says
  public record Card(String name, String role, String payload) {}

  /// The cards of the people in it.
  public List<Card> cards() {
    return people.stream()
        .map(
            sample ->
                new Card(
                    sample.person().name(), sample.person().role().wireName(), sample.payload()))
        .toList();
  }

  /// Registers the people and lets them come and go during the weeks before now, unless somebody is
  /// registered already.
  ///
  /// @throws NotRecordedException if the visits could not be committed
  public void fill(
      Residents residents, Ledger ledger, Fingerprints fingerprints, Centre centre, Instant now)
      throws NotRecordedException {
    if (!residents.list("", 0, 1).isEmpty()) {
      return;
    }
    List<String> payloads = new ArrayList<>();
    for (SamplePerson sample : people) {
      if (residents.add(sample.person(), sample.cards()) instanceof Registered.Done) {
        payloads.add(sample.payload());
      }
    }
    ledger.record(
        transaction -> {
          new PastWeeks(transaction, fingerprints, centre).play(payloads, now);
          return payloads;
        });
  }
}
