package dev.heed.sdk.verify;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** The tree of RFC 9162 section 2.1 as its checker sees it. Pure. */
final class Merkle {
    private static final byte[] LEAF = {0};
    private static final byte[] NODE = {1};

    private Merkle() {}

    static byte[] emptyRoot() {
        return Bytes.sha256();
    }

    static byte[] leafHash(byte[] entry) {
        return Bytes.sha256(LEAF, entry);
    }

    static byte[] node(byte[] left, byte[] right) {
        return Bytes.sha256(NODE, left, right);
    }

    /** Whether the leaf stands at {@code index} in the tree of that size and root (section 2.1.3.2). */
    static boolean includes(byte[] leafHash, long index, long size, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long first = index;
        long last = size - 1;
        byte[] hash = leafHash;
        for (byte[] sibling : proof) {
            if (last == 0) {
                return false;
            }
            if ((first & 1) == 1 || first == last) {
                hash = node(sibling, hash);
                while ((first & 1) == 0 && first != 0) {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, sibling);
            }
            first >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    /** Whether the newer tree begins with all of the older (section 2.1.4.2). An older tree of size 0 proves nothing. */
    static boolean extendsTree(long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, List<byte[]> proof) {
        if (oldSize < 1 || oldSize > newSize) {
            return false;
        }
        if (oldSize == newSize) {
            return proof.isEmpty() && Arrays.equals(oldRoot, newRoot);
        }
        return extendsSmaller(oldSize, oldRoot, newSize, newRoot, proof.iterator());
    }

    private static boolean extendsSmaller(
            long oldSize, byte[] oldRoot, long newSize, byte[] newRoot, Iterator<byte[]> path) {
        boolean whole = (oldSize & (oldSize - 1)) == 0;
        if (!path.hasNext()) {
            return false;
        }
        byte[] start = whole ? oldRoot : path.next();
        long first = oldSize - 1;
        long last = newSize - 1;
        while ((first & 1) == 1) {
            first >>= 1;
            last >>= 1;
        }
        byte[] older = start;
        byte[] newer = start;
        while (path.hasNext()) {
            byte[] sibling = path.next();
            if (last == 0) {
                return false;
            }
            if ((first & 1) == 1 || first == last) {
                older = node(sibling, older);
                newer = node(sibling, newer);
                while ((first & 1) == 0 && first != 0) {
                    first >>= 1;
                    last >>= 1;
                }
            } else {
                newer = node(newer, sibling);
            }
            first >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(older, oldRoot) && Arrays.equals(newer, newRoot);
    }
}
