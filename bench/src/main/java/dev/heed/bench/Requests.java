package dev.heed.bench;

import java.nio.ByteBuffer;

/** Where a load takes its requests from. Asked by one thread only. */
interface Requests {
    /** Puts the next whole request of a connection into the buffer; false when that connection has no more. */
    boolean next(int connection, ByteBuffer into);
}
