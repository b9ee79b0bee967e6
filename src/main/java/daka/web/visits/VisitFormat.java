package daka.web.visits;

import daka.store.visits.VisitBatch;
import daka.web.http.RowBuffer;

/// How visits are written out. Made for one answer; not safe for several threads.
interface VisitFormat {

  /// Writes what stands before the first visit.
  void begin(RowBuffer out);

  /// Writes the visit the batch stands at.
  ///
  /// @param first whether no visit was written before it
  void visit(RowBuffer out, VisitBatch visit, boolean first);

  /// Writes what stands after the last visit.
  ///
  /// @param next the cursor of the next page, or empty if there is none
  void end(RowBuffer out, String next);
}
