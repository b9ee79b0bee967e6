package daka.web.metrics;

import daka.checkin.TapFigures;
import daka.health.Backlog;
import daka.health.Part;
import daka.health.Readiness;
import daka.host.ClockTrust;
import daka.host.Machine;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The figures of a moment in Prometheus's text format. The names and labels are what dashboards
/// and alerts rely on, see `deploy/monitoring`: they stay.
final class Exposition {
  static final String CONTENT_TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

  private static final double MILLIS_OF_SECOND = 1e3;

  private Exposition() {}

  static byte[] of(KioskFigures figures) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try {
      PrometheusTextFormatWriter.create()
          .write(text, snapshots(figures), EscapingScheme.UNDERSCORE_ESCAPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toByteArray();
  }

  private static MetricSnapshots snapshots(KioskFigures figures) {
    Instant now = figures.clock().instant();
    List<Part> parts = figures.health().get();
    List<MetricSnapshot> all = new ArrayList<>();
    all.add(info(figures));
    all.add(
        gauge(
            "process_start_time_seconds",
            "When the kiosk was started.",
            seconds(figures.started())));
    all.add(taps(figures.taps()));
    all.add(times(figures.taps()));
    all.add(journal(figures));
    all.add(
        gauge(
            "daka_ready",
            "Whether a tap would be recorded.",
            Readiness.wouldRecord(parts) ? 1 : 0));
    all.add(states(parts));
    all.addAll(upstreams(figures.upstreams().get(), now));
    all.addAll(disk(figures.disk().get()));
    all.add(gauge("daka_clock_seconds", "What the kiosk's clock shows, since 1970.", seconds(now)));
    all.add(trust(figures.trust().get()));
    return new MetricSnapshots(all);
  }

  private static MetricSnapshot info(KioskFigures figures) {
    return InfoSnapshot.builder()
        .name("daka")
        .help("The program's version, and what its events call the kiosk.")
        .dataPoint(
            InfoDataPointSnapshot.builder()
                .labels(
                    Labels.of("version", figures.version(), "source", figures.journal().source()))
                .build())
        .build();
  }

  private static MetricSnapshot taps(TapFigures taps) {
    CounterSnapshot.Builder counter =
        CounterSnapshot.builder()
            .name("daka_taps")
            .help("Cards, codes and typed numbers since the start, by how they were answered.");
    for (TapFigures.Count count : taps.counts()) {
      counter.dataPoint(
          CounterDataPointSnapshot.builder()
              .labels(Labels.of("decision", count.decision(), "reason", count.reason()))
              .value((double) count.taps())
              .build());
    }
    return counter.build();
  }

  private static MetricSnapshot times(TapFigures taps) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    for (TapFigures.Times times : taps.times()) {
      buckets.bucket(times.seconds(), times.taps());
    }
    HistogramDataPointSnapshot.Builder point =
        HistogramDataPointSnapshot.builder().classicHistogramBuckets(buckets.build());
    point.sum(taps.seconds());
    return HistogramSnapshot.builder()
        .name("daka_tap_seconds")
        .help("From a tap to its answer, the commit to the disk included.")
        .dataPoint(point.build())
        .build();
  }

  private static MetricSnapshot journal(KioskFigures figures) {
    return CounterSnapshot.builder()
        .name("daka_journal_entries")
        .help("The number of the journal's last entry.")
        .dataPoint(
            CounterDataPointSnapshot.builder().value((double) figures.journal().head()).build())
        .build();
  }

  /// Parts of one name are told as one, as bad as the worst of them.
  private static MetricSnapshot states(List<Part> parts) {
    Map<String, Part.State> worst = new TreeMap<>();
    parts.forEach(
        part -> worst.merge(part.name(), part.state(), (a, b) -> a.compareTo(b) > 0 ? a : b));
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("daka_part_state")
            .help("How each part of the kiosk is, readers among them: 1 for the state it is in.");
    worst.forEach(
        (name, state) -> {
          for (Part.State each : Part.State.values()) {
            Labels labels = Labels.of("part", name, "state", each.name().toLowerCase(Locale.ROOT));
            gauge.dataPoint(point(labels, each == state ? 1 : 0));
          }
        });
    return gauge.build();
  }

  private static List<MetricSnapshot> upstreams(List<Backlog> backlogs, Instant now) {
    GaugeSnapshot.Builder waiting =
        GaugeSnapshot.builder()
            .name("daka_upstream_waiting_entries")
            .help("Entries of the journal that the upstream does not have yet.");
    GaugeSnapshot.Builder age =
        GaugeSnapshot.builder()
            .name("daka_upstream_oldest_waiting_seconds")
            .help("How old the oldest of them is; 0 if none waits.");
    GaugeSnapshot.Builder failing =
        GaugeSnapshot.builder()
            .name("daka_upstream_failing_seconds")
            .help("For how long nothing has come through; 0 if it goes well.");
    GaugeSnapshot.Builder aside =
        GaugeSnapshot.builder()
            .name("daka_upstream_set_aside_entries")
            .help("Entries that the upstream refused for good.");
    for (Backlog backlog : backlogs) {
      Labels labels = Labels.of("upstream", backlog.name());
      waiting.dataPoint(point(labels, (double) backlog.entries()));
      failing.dataPoint(point(labels, seconds(backlog.failing())));
      if (backlog.entries() == 0) {
        age.dataPoint(point(labels, 0));
      } else if (backlog.oldest() != null) {
        age.dataPoint(point(labels, Math.max(0, seconds(Duration.between(backlog.oldest(), now)))));
      }
      if (backlog.setAside() != null) {
        aside.dataPoint(point(labels, (double) backlog.setAside()));
      }
    }
    return List.of(waiting.build(), age.build(), failing.build(), aside.build());
  }

  private static List<MetricSnapshot> disk(Optional<Machine.Space> disk) {
    return disk.map(
            space ->
                List.<MetricSnapshot>of(
                    gauge(
                        "daka_disk_free_bytes",
                        "What the kiosk can still use of the disk of its data.",
                        (double) space.free()),
                    gauge(
                        "daka_disk_size_bytes", "How large that disk is.", (double) space.total())))
        .orElse(List.of());
  }

  private static MetricSnapshot trust(ClockTrust trust) {
    GaugeSnapshot.Builder gauge =
        GaugeSnapshot.builder()
            .name("daka_clock_trust")
            .help("How far the kiosk's clock can be trusted: 1 for the one that holds.");
    for (ClockTrust each : ClockTrust.values()) {
      Labels labels = Labels.of("trust", each.name().toLowerCase(Locale.ROOT));
      gauge.dataPoint(point(labels, each == trust ? 1 : 0));
    }
    return gauge.build();
  }

  private static MetricSnapshot gauge(String name, String help, double value) {
    return GaugeSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(point(Labels.EMPTY, value))
        .build();
  }

  private static GaugeDataPointSnapshot point(Labels labels, double value) {
    return GaugeDataPointSnapshot.builder().labels(labels).value(value).build();
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / MILLIS_OF_SECOND;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / MILLIS_OF_SECOND;
  }
}
