/// The register: people, their cards, and the tokens of the API.
///
/// Decided here:
/// - **A search by pinyin looks at every name**, and no index of readings is kept in step with the
///   register: among 10,000 residents it takes some 20 ms once warm, and the first after a start,
///   which loads the readings, a second.
@NullMarked
package daka.store.register;

import org.jspecify.annotations.NullMarked;
