package daka.web;

import daka.checkin.Fingerprints;
import daka.checkin.StaffDesk;
import daka.screen.StaffSessions;
import daka.store.Cards;
import daka.store.Cursors;
import daka.store.Database;
import daka.store.NameKeypad;
import daka.store.People;
import daka.store.ResidentImport;
import daka.store.Residents;
import daka.store.Rooms;
import daka.store.SqliteLedger;
import daka.store.Tokens;
import daka.store.VisitLog;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/// The API under `/api/v1` for administrators, staff and auditors: the same on the LAN and on
/// loopback, and never without a token but for its description.
public final class Api implements Resource, AutoCloseable {
  private static final Duration PENALTY = Duration.ofMillis(500);

  private final Guesses guesses = new Guesses(PENALTY);
  private final Access access;
  private final List<Resource> resources;

  /// @param sessions the members of staff at unlocked screens, who need no token of their own
  /// @param clock says what is now, for occupancy and registrations
  /// @param zone the centre's, whose days the visit log is asked by
  public Api(
      Database database,
      SqliteLedger ledger,
      StaffDesk desk,
      Fingerprints fingerprints,
      StaffSessions sessions,
      InstantSource clock,
      ZoneId zone) {
    access = new Access(new Tokens(database), sessions, guesses);
    VisitLog log = new VisitLog(database);
    Cards cards = new Cards(database, fingerprints, clock);
    Residents residents = new Residents(database, fingerprints, clock);
    resources =
        List.of(
            new StoreProblems(),
            new OpenApi(),
            new Occupancies(access, ledger, clock, zone),
            new Visits(access, log, ledger, zone),
            new VisitCorrections(access, desk, log, zone),
            new Attendance(access, new RollCall(log, clock, zone), clock, zone),
            new JournalPull(access, ledger.journal()),
            new RoomsRegister(access, new Rooms(database, ledger), ledger),
            new ResidentsRegister(access, residents),
            new ResidentCards(access, cards),
            new ResidentsImport(access, new ResidentImport(database, fingerprints, clock)),
            new WaitingCards(access, cards, residents, zone),
            new PeopleSearch(access, new People(database)),
            new NameCharacters(access, new NameKeypad(database)),
            new SetAside(access, new Cursors(database), zone));
  }

  @Override
  public void addTo(RoutesConfig routes) {
    resources.forEach(resource -> resource.addTo(routes));
  }

  /// Who may ask for what.
  Access access() {
    return access;
  }

  /// Answers at once those who wait for having guessed.
  @Override
  public void close() {
    guesses.close();
  }
}
