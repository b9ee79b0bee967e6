/// The report about visits that a director signs: its figures, what is hidden of them before they
/// are published, and its files.
@NullMarked
package daka.web.report;

import org.jspecify.annotations.NullMarked;
