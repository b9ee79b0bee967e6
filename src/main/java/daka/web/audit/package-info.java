/// The audit log, for administrators.
@NullMarked
package daka.web.audit;

import org.jspecify.annotations.NullMarked;
