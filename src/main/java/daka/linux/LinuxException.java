package daka.linux;

/// The kernel refused a call. The message says which, on what, and with which errno(3).
public final class LinuxException extends Exception {
  private static final long serialVersionUID = 1;

  private final int errno;

  LinuxException(String call, Object on, int errno) {
    super(call + " " + on + ": errno " + errno + (name(errno).isEmpty() ? "" : ", " + name(errno)));
    this.errno = errno;
  }

  /// What the kernel answered: one of the numbers in [Errno], or another of errno(3).
  public int errno() {
    return errno;
  }

  public String message() {
    return String.valueOf(getMessage());
  }

  private static String name(int errno) {
    return switch (errno) {
      case Errno.ENOENT -> "no such file or directory";
      case Errno.EIO -> "input/output error";
      case Errno.ENXIO -> "no such device or address";
      case Errno.EAGAIN -> "try again";
      case Errno.EACCES -> "permission denied";
      case Errno.EBUSY -> "device or resource busy";
      case Errno.ENODEV -> "no such device";
      case Errno.EISDIR -> "is a directory";
      case Errno.EINVAL -> "invalid argument";
      case Errno.ENOTTY -> "not a device of this kind";
      case Errno.ENOSPC -> "no space left";
      default -> "";
    };
  }
}
