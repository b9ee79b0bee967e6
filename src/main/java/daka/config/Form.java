package daka.config;

import java.util.List;
import java.util.function.Function;

/// How one kind of value is written, and what it means.
///
/// @param expected what a person is told who wrote none or a wrong one
/// @param standIn taken instead of a wrong value, so that the rest of the file is read all the same
/// @param reading what a value of TOML means
/// @param choices the words it may be or be made of; empty if it is not of a few words
record Form<T>(
    String expected, T standIn, Function<Object, Reading<T>> reading, List<String> choices) {
  Form(String expected, T standIn, Function<Object, Reading<T>> reading) {
    this(expected, standIn, reading, List.of());
  }

  /// The same, of these words.
  Form<T> of(List<String> words) {
    return new Form<>(expected, standIn, reading, words);
  }

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
