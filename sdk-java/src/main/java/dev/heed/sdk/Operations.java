package dev.heed.sdk;

/** Asks about the server itself. No credential is needed. */
public final class Operations {
    private static final int OK = 200;

    private final Wire wire;

    Operations(Wire wire) {
        this.wire = wire;
    }

    /** Whether the process answers. Asked once, without retries. */
    public boolean live() {
        return says("health/live");
    }

    /** Whether it can do its work. Asked once, without retries. */
    public boolean ready() {
        return says("health/ready");
    }

    /** The metrics, in Prometheus text format. */
    public String metrics() {
        return wire.text(wire.url("metrics").build(), "text/plain");
    }

    /** The contract that the server was built with: OpenAPI, in YAML. */
    public String contract() {
        return wire.text(wire.url("openapi.yaml").build(), "application/yaml");
    }

    /**
     * What a kind of problem means, as an HTML page.
     *
     * @throws IllegalArgumentException when it cannot be a kind
     */
    public String problem(String kind) {
        if (!kind.matches("[a-z_]{1,40}")) {
            throw new IllegalArgumentException("not a kind of problem");
        }
        return wire.text(wire.url("problems/" + kind).build(), "text/html");
    }

    private boolean says(String path) {
        try {
            return wire.status(wire.url(path).build()) == OK;
        } catch (UnavailableException e) {
            return false;
        }
    }
}
