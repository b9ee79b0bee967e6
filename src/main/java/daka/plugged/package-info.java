/// What is plugged into this machine, whether the config names it or not, told in words.
///
/// Decided here:
/// - **To look disturbs nothing**: what there is stands in `/sys` and in the links of udev, and no
///   node is opened for it. Only pcscd is asked, which knows its readers itself.
/// - **Addresses on an I²C bus are the exception**: nobody knows them without asking. That is done
///   when somebody wants it, on the buses of the Pi's pins alone, by reading one byte, and never
///   where a chip is in use ([I2cScan]).
///
/// Start reading at [PluggedDevices].
@NullMarked
package daka.plugged;

import org.jspecify.annotations.NullMarked;
