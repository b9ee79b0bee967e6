package daka.reader.camera;

/// Requests, flags and structures of V4L2 (linux/videodev2.h): numbers, and offsets in bytes, on
/// 64-bit Linux. They are the same on arm64 and x86-64.
final class V4l2 {
  static final long QUERYCAP = 0x8068_5600L;
  static final long ENUM_FMT = 0xC040_5602L;
  static final long ENUM_FRAMESIZES = 0xC02C_564AL;
  static final long ENUM_FRAMEINTERVALS = 0xC034_564BL;
  static final long S_FMT = 0xC0D0_5605L;
  static final long S_PARM = 0xC0CC_5616L;
  static final long REQBUFS = 0xC014_5608L;
  static final long QUERYBUF = 0xC058_5609L;
  static final long QBUF = 0xC058_560FL;
  static final long DQBUF = 0xC058_5611L;
  static final long S_CTRL = 0xC008_561CL;
  static final long STREAMON = 0x4004_5612L;
  static final long STREAMOFF = 0x4004_5613L;

  static final int CAP_VIDEO_CAPTURE = 0x1;
  static final int CAP_STREAMING = 0x0400_0000;
  static final int CAP_DEVICE_CAPS = 0x8000_0000;
  static final int CAP_TIMEPERFRAME = 0x1000;
  static final int BUF_TYPE_VIDEO_CAPTURE = 1;
  static final int BUF_FLAG_ERROR = 0x40;
  static final int MEMORY_MMAP = 1;
  static final int FIELD_NONE = 1;
  static final int TYPE_DISCRETE = 1;
  static final int CID_EXPOSURE_AUTO_PRIORITY = 0x009A_0903;

  /// As large as the largest structure, `struct v4l2_format`.
  static final int ARGUMENT = 208;

  // struct v4l2_capability
  static final int CAPABILITY_CARD = 16;
  static final int CAPABILITY_CARD_SIZE = 32;
  static final int CAPABILITY_CAPABILITIES = 84;
  static final int CAPABILITY_DEVICE_CAPS = 88;

  // struct v4l2_fmtdesc
  static final int FMTDESC_INDEX = 0;
  static final int FMTDESC_TYPE = 4;
  static final int FMTDESC_PIXELFORMAT = 44;

  // struct v4l2_frmsizeenum. What is not discrete has the least, the most and the step of the
  // width,
  // then those of the height.
  static final int FRMSIZE_INDEX = 0;
  static final int FRMSIZE_PIXEL_FORMAT = 4;
  static final int FRMSIZE_TYPE = 8;
  static final int FRMSIZE_WIDTH = 12;
  static final int FRMSIZE_HEIGHT = 16;
  static final int FRMSIZE_MAX_WIDTH = 16;
  static final int FRMSIZE_MIN_HEIGHT = 24;
  static final int FRMSIZE_MAX_HEIGHT = 28;

  // struct v4l2_frmivalenum. What is not discrete has the shortest interval, then the longest.
  static final int FRMIVAL_INDEX = 0;
  static final int FRMIVAL_PIXEL_FORMAT = 4;
  static final int FRMIVAL_WIDTH = 8;
  static final int FRMIVAL_HEIGHT = 12;
  static final int FRMIVAL_TYPE = 16;
  static final int FRMIVAL_INTERVAL = 20;
  static final int FRMIVAL_LONGEST = 28;

  // struct v4l2_format, with the struct v4l2_pix_format in it
  static final int FORMAT_TYPE = 0;
  static final int FORMAT_WIDTH = 8;
  static final int FORMAT_HEIGHT = 12;
  static final int FORMAT_PIXELFORMAT = 16;
  static final int FORMAT_FIELD = 20;
  static final int FORMAT_BYTESPERLINE = 24;

  // struct v4l2_streamparm, with the struct v4l2_captureparm in it
  static final int PARM_TYPE = 0;
  static final int PARM_CAPABILITY = 4;
  static final int PARM_TIMEPERFRAME = 12;

  // struct v4l2_requestbuffers
  static final int REQUEST_COUNT = 0;
  static final int REQUEST_TYPE = 4;
  static final int REQUEST_MEMORY = 8;

  // struct v4l2_control
  static final int CONTROL_ID = 0;
  static final int CONTROL_VALUE = 4;

  // struct v4l2_buffer
  static final int BUFFER_INDEX = 0;
  static final int BUFFER_TYPE = 4;
  static final int BUFFER_BYTESUSED = 8;
  static final int BUFFER_FLAGS = 12;
  static final int BUFFER_MEMORY = 60;
  static final int BUFFER_OFFSET = 64;
  static final int BUFFER_LENGTH = 72;

  private V4l2() {}
}
