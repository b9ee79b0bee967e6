package daka.web.person;

import com.fasterxml.jackson.annotation.JsonRawValue;
import daka.store.person.Everything;
import daka.store.register.Card;
import daka.web.http.CentreTime;
import daka.web.register.ConsentForm;
import daka.web.register.ResidentForm;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is kept of one person, in JSON.
///
/// @param at when it was asked for
/// @param pseudonyms what the person is or was called in the events that the town gets
/// @param code whether there is a personal code
record EverythingForm(
    String at,
    String registered,
    ResidentForm resident,
    List<CardTold> cards,
    boolean code,
    @Nullable Login account,
    List<ConsentForm> consents,
    List<FamilyRegister.RelativeForm> family,
    List<Merged> merged,
    List<String> pseudonyms,
    List<Stay> visits,
    List<Told> audit) {

  /// A card; what it says when presented is not kept.
  record CardTold(
      String id,
      String kind,
      boolean blocked,
      @Nullable String expires,
      String registered,
      boolean byStaff) {}

  /// The person's account of the office.
  record Login(String name, String role) {}

  /// @param said name, phone, birth and so on, as they were
  record Merged(String id, String at, @JsonRawValue String said) {}

  record Stay(
      String visit,
      String room,
      String reader,
      String arrived,
      @Nullable String departed,
      @Nullable String ended,
      @Nullable String evidence,
      boolean outsideHours,
      @Nullable String override) {}

  record Told(@JsonRawValue String entry, @Nullable String reason) {}

  static EverythingForm of(Everything all, Instant at, ZoneId zone) {
    CentreTime time = new CentreTime(zone);
    Everything.Login account = all.account();
    return new EverythingForm(
        time.text(at),
        time.text(all.registered()),
        ResidentForm.of(all.resident()),
        all.resident().cards().stream().map(card -> card(card, all, time)).toList(),
        all.code(),
        account == null ? null : new Login(account.name(), account.role()),
        all.consents().stream().map(ConsentForm::of).toList(),
        all.family().stream().map(FamilyRegister.RelativeForm::of).toList(),
        all.merges().stream()
            .map(
                merge -> new Merged(Long.toString(merge.id()), time.text(merge.at()), merge.json()))
            .toList(),
        all.pseudonyms(),
        all.visits().stream().map(visit -> stay(visit, time)).toList(),
        all.deeds().stream().map(told -> new Told(told.entry(), told.reason())).toList());
  }

  private static CardTold card(Card card, Everything all, CentreTime time) {
    Everything.CardTime when =
        all.cards().stream().filter(one -> one.id() == card.id()).findFirst().orElseThrow();
    LocalDate expires = card.expires();
    return new CardTold(
        Long.toString(card.id()),
        card.kind().wireName(),
        card.blocked(),
        expires == null ? null : expires.toString(),
        time.text(when.registered()),
        when.byStaff());
  }

  private static Stay stay(Everything.Stay visit, CentreTime time) {
    Instant departed = visit.departed();
    return new Stay(
        Long.toString(visit.id()),
        visit.room(),
        visit.reader(),
        time.text(visit.arrived()),
        departed == null ? null : time.text(departed),
        visit.ended(),
        visit.evidence(),
        visit.outsideHours(),
        visit.override());
  }
}
