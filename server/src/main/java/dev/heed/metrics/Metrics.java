package dev.heed.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Counts and times what the server does. Labels name operations and statuses, never brands or customers. */
public final class Metrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private boolean showsMachine;

    /** Shows memory, threads and garbage collection, too, unless it does already. Setting that up takes a good part of a start, so it is for whoever serves. */
    public synchronized void showMachine() {
        if (showsMachine) {
            return;
        }
        showsMachine = true;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        var collections = new JvmGcMetrics();
        collections.bindTo(registry);
    }

    /** Times one operation, by status. */
    public OperationTimer timer(String operation) {
        return new OperationTimer(operation);
    }

    /** Shows a number that somebody else keeps. */
    public void gauge(String name, String description, Supplier<Number> number) {
        Gauge.builder(name, number).description(description).register(registry);
    }

    /** Everything in the text format of Prometheus. */
    public String text() {
        showMachine();
        return registry.scrape();
    }

    /** Times one operation; a series for each status that it gave. */
    public final class OperationTimer {
        private final String operation;
        private final Map<Integer, Timer> byStatus = new ConcurrentHashMap<>();

        private OperationTimer(String operation) {
            this.operation = operation;
        }

        /** Notes one answer. */
        public void record(int status, long nanos) {
            byStatus.computeIfAbsent(status, this::series).record(nanos, TimeUnit.NANOSECONDS);
        }

        private Timer series(int status) {
            return Timer.builder("heed_request_seconds").description("How long requests took, by operation and status")
                .tag("operation", operation).tag("status", Integer.toString(status))
                .serviceLevelObjectives(Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2))
                .register(registry);
        }
    }
}
