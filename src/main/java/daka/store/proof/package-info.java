/// Proves the journal and that the visits are what it says, by code of its own.
@NullMarked
package daka.store.proof;

import org.jspecify.annotations.NullMarked;
