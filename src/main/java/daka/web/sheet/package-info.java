/// Reads what a spreadsheet program saved as `.xlsx`, row by row.
///
/// Decided here:
/// - **Read by the XML parser of fastexcel-reader (aalto), not by fastexcel-reader itself**, which
///   writes' sister library is: that one keeps all shared strings however many, makes a row as long
///   as the farthest column it is told of (`ZZZZZ1` takes 47 MB), searches all array formulas for
///   each cell, and brings 3.4 MB of libraries. On a heap of 128 MB a file of some kilobytes would
///   end the kiosk. The tests compare with it.
/// - **A part is watched before the parser sees it** ([GuardedXml]): without DTDs, comments, CDATA
///   and instructions, which spreadsheets never write, no entity can be declared, and whatever the
///   parser gathers ends at the next `<`, so that its memory is bounded by a count of bytes.
@NullMarked
package daka.web.sheet;

import org.jspecify.annotations.NullMarked;
