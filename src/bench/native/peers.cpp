// Debian's libzxing and libzbar, called in process, for the bench of the decoder to compare with.
//
// Reads requests from standard input until it ends, each a line and the pixels of a grey image:
//   ZXING|ZBAR WIDTH HEIGHT TIMES
// looks at the image so many times, and answers each with a line: the nanoseconds of CPU that all
// of them took, and the bytes of the text in hexadecimal, or "-" if none was read.

// Before ZXing's headers, which define a macro of a name that it uses.
#include <zbar.h>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>
#if __has_include(<ZXing/Version.h>)
#include <ZXing/Version.h>
#else
#include <ZXing/ZXVersion.h>
#endif

#include <cstdint>
#include <cstdio>
#include <ctime>
#include <functional>
#include <iostream>
#include <string>
#include <vector>

namespace {

#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
#else
using Options = ZXing::DecodeHints;
#endif

struct Image {
  int width;
  int height;
  std::vector<uint8_t> pixels;
};

std::string zxing(const Image& image) {
  static const Options options =
      Options().setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
  auto result = ZXing::ReadBarcode(
      {image.pixels.data(), image.width, image.height, ZXing::ImageFormat::Lum}, options);
  return result.isValid() ? result.text() : "";
}

zbar::zbar_image_scanner_t* qr_scanner() {
  auto scanner = zbar::zbar_image_scanner_create();
  zbar::zbar_image_scanner_set_config(scanner, zbar::ZBAR_NONE, zbar::ZBAR_CFG_ENABLE, 0);
  zbar::zbar_image_scanner_set_config(scanner, zbar::ZBAR_QRCODE, zbar::ZBAR_CFG_ENABLE, 1);
  return scanner;
}

std::string zbar_(const Image& image) {
  static const auto scanner = qr_scanner();
  auto scanned = zbar::zbar_image_create();
  zbar::zbar_image_set_format(scanned, zbar_fourcc('Y', '8', '0', '0'));
  zbar::zbar_image_set_size(scanned, image.width, image.height);
  zbar::zbar_image_set_data(scanned, image.pixels.data(), image.pixels.size(), nullptr);
  std::string text;
  if (zbar::zbar_scan_image(scanner, scanned) > 0) {
    auto symbol = zbar::zbar_image_first_symbol(scanned);
    text.assign(
        zbar::zbar_symbol_get_data(symbol), zbar::zbar_symbol_get_data_length(symbol));
  }
  zbar::zbar_image_destroy(scanned);
  return text;
}

int64_t cpu_nanos() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * INT64_C(1'000'000'000) + now.tv_nsec;
}

void answer(const std::function<std::string(const Image&)>& look, const Image& image, int times) {
  std::string text;
  int64_t began = cpu_nanos();
  for (int i = 0; i < times; i++) {
    text = look(image);
  }
  std::printf("%lld ", static_cast<long long>(cpu_nanos() - began));
  for (unsigned char byte : text) {
    std::printf("%02x", byte);
  }
  std::puts(text.empty() ? "-" : "");
  std::fflush(stdout);
}

}  // namespace

int main() {
  unsigned major, minor, patch;
  zbar::zbar_version(&major, &minor, &patch);
  std::printf("libzxing %d.%d.%d TryHarder, libzbar %u.%u.%u\n", ZXING_VERSION_MAJOR,
      ZXING_VERSION_MINOR, ZXING_VERSION_PATCH, major, minor, patch);
  std::fflush(stdout);
  std::string library;
  Image image;
  int times;
  while (std::cin >> library >> image.width >> image.height >> times) {
    std::cin.get();
    image.pixels.resize(static_cast<size_t>(image.width) * image.height);
    if (!std::cin.read(reinterpret_cast<char*>(image.pixels.data()), image.pixels.size())) {
      return 1;
    }
    answer(library == "ZBAR" ? zbar_ : zxing, image, times);
  }
}
