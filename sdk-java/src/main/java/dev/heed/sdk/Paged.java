package dev.heed.sdk;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A list that is fetched page by page, as far as it is read and no further.
 *
 * <p>Each iteration starts at the first page. Reading may throw any {@link HeedException}.
 *
 * @param <T> the items
 */
public final class Paged<T> implements Iterable<T> {
    private final Source<T> source;
    private final Integer pageSize;

    Paged(Source<T> source, Integer pageSize) {
        this.source = source;
        this.pageSize = pageSize;
    }

    /** Where pages come from. */
    interface Source<T> {
        Page<T> page(Integer limit, String cursor);
    }

    /** One page; {@code next} is null on the last. */
    static final class Page<T> {
        final List<T> items;
        final String next;

        Page(List<T> items, String next) {
            this.items = items == null ? Collections.emptyList() : items;
            this.next = next;
        }
    }

    /** The same list, fetched with so many items a page: 1 to 500. */
    public Paged<T> inPagesOf(int items) {
        return new Paged<>(source, items);
    }

    /** The items, one after another, fetched when reached. */
    public Stream<T> stream() {
        return StreamSupport.stream(spliterator(), false);
    }

    @Override
    public Iterator<T> iterator() {
        return new Walk();
    }

    private final class Walk implements Iterator<T> {
        private Iterator<T> items = Collections.emptyIterator();
        private String cursor;
        private boolean last;

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && !last) {
                turn();
            }
            return items.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return items.next();
        }

        private void turn() {
            Page<T> page = source.page(pageSize, cursor);
            if (page.next != null && page.next.equals(cursor)) {
                throw new HeedException("unreadable_answer", "the list leads back to the same page", null);
            }
            items = page.items.iterator();
            cursor = page.next;
            last = page.next == null;
        }
    }
}
