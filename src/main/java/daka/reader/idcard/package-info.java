/// The security module that reads Chinese resident ID cards.
@NullMarked
package daka.reader.idcard;

import org.jspecify.annotations.NullMarked;
