package daka.web.register;

import daka.store.register.ResidentImport.BadLine;
import org.jspecify.annotations.Nullable;

/// A line of a list that cannot be read.
///
/// @param line counted from 1
/// @param name of the person, as far as it is known, else empty
/// @param reason for programs, and for pages in other languages
/// @param column in which the cell stands, or null if it is not one cell
/// @param value of the cell, shortened
/// @param why what is wrong, and the cure
record ListProblem(
    long line, String name, String reason, @Nullable String column, String value, String why) {

  BadLine asBadLine() {
    return new BadLine(line, why);
  }
}
