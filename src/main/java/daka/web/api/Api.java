package daka.web.api;

import daka.checkin.CardDigests;
import daka.checkin.Hours;
import daka.checkin.StaffDesk;
import daka.health.Backlog;
import daka.reader.code.LegibleCode;
import daka.screen.StaffSessions;
import daka.store.account.Accounts;
import daka.store.account.SignIns;
import daka.store.audit.AuditLog;
import daka.store.file.Database;
import daka.store.journal.Cursors;
import daka.store.once.OwnIds;
import daka.store.once.OwnIds.Kind;
import daka.store.person.Duplicates;
import daka.store.person.Erasure;
import daka.store.person.Merges;
import daka.store.person.PersonalData;
import daka.store.register.Cards;
import daka.store.register.Consents;
import daka.store.register.Family;
import daka.store.register.NameKeypad;
import daka.store.register.People;
import daka.store.register.PersonalCodes;
import daka.store.register.PrintedCards;
import daka.store.register.ResidentImport;
import daka.store.register.Residents;
import daka.store.register.Tokens;
import daka.store.report.VisitReport;
import daka.store.visits.Forwarded;
import daka.store.visits.ForwardedVisits;
import daka.store.visits.Rooms;
import daka.store.visits.SqliteLedger;
import daka.store.visits.VisitLog;
import daka.web.access.Access;
import daka.web.access.AuditedFailures;
import daka.web.access.TokenGuard;
import daka.web.access.TokenUses;
import daka.web.account.SetupCode;
import daka.web.account.SignInRules;
import daka.web.account.SigningIn;
import daka.web.audit.AuditResource;
import daka.web.http.Resource;
import daka.web.http.StoreProblems;
import daka.web.metrics.KioskFigures;
import daka.web.metrics.Metrics;
import daka.web.person.DuplicatePeople;
import daka.web.person.FamilyRegister;
import daka.web.person.GuardianConsents;
import daka.web.person.MergedResidents;
import daka.web.person.OnePerson;
import daka.web.person.PresentedCard;
import daka.web.register.NameCharacters;
import daka.web.register.PeopleSearch;
import daka.web.register.PrintedCardsResource;
import daka.web.register.ResidentCards;
import daka.web.register.ResidentCode;
import daka.web.register.ResidentsExport;
import daka.web.register.ResidentsImport;
import daka.web.register.ResidentsRegister;
import daka.web.register.WaitingCards;
import daka.web.report.ReportResource;
import daka.web.visits.Attendance;
import daka.web.visits.RollCall;
import daka.web.visits.VisitCorrections;
import daka.web.visits.VisitTotals;
import daka.web.visits.VisitTraits;
import daka.web.visits.Visits;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// The API under `/api/v1` and `/metrics` for administrators, staff and auditors: the same on the
/// LAN and on loopback, and never without a token but for its description.
public final class Api implements Resource, AutoCloseable {
  private static final Duration PENALTY = Duration.ofMillis(500);

  private final TokenGuard guesses = new TokenGuard(PENALTY);
  private final AuditedFailures failures;
  private final Access access;
  private final StaffSessions sessions;
  private final SetupCode setupCode;
  private final List<Resource> resources;

