package dev.heed.sdk;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The answers to any number of questions, in their order.
 *
 * <p>HTTP/1.1 lets a client read only after it has written, while Heed answers what it has read so far. So that neither waits for the
 * other, a request is kept smaller than what a connection holds on its way; there is one request after another.
 */
final class Answers implements Iterator<Answer> {
    private static final String PATH = "v1/decisions/stream";
    private static final int MOST_BYTES = 64 << 10;

    private final Wire wire;
    private final Iterator<Question> questions;
    private Iterator<Answer> answers = Collections.emptyIterator();
    private Question ahead;

    Answers(Wire wire, Iterator<Question> questions) {
        this.wire = wire;
        this.questions = questions;
    }

    @Override
    public boolean hasNext() {
        if (!answers.hasNext() && (ahead != null || questions.hasNext())) {
            ask();
        }
        return answers.hasNext();
    }

    @Override
    public Answer next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return answers.next();
    }

    /** As many questions as fit into one request, and one at least. */
    private void ask() {
        List<Question> asked = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        boolean reserves = false;
        while (ahead != null || questions.hasNext()) {
            Question question = ahead == null ? questions.next() : ahead;
            byte[] line = question.line();
            if (lines.size() > 0 && lines.size() + line.length >= MOST_BYTES) {
                ahead = question;
                break;
            }
            ahead = null;
            lines.write(line, 0, line.length);
            lines.write('\n');
            asked.add(question);
            reserves |= question.reserves();
        }
        answers = read(asked, wire.lines(wire.url(PATH).build(), new Lines(lines.toByteArray(), reserves)));
    }

    private static Iterator<Answer> read(List<Question> asked, List<String> lines) {
        if (lines.size() != asked.size()) {
            throw new HeedException("unreadable_answer", "there are not as many answers as questions", null);
        }
        List<Answer> answers = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            answers.add(Answer.of(asked.get(i), lines.get(i)));
        }
        return answers.iterator();
    }
}
