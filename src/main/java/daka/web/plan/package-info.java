/// The plan of a centre: one file with its rooms, hours and settings, by which the next centre is
/// set up alike.
///
/// Decided here:
/// - **A plan has nothing of people, and nothing of this kiosk**: no id, no name of a centre, no
///   secret, no path, no device and no pin. What it may have is a list ([PlanSettings]), so that a
///   setting that is added stays out until somebody puts it there.
/// - **It is JSON**, as the API speaks it, written with a line for each value, so that a person can
///   read it and change it.
/// - **It is looked at before it is brought in**, and then all of it is, or nothing, whenever the
///   power goes: the config file is written within the transaction of the rooms, and a note in the
///   database ([daka.store.visits.UnfinishedPlan]) has the next start take it back if that was not
///   committed. A room that it does not have stays, behind the others: there may be visits to it.
@NullMarked
package daka.web.plan;

import org.jspecify.annotations.NullMarked;
