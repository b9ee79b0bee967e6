/// What is laid on a reader: the number of a card or the text it holds, whichever chip reads it.
///
/// Decided here:
/// - **A card's number or its text**: a card with a text record is presented as the QR code of that
///   text, at every kind of card reader, and any other by its number ([CardPresentations]). What
///   many cards say alike, or another number at each tap, is unreadable ([CardUid]).
/// - **The drivers of the MFRC522 and the PN532 are ours**, from NXP's register tables and manual:
///   there is none for Java that is kept, and tests speak with chips that are modelled behind the
///   wire.
@NullMarked
package daka.reader.card;

import org.jspecify.annotations.NullMarked;
