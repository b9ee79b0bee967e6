package daka.web.door;

import daka.web.http.Content;
import daka.web.http.ProblemException;
import daka.web.http.Query;
import daka.web.http.Resource;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/// `GET /voice/{language}/{name}`: the spoken prompts, each as the centre recorded it or, where it
/// did not, as it is built in. A prompt exists if it is built in.
///
/// The centre's folder is looked at for each request, so a file counts as soon as it is there. One
/// that cannot be used is logged once and takes nothing away: the next best recording is served.
public final class Recordings implements Resource {
  private static final Pattern LANGUAGE = Pattern.compile("zh|en");
  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*");
  private static final int MOST_BYTES = 5 * 1024 * 1024;

  private final @Nullable Path folder;
  private final Set<Path> complained = ConcurrentHashMap.newKeySet();

  /// @param folder holds the centre's recordings as `zh/arrived.ogg`; null if it has none
  public Recordings(@Nullable Path folder) {
    this.folder = folder;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    routes.get("/voice/{language}/{name}", this::answer);
  }

  private void answer(Context ctx) {
    Query.allow(ctx);
    String language = ctx.pathParam("language");
    String name = ctx.pathParam("name");
    Content builtIn = builtIn(language, name);
    if (builtIn == null) {
      throw ProblemException.notFound("there is no spoken prompt at " + ctx.path());
    }
    Content own = folder == null ? null : own(folder, Path.of(language, name));
    (own == null ? builtIn : own).answer(ctx);
  }

  private static @Nullable Content builtIn(String language, String name) {
    return LANGUAGE.matcher(language).matches() && NAME.matcher(name).matches()
        ? Content.ofClassPath("kiosk/voice/" + language + "/" + name + ".ogg", "audio/ogg")
        : null;
  }

  private @Nullable Content own(Path folder, Path prompt) {
    for (AudioFormat format : AudioFormat.values()) {
      Path file = folder.resolve(prompt + "." + format.extension());
      try {
        Content own = Content.of(read(folder, file, format), format.type());
        complained.remove(file);
        return own;
      } catch (NoSuchFileException e) {
        complained.remove(file);
      } catch (IOException e) {
        complain(file, e);
      }
    }
    return null;
  }

  private static byte[] read(Path folder, Path file, AudioFormat format) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(folder.toRealPath())) {
      throw new IOException("it leads out of " + folder);
    }
    if (!Files.isRegularFile(real)) {
      throw new IOException("it is no file");
    }
    try (InputStream in = Files.newInputStream(real)) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it is larger than " + MOST_BYTES / 1024 / 1024 + " MB");
      }
      if (!format.fits(bytes)) {
        throw new IOException("its content is not " + format.type());
      }
      return bytes;
    }
  }

  private void complain(Path file, IOException e) {
    if (complained.add(file)) {
      Logger.warn("the recording {} is not used: {}", file, e.toString());
    }
  }
}
