package daka.web.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/// Ends a request whose body is not wanted: the answer goes out before the body is read, so that
/// who sends hundreds of megabytes hears so at once.
///
/// The connection is reset if it is closed while bytes are on their way, and who still sends may
/// then lose the answer. So what comes after the answer is read and thrown away for a while, and
/// only then the connection is closed.
final class EarlyAnswer {
  private static final long MOST = 64L * 1024 * 1024;
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /// How many bodies are thrown away at a time. Who comes when there are more loses the answer.
  private static final Semaphore PLACES = new Semaphore(4);

  private EarlyAnswer() {}

  static ProblemException tooLarge(int limit) {
    return ProblemException.of(
        HttpStatus.CONTENT_TOO_LARGE,
        "the body is longer than the " + limit / 1024 + " KB that this resource takes");
  }

  /// Sends the answer and reads the rest of the body past.
  static void send(Context ctx, Problem problem) {
    try {
      answer(ctx.res(), problem);
      if (PLACES.tryAcquire()) {
        try {
          passOver(ctx.req().getInputStream());
        } finally {
          PLACES.release();
        }
      }
    } catch (IOException e) {
      // The client has gone, whether it saw the answer or not.
    }
  }

  private static void answer(HttpServletResponse response, Problem problem) throws IOException {
    byte[] body = Json.bytes(problem);
    response.setStatus(problem.status());
    response.setContentType(Problem.CONTENT_TYPE);
    response.setHeader("Connection", "close");
    response.setContentLength(body.length);
    ServletOutputStream out = response.getOutputStream();
    out.write(body);
    out.flush();
  }

  private static void passOver(InputStream body) throws IOException {
    byte[] nowhere = new byte[16 * 1024];
    long until = System.nanoTime() + LONGEST.toNanos();
    long passed = 0;
    int read = 0;
    while (read >= 0 && passed < MOST && System.nanoTime() - until < 0) {
      passed += read;
      read = body.read(nowhere);
    }
  }
}
