package dev.heed.sdk.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Grows a tree leaf by leaf, remembering only the roots of its full subtrees: at most 63 hashes for any log. */
final class CompactRange {
    private final Deque<byte[]> subtrees = new ArrayDeque<>();
    private long size;

    long size() {
        return size;
    }

    void append(byte[] leafHash) {
        byte[] hash = leafHash;
        for (long bit = 1; (size & bit) != 0; bit <<= 1) {
            hash = Merkle.node(subtrees.pop(), hash);
        }
        subtrees.push(hash);
        size++;
    }

    byte[] root() {
        if (size == 0) {
            return Merkle.emptyRoot();
        }
        Iterator<byte[]> smallestFirst = subtrees.iterator();
        byte[] root = smallestFirst.next();
        while (smallestFirst.hasNext()) {
            root = Merkle.node(smallestFirst.next(), root);
        }
        return root;
    }
}
