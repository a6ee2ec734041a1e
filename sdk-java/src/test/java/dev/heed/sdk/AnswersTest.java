package dev.heed.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.heed.sdk.model.Decision;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many questions, answered in their order, a request of them at a time. */
class AnswersTest {
    private final Stage stage = new Stage();
    private final HeedClient client = stage.client();

    @AfterEach
    void close() {
        client.close();
        stage.close();
    }

    @Test
    void eachQuestionGetsADecisionOrAProblem() {
        stage.then(200, Samples.ALLOWED + "\n" + Samples.PROBLEM + "\n" + Samples.DENIED + "\n");
        List<Answer> answers = client.decisions()
                .stream(List.of(
                        Question.asking("c-1", "email", "offers"),
                        Question.asking("c-2", "email", "ofers"),
                        Question.asking("c-3", "email", "offers", q -> q.purposes("recommendations"))))
                .collect(Collectors.toList());

        assertThat(answers).extracting(a -> a.question().customerId()).containsExactly("c-1", "c-2", "c-3");
        assertThat(answers).extracting(Answer::allowed).containsExactly(true, false, false);
        assertThat(answers.get(1).decision()).isEmpty();
        assertThat(answers.get(1).problem().orElseThrow().getType()).isEqualTo("/problems/catalog_violation");
        assertThat(answers.get(2).decision().map(Decision::getAlternatives)).contains(List.of("push", "post"));
        assertThat(stage.last().header("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(stage.last().body.split("\n")).hasSize(3)
                .contains("{\"customerId\":\"c-2\",\"channel\":\"email\",\"topic\":\"ofers\"}");
    }

    @Test
    void questionsAreTakenOneRequestAheadOfTheAnswersAndNoFurther() {
        for (int i = 0; i < 100; i++) {
            stage.then(this::allowAll);
        }
        AtomicInteger taken = new AtomicInteger();
        Stream<Question> questions =
                IntStream.range(0, 5_000).mapToObj(i -> Question.asking("c-" + i, "email", "offers"))
                        .peek(question -> taken.incrementAndGet());
        Iterator<Answer> answers = client.decisions().stream(questions::iterator).iterator();
        assertThat(stage.asked).isEmpty();

        assertThat(answers.next().question().customerId()).isEqualTo("c-0");
        assertThat(stage.asked).hasSize(1);
        assertThat(taken).hasValueLessThan(2_000);
        int last = 0;
        while (answers.hasNext()) {
            assertThat(answers.next().question().customerId()).isEqualTo("c-" + ++last);
        }
        assertThat(last).isEqualTo(4_999);
        assertThat(stage.asked).hasSizeBetween(3, 20).allMatch(a -> a.body.length() <= 64 << 10);
    }

    @Test
    void aQuestionLargerThanOtherRequestsIsARequestOfItsOwn() {
        stage.then(this::allowAll).then(this::allowAll).then(this::allowAll);
        Question large = Question.asking("c-2", "email", "offers", q -> q.purposes("x".repeat(100_000)));
        Question small = Question.asking("c-1", "email", "offers");
        assertThat(client.decisions().stream(List.of(small, large, small))).hasSize(3);
        assertThat(stage.asked).hasSize(3);
    }

    @Test
    void nothingIsAskedWhenThereIsNoQuestion() {
        assertThat(client.decisions().stream(List.of())).isEmpty();
        assertThat(stage.asked).isEmpty();
    }

    @Test
    void questionsAreAskedAgainWhenTheAnswersBreakOff() {
        stage.thenBreakOff().then(this::allowAll);
        assertThat(client.decisions().stream(List.of(Question.asking("c-1", "email", "offers"))))
                .allMatch(Answer::allowed);
        assertThat(stage.asked).hasSize(2);
    }

    @Test
    void placesAreReservedAgainOnlyWhenTheServerRefused() {
        List<Question> questions = List.of(Question.reserving("c-1", "email", "offers"));
        stage.then(429, "").then(503, "").then(this::allowAll);
        assertThat(client.decisions().stream(questions)).hasSize(1);
        assertThat(stage.last().body).contains("\"reserve\":true");
        assertThat(stage.asked).hasSize(3);

        stage.thenBreakOff().then(this::allowAll);
        assertThatThrownBy(() -> client.decisions().stream(questions).count())
                .isInstanceOf(UnavailableException.class);
        assertThat(stage.asked).hasSize(4);
    }

    @Test
    void anAnswerTooFewOrNotToBeReadIsAnError() {
        stage.then(200, "").then(200, "{\"oops\":\"jane.doe@example.com\"}\n");
        List<Question> questions = List.of(Question.asking("c-1", "email", "offers"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> client.decisions().stream(questions).collect(Collectors.toList()))
                    .isInstanceOf(HeedException.class).hasMessageContaining("unreadable_answer")
                    .hasMessageNotContaining("jane").hasNoCause();
        }
    }

    /** A decision for each line of the question that is being asked. */
    private void allowAll(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            for (int line = stage.last().body.split("\n").length; line > 0; line--) {
                out.write((Samples.ALLOWED + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
