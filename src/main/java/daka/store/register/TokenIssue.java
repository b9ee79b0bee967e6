package daka.store.register;

/// What came of asking for a token.
public sealed interface TokenIssue {
  /// @param secret the token, which cannot be had a second time
  record Made(String secret, Tokens.Token token) implements TokenIssue {}

  /// There is one of this name.
  record Taken() implements TokenIssue {}

  /// There is no such account any more, or it may not what the token should.
  record NotTheirs() implements TokenIssue {}
}
