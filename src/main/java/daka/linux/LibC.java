package daka.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;

/// Functions of the C library. Needs `--enable-native-access`, which the jar's manifest gives.
public final class LibC {
  private LibC() {}

  /// A function by its name.
  ///
  /// @throws java.util.NoSuchElementException if this system's C library has none of that name
  @SuppressWarnings("restricted")
  public static MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
  }

  /// What a call threw, which a C function never does by itself. An error of the JVM stays one: no
  /// memory is for the whole process to end by.
  public static IllegalStateException broken(String name, Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("calling " + name + " of the C library", thrown);
  }
}
