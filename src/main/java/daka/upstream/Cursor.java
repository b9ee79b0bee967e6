package daka.upstream;

import daka.store.file.StoreException;

/// How far the receiver has the journal, kept where a power cut cannot take it.
///
/// Each method throws [StoreException] if the store cannot be read or written, and has then changed
/// nothing.
public interface Cursor {

  /// The number of the last entry that is dealt with; 0 if none.
  long position();

  /// The receiver has every entry up to this number, save those set aside.
  void advance(long number);

  /// The receiver refuses this entry. Notes it for the administrator and moves past it, both or
  /// neither.
  ///
  /// @param status the receiver's answer, as an HTTP status
  /// @param detail what the receiver said
  void setAside(long number, int status, String detail);

  /// An entry that stood aside has arrived after all.
  void arrived(long number);

  /// An entry that stands aside was refused once more.
  ///
  /// @param status as for [#setAside]
  /// @param detail as for [#setAside]
  void refusedAgain(long number, int status, String detail);

  /// How many entries stand aside.
  long setAsideCount();
}
