package dev.heed.sdk;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** Lines of JSON on their way out. */
final class Lines extends RequestBody {
    static final String NDJSON = "application/x-ndjson";
    private static final MediaType TYPE = MediaType.get(NDJSON);

    private final byte[] bytes;
    private final boolean once;

    /** @param once whether they must not be sent again when it is unknown what became of them */
    Lines(byte[] bytes, boolean once) {
        this.bytes = bytes;
        this.once = once;
    }

    @Override
    public MediaType contentType() {
        return TYPE;
    }

    @Override
    public long contentLength() {
        return bytes.length;
    }

    @Override
    public boolean isOneShot() {
        return once;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        sink.write(bytes);
    }
}
