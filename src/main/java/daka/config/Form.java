package daka.config;

import java.util.function.Function;

/// How one kind of value is written, and what it means.
///
/// @param expected what a person is told who wrote none or a wrong one
/// @param standIn taken instead of a wrong value, so that the rest of the file is read all the same
/// @param reading what a value of TOML means
record Form<T>(String expected, T standIn, Function<Object, Reading<T>> reading) {

  /// What came of reading a value.
  sealed interface Reading<T> {}

  record Fits<T>(T value) implements Reading<T> {}

  /// @param expected more exact than the form's own, where the value says more of what is wrong
  record Unfit<T>(String expected) implements Reading<T> {}

  /// A form that is written as a string.
  static <T> Form<T> ofText(String expected, T standIn, Function<String, Reading<T>> reading) {
    return new Form<>(
        expected,
        standIn,
        value -> value instanceof String text ? reading.apply(text) : new Unfit<>(expected));
  }

  Reading<T> read(Object value) {
    return reading.apply(value);
  }
}
