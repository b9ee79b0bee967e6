package daka.checkin;

/// What is stored of a card instead of its payload: HMAC-SHA-256 over kind and payload.
///
/// @param kind the kind it was taken for
/// @param hex 64 lower-case hexadecimal digits
public record Fingerprint(CardKind kind, String hex) {}
