/// Measurements against what a reader can repeat: each prints ratios taken in one run.
@NullMarked
package daka.bench;

import org.jspecify.annotations.NullMarked;
