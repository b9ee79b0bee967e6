/// The config file, daka.toml: what may stand in it, and every mistake in it by line, value and
/// what was expected. The only package that knows the TOML parser.
///
/// Start reading at [Config], then [ConfigFile].
@NullMarked
package daka.config;

import org.jspecify.annotations.NullMarked;
