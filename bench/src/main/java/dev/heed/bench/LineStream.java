package dev.heed.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Asks for many decisions over one connection: one thread sends lines that were made before, another counts those that come back. */
final class LineStream {
    private static final int LINES_A_CHUNK = 200;
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int PATIENCE_MILLIS = 30_000;
    /** Where a decision, <code>{"decision"</code>, is another line than a problem, <code>{"type"</code>. */
    private static final int TELLING = 2;
    private static final byte[] END = ascii("0\r\n\r\n");

    private final int port;
    private final byte[] head;
    private final List<byte[]> chunks = new ArrayList<>();

    /** @param customers whom the questions are about, each with every question */
    LineStream(int port, String apiKey, int customers) {
        this.port = port;
        this.head = ascii("POST /v1/decisions/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: heed-bench\r\nAccept: application/x-ndjson\r\nAuthorization: Bearer "
            + apiKey + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        var lines = IntStream.range(0, customers).boxed().flatMap(Questions::lines).toList();
        for (int from = 0; from + LINES_A_CHUNK <= lines.size(); from += LINES_A_CHUNK) {
            chunks.add(chunk(String.join("\n", lines.subList(from, from + LINES_A_CHUNK)) + "\n"));
        }
    }

    private static byte[] chunk(String data) {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ascii(Integer.toHexString(data.length()) + "\r\n"));
        bytes.writeBytes(ascii(data));
        bytes.writeBytes(ascii("\r\n"));
        return bytes.toByteArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Sends so many lines, a multiple of 200, and waits for as many.
     *
     * @param probeAt after how many answers the probe is run, while the stream waits
     * @return seconds from the first byte that was sent to the last answer
     * @throws IllegalStateException when a line is not a decision, or when there are more or fewer of them than questions
     */
    double run(int lines, int probeAt, Runnable probe) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            long start = System.nanoTime();
            var sender = new Thread(() -> send(socket, lines / LINES_A_CHUNK), "lines");
            sender.start();
            int answers = count(new Chunks(socket.getInputStream()), probeAt, probe);
            double seconds = (System.nanoTime() - start) / 1e9;
            sender.join();
            if (answers != lines) {
                throw new IllegalStateException(lines + " lines were sent, " + answers + " came back");
            }
            return seconds;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void send(Socket socket, int count) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(head);
            for (int i = 0; i < count; i++) {
                out.write(chunks.get(i % chunks.size()));
            }
            out.write(END);
        } catch (IOException seenByTheReader) {
            // A connection that broke has no more answers either.
        }
    }

    private static int count(Chunks in, int probeAt, Runnable probe) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        int lines = 0;
        int column = 0;
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            int before = lines;
            for (int i = 0; i < read; i++) {
                if (column++ == TELLING && buffer[i] != 'd') {
                    throw new IllegalStateException("a line is no decision: " + new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
                if (buffer[i] == '\n') {
                    column = 0;
                    lines++;
                }
            }
            if (before < probeAt && lines >= probeAt) {
                probe.run();
            }
        }
        return lines;
    }
}
