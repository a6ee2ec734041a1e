package dev.heed.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Takes the whole consent log over one connection. */
final class LogStream {
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int PATIENCE_MILLIS = 30_000;

    private final HeedServer server;

    LogStream(HeedServer server) {
        this.server = server;
    }

    /**
     * Reads to the end.
     *
     * @param mediaType of NDJSON or CSV
     * @param lines how many there must be
     * @param probeAt after how many lines the probe is run, while the stream waits
     * @return seconds from the request to the last byte
     */
    double run(String mediaType, int lines, OutputStream out, int probeAt, Runnable probe) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            long start = System.nanoTime();
            socket.getOutputStream().write(("GET /v1/consent-log HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: heed-bench\r\nAccept: " + mediaType + "\r\nAuthorization: Bearer "
                + server.keyOf("compliance") + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            int found = count(new Chunks(socket.getInputStream()), out, probeAt, probe);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (found != lines) {
                throw new IllegalStateException(lines + " lines were expected, " + found + " came");
            }
            return seconds;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int count(Chunks in, OutputStream out, int probeAt, Runnable probe) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        int lines = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            out.write(buffer, 0, read);
            int before = lines;
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
            if (before < probeAt && lines >= probeAt) {
                probe.run();
            }
        }
        return lines;
    }
}
