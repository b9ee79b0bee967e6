package daka;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/// A test that hands made-up bytes to a place where foreign ones enter. [Fuzz] says how many, and
/// `deploy/fuzz` runs these alone, with new ones, for as long as it is told.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("fuzz")
public @interface ForeignBytes {}