  /// @param sessions the pages that staff have unlocked, which need no token
  /// @param rules of signing in, on the LAN
  /// @param clock says what is now, for occupancy and registrations
  /// @param hours the centre's, in whose zone are the days the visit log is asked by
  /// @param figures of the kiosk, for `/metrics`
  /// @param file what the config says of rooms and hours
  public Api(
      Database database,
      SqliteLedger ledger,
      StaffDesk desk,
      CardDigests fingerprints,
      StaffSessions sessions,
      SignInRules rules,
      InstantSource clock,
      Hours hours,
      KioskFigures figures,
      CentreFile file) {
    ZoneId zone = hours.zone();
    this.sessions = sessions;
    AuditLog audit = new AuditLog(database);
    failures = new AuditedFailures(audit, System::nanoTime);
    Tokens tokens = new Tokens(database);
    SignIns signIns = new SignIns(database, fingerprints);
    access =
        new Access(
            new TokenUses(tokens, clock),
            sessions,
            signIns,
            rules.adminsNeedOtp(),
            guesses,
            failures,
            clock,
            zone);
    VisitLog log = new VisitLog(database);
    Supplier<Forwarded> forwarded = forwarded(database, figures);
    Cards cards = new Cards(database, fingerprints, clock);
    Residents residents = new Residents(database, fingerprints, clock);
    Function<Kind, OwnIds> ownIds = kind -> new OwnIds(database, fingerprints, clock, kind);
    SigningIn signingIn =
        new SigningIn(
            access,
            new Accounts(database, fingerprints),
            signIns,
            tokens,
            rules,
            failures,
            clock,
            zone);
    setupCode = signingIn.code();
    Erasure erasure = new Erasure(database, ledger, clock);
    resources =
        List.of(
            new StoreProblems(),
            new OpenApi(),
            signingIn,
            new Occupancies(access, ledger, clock, hours),
            new Visits(access, audit, log, ledger, forwarded, zone),
            new VisitTotals(access, log, ledger, forwarded, zone),
            new VisitTraits(access, log, new People(database), forwarded),
            new ReportResource(access, audit, new VisitReport(database, zone), ledger, clock, zone),
            new VisitCorrections(access, desk, log, ownIds.apply(Kind.VISIT), forwarded, zone),
            new Attendance(access, new RollCall(log, clock, zone), clock, zone),
            new JournalPull(access, audit, ledger.journal()),
            new AuditResource(access, audit),
            new RoomsRegister(access, new Rooms(database, ledger), ledger, file::namedRooms),
            new OpeningHours(access, file, zone),
            new ReaderPlaces(access, file),
            new ResidentsImport(access, new ResidentImport(database, fingerprints, clock)),
            new DuplicatePeople(access, new Duplicates(database), zone),
            new ResidentsRegister(access, audit, residents, erasure, ownIds.apply(Kind.RESIDENT)),
            new OnePerson(access, audit, new PersonalData(database), erasure, clock, zone),
            new MergedResidents(access, new Merges(database, ledger, clock), residents, zone),
            new GuardianConsents(access, new Consents(database, clock)),
            new FamilyRegister(access, new Family(database)),
            new ResidentsExport(access, audit, residents),
            new ResidentCards(access, cards, ownIds.apply(Kind.CARD)),
            new PrintedCardsResource(
                access, new PrintedCards(database, fingerprints, clock, LegibleCode::isLegible)),
            new ResidentCode(access, new PersonalCodes(database, fingerprints)),
            new WaitingCards(access, cards, residents, zone),
            new PresentedCard(access, desk.question(), residents),
            new PeopleSearch(access, new People(database)),
            new NameCharacters(access, new NameKeypad(database)),
            new Metrics(access, figures),
            new SetAside(access, new Cursors(database), zone));
  }

  private static Supplier<Forwarded> forwarded(Database database, KioskFigures figures) {
    ForwardedVisits visits = new ForwardedVisits(database);
    return () -> visits.now(figures.upstreams().get().stream().map(Backlog::name).toList());
  }

  @Override
  public void addTo(RoutesConfig routes) {
    resources.forEach(resource -> resource.addTo(routes));
    routes.after(ResidentsRegister.PATH + "/*", this::askAgain);
  }

  /// Whoever is staff no more, or whose card is not good any more, is so at every screen at once.
  private void askAgain(Context ctx) {
    if (!ctx.method().equals(HandlerType.GET)) {
      sessions.askAgain();
    }
  }

  /// Who may ask for what.
  public Access access() {
    return access;
  }

  /// What whoever comes first has to know.
  public SetupCode setupCode() {
    return setupCode;
  }

  /// Answers at once those who wait for having guessed.
  @Override
  public void close() {
    guesses.close();
    failures.close();
  }
}
