package daka.rig;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// The line to the town, which lets through bytes and knows nothing of what they say. In bad
/// weather it cuts, holds up, slows and replaces what the receiver answers.
final class Line implements AutoCloseable {
  /// What it does to one connection.
  enum Mood {
    CLEAR,
    /// Closed as soon as it is open.
    REFUSED,
    /// Reset in the middle of the request.
    CUT_IN_REQUEST,
    /// The receiver has the batch, and the answer never comes.
    CUT_BEFORE_ANSWER,
    /// Reset in the middle of the answer.
    CUT_IN_ANSWER,
    /// Nothing moves for a while, and then it is reset.
    STALLED,
    /// A few bytes at a time.
    SLOW,
    /// The receiver has the batch, and a proxy says 500.
    SAYS_500,
    /// The receiver has the batch, and a proxy asks for a login.
    SAYS_401,
    /// The receiver has the batch, and something that is not HTTP comes back.
    SAYS_GARBAGE
  }

  private static final int STALL_MILLIS = 300;
  private static final int PART = 700;

  private final ServerSocket server;
  private final InetSocketAddress town;
  private final Random random;
  private final AtomicInteger troubles = new AtomicInteger();
  private volatile int badPercent;
  private volatile boolean closed;

  /// @param town where it leads to
  Line(URI town, Random random) throws IOException {
    this.town = new InetSocketAddress(town.getHost(), town.getPort());
    this.random = random;
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().name("line").daemon().start(this::accept);
  }

  /// The address to give to the kiosk.
  ///
  /// @param path of the receiver
  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
  }

  /// Of a hundred connections that are made from now on, so many meet with something.
  void weather(int badPercent) {
    this.badPercent = badPercent;
  }

  /// How many connections have met with something.
  int troubles() {
    return troubles.get();
  }

  private synchronized Mood next() {
    if (random.nextInt(100) >= badPercent) {
      return Mood.CLEAR;
    }
    troubles.incrementAndGet();
    Mood[] bad = Mood.values();
    return bad[1 + random.nextInt(bad.length - 1)];
  }

  private void accept() {
    while (!closed) {
      try {
        Socket kiosk = server.accept();
        Mood mood = next();
        Thread.ofVirtual().start(() -> carry(kiosk, mood));
      } catch (IOException e) {
        // Closed, or a connection that was given up before it was taken.
      }
    }
  }

  private void carry(Socket kiosk, Mood mood) {
    try (kiosk;
        Socket there = new Socket()) {
      kiosk.setTcpNoDelay(true);
      if (mood == Mood.REFUSED) {
        return;
      }
      if (mood == Mood.STALLED) {
        Thread.sleep(STALL_MILLIS);
        reset(kiosk);
        return;
      }
      there.connect(town);
      there.setTcpNoDelay(true);
      Thread up = Thread.ofVirtual().start(() -> requests(kiosk, there, mood));
      answers(there, kiosk, mood);
      up.join();
    } catch (IOException | InterruptedException e) {
      // A line that is cut has nothing to say of it.
    }
  }

  private static void requests(Socket kiosk, Socket there, Mood mood) {
    try {
      InputStream in = kiosk.getInputStream();
      OutputStream out = there.getOutputStream();
      byte[] bytes = new byte[mood == Mood.SLOW || mood == Mood.CUT_IN_REQUEST ? PART : 65_536];
      for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
        if (mood == Mood.CUT_IN_REQUEST) {
          out.write(bytes, 0, count / 2);
          reset(kiosk);
          reset(there);
          return;
        }
        if (mood == Mood.SLOW) {
          Thread.sleep(1);
        }
        out.write(bytes, 0, count);
      }
      there.shutdownOutput();
    } catch (IOException | InterruptedException e) {
      abandon(there);
    }
  }

  /// A connection that is clear is kept for many requests, so that each answer may be its last.
  private void answers(Socket there, Socket kiosk, Mood mood) throws IOException {
    InputStream in = there.getInputStream();
    OutputStream out = kiosk.getOutputStream();
    byte[] bytes = new byte[65_536];
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      switch (mood) {
        case CLEAR, SLOW -> {
          out.write(bytes, 0, count);
          if (next() != Mood.CLEAR) {
            reset(kiosk);
            return;
          }
        }
        case CUT_BEFORE_ANSWER -> {
          reset(kiosk);
          return;
        }
        case CUT_IN_ANSWER -> {
          out.write(bytes, 0, 9);
          reset(kiosk);
          return;
        }
        case SAYS_500 -> {
          say(out, "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
          return;
        }
        case SAYS_401 -> {
          say(out, "HTTP/1.1 401 Who\r\nContent-Length: 5\r\nConnection: close\r\n\r\nlogin");
          return;
        }
        case SAYS_GARBAGE -> {
          say(out, "\u0000\u0001 HTTP? \r\n\r\n 200 200 200\r\n");
          return;
        }
        case REFUSED, CUT_IN_REQUEST, STALLED -> {
          return;
        }
      }
    }
    kiosk.shutdownOutput();
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  /// So that the other side sees a connection that broke and not one that ended.
  private static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  static void abandon(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone already.
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    server.close();
  }
}
