package daka.demo;

import daka.checkin.CardDigests;
import daka.checkin.CardKind;
import daka.checkin.Centre;
import daka.checkin.Ledger;
import daka.checkin.NotRecordedException;
import daka.checkin.Role;
import daka.store.register.Cards;
import daka.store.register.NewCard;
import daka.store.register.Registration;
import daka.store.register.Resident;
import daka.store.register.Residents;
import daka.store.register.TokenRole;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The sample centre: its people, and their visits of the last weeks.
public final class SampleCentre {
  /// How many people are registered in it.
  public static final int PEOPLE = 60;

  /// What a card says that was lost and is blocked.
  public static final String BLOCKED = "DAKA-LOST";

  /// What a card says that is good no more.
  public static final String EXPIRED = "DAKA-OLD";

  /// A phone number by which somebody checks in without a card.
  public static final String PHONE = "13800138000";

  private final SecureRandom random = new SecureRandom();
  private final List<SamplePerson> people = SamplePerson.all(PEOPLE);

  /// A card to tap with on the demo page.
  ///
  /// @param payload what its QR code says
  public record Card(String name, String role, String payload) {}

  /// Gives a member of staff another PIN, and takes away the one before.
  ///
  /// @return the PIN, or null if there is no staff any more
  public @Nullable String givePin(Residents residents, Cards cards) {
    for (Resident resident : residents.list("", 0, 1_000)) {
      if (resident.person().role() == Role.STAFF) {
        resident.cards().stream()
            .filter(card -> card.kind() == CardKind.PIN)
            .forEach(card -> cards.delete(resident.id(), card.id()));
        String pin = Integer.toString(100_000 + random.nextInt(900_000));
        cards.add(resident.id(), new NewCard.Read(CardKind.PIN, pin, false, null));
        return pin;
      }
    }
    return null;
  }

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
      Residents residents, Ledger ledger, CardDigests fingerprints, Centre centre, Instant now)
      throws NotRecordedException {
    if (!residents.list("", 0, 1).isEmpty()) {
      return;
    }
    List<String> payloads = new ArrayList<>();
    for (SamplePerson sample : people) {
      if (residents.add(sample.person(), sample.cards(), sample.consent(), TokenRole.ADMIN)
          instanceof Registration.Done) {
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
