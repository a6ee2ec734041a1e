package dev.heed.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.heed.problem.Kind;
import dev.heed.problem.Problem;
import dev.heed.store.Database;
import dev.heed.store.Json;
import dev.heed.store.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers questions line by line, in their order, in memory that does not depend on how many there are. */
final class DecisionStream {
    private static final Logger LOG = LoggerFactory.getLogger(DecisionStream.class);
    private static final byte[] NEWLINE = {'\n'};

    private final Database database;
    private final Form schema;
    private final String requestId;
    private final BiFunction<Optional<Tx>, ObjectNode, byte[]> decide;

    /**
     * A line that was read.
     *
     * @param question empty when the line is none
     * @param problem the answer to a line that is no question
     */
    private record Line(Optional<ObjectNode> question, byte[] problem) {
        boolean reserves() {
            return question.map(json -> json.path("reserve").booleanValue()).orElse(false);
        }
    }

    /**
     * @param schema of one question
     * @param decide makes the answer, with a transaction to a question that wants a place to be held
     */
    DecisionStream(Database database, Form schema, String requestId, BiFunction<Optional<Tx>, ObjectNode, byte[]> decide) {
        this.database = database;
        this.schema = schema;
        this.requestId = requestId;
        this.decide = decide;
    }

    void answer(Lines lines, OutputStream out) throws IOException {
        for (var some = lines.next(); !some.isEmpty(); some = lines.next()) {
            for (var answer : answers(some.parallelStream().map(this::read).toList())) {
                out.write(answer);
                out.write(NEWLINE);
            }
            out.flush();
        }
    }

    private Line read(byte[] line) {
        try {
            if (line == Lines.TOO_LONG) {
                throw Problem.of(Kind.PAYLOAD_TOO_LARGE);
            }
            var json = Json.read(line);
            var faults = schema.faults(json, "");
            if (!faults.isEmpty()) {
                throw Problem.of(Kind.CONTRACT_VIOLATION, faults);
            }
            return new Line(Optional.of((ObjectNode) json), NEWLINE);
        } catch (Problem problem) {
            return new Line(Optional.empty(), Problems.reply(problem, requestId).body());
        }
    }

    /** A run of questions that hold places is one transaction, so that many of them share one sync. */
    private List<byte[]> answers(List<Line> lines) {
        var answers = new ArrayList<byte[]>(lines.size());
        for (int from = 0; from < lines.size();) {
            boolean reserves = lines.get(from).reserves();
            int to = from + 1;
            while (to < lines.size() && lines.get(to).reserves() == reserves) {
                to++;
            }
            var run = lines.subList(from, to);
            answers.addAll(reserves ? reserved(run) : run.parallelStream().map(line -> answer(Optional.empty(), line)).collect(Collectors.toList()));
            from = to;
        }
        return answers;
    }

    private List<byte[]> reserved(List<Line> run) {
        try {
            return database.write(tx -> run.stream().map(line -> answer(Optional.of(tx), line)).toList());
        } catch (Problem unavailable) {
            var problem = Problems.reply(unavailable, requestId).body();
            return run.stream().map(line -> problem).toList();
        }
    }

    private byte[] answer(Optional<Tx> tx, Line line) {
        if (line.question.isEmpty()) {
            return line.problem;
        }
        try {
            return decide.apply(tx, line.question.get());
        } catch (Problem problem) {
            return Problems.reply(problem, requestId).body();
        } catch (RuntimeException bug) {
            if (tx.isPresent()) {
                throw bug;
            }
            LOG.error("a line of a stream failed, request {}", requestId, bug);
            return Problems.reply(Problem.of(Kind.INTERNAL), requestId).body();
        }
    }
}
