package daka.checkin;

/// What is stored of a card instead of its payload: HMAC-SHA-256 over kind and payload.
///
/// @param kind the kind it was taken for
/// @param hex 64 lower-case hexadecimal digits; for a PIN, what is stored instead of them
public record CardDigest(CardKind kind, String hex) {}
