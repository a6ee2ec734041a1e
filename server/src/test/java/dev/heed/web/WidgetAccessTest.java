package dev.heed.web;

import static dev.heed.web.Embedded.inside;
import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.access.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That everybody can use the preference center: whatever its state, their eyes, their hands, their device, and whatever the page around it does. */
class WidgetAccessTest {
    private static final List<String> SECTIONS = List.of("essential", "channels", "often", "when", "how", "uses", "contacts", "history", "data", "td-offers");
    /** Everything that can be pressed, chosen or filled in, with the box that takes the press: of a hidden input, the text beside it. */
    private static final String TARGETS = "[...document.querySelector('preference-center').shadowRoot.querySelectorAll('button, select, summary, a, input')]"
        + ".map(target => target.closest('.pair label') ? target.nextSibling : target.closest('label:not(.field)') ?? target).filter(target => target.getClientRects().length)";
    @RegisterExtension
    static final Stand STAND = new Stand();

    private Embedded center;

    @BeforeAll
    static void fill() {
        STAND.customer("loaded").preferences().change(choice -> choice.topic("offers").allow());
        STAND.customer("stopped").preferences().change(choice -> choice.stopEverything());
        STAND.customer("paused").preferences().change(choice -> choice.pauseUntil(Instant.now().plus(Duration.ofDays(3))));
        STAND.given().client(Role.SENDER).decisions().reserve("loaded", "email", "offers");
    }

    @AfterEach
    void close() {
        center.close();
    }

    /** The states of the element, and how a person gets there. */
    static Stream<String> states() {
        return STATES.keySet().stream().sorted();
    }

    private static final Map<String, Consumer<Embedded>> STATES = Map.of(
        "loaded", center -> { },
        "everything open", center -> SECTIONS.forEach(center::open),
        "loading", center -> {
            center.value("document.querySelector('preference-center').token = () => new Promise(() => {})");
            center.tab().await(inside(".loading"));
        },
        "saving", center -> {
            center.tab().blocking("").connection(true, 60_000);
            center.choose("t-offers", false).tab().await(inside(".center[aria-busy=true]"));
        },
        "saved", center -> center.choose("t-newsletter", true).said(),
        "error", center -> {
            center.tab().blocking("*/preferences");
            center.choose("t-events", true).tab().await(inside(".note [role=alert]") + ".textContent");
        },
        "failed", center -> {
            center.tab().blocking("*/v1/catalog");
            center.value("document.querySelector('preference-center').refresh()");
            center.tab().await(inside(".broken"));
        },
        "offline", center -> center.tab().connection(false, 0).await(inside(".state")),
        "proposed", center -> center.open("how").click("input[name=relationship]").tab().await(inside(".draft .main:enabled")),
        "expired", center -> {
            STAND.page().holding("");
            center.value("document.querySelector('preference-center').token = async () => { throw new Error('signed out'); }");
            center.tab().await(inside(".broken"));
        });

    @ParameterizedTest
    @MethodSource("states")
    void noRuleOfAxeIsBroken(String state) {
        var customer = "in-" + state.replace(' ', '-');
        STAND.customer(customer).preferences().change(choice -> choice.topic("offers").allow());
        center = STAND.opened(customer, "");
        STATES.get(state).accept(center);
        axeEverywhere(state);
    }

    @ParameterizedTest
    @MethodSource
    void noRuleOfAxeIsBrokenFor(String customer) {
        center = STAND.opened(customer, "");
        axeEverywhere(customer);
    }

    static Stream<String> noRuleOfAxeIsBrokenFor() {
        return Stream.of("stopped", "paused");
    }

    @Test
    void noRuleOfAxeIsBrokenWhereThereIsNothingToChoose() {
        center = STAND.opened("loaded", "");
        center.value("(() => { const fetched = window.fetch; window.fetch = async (url, options) => { const answer = await fetched(url, options); if (!String(url).endsWith('/catalog')) return answer;"
            + " const catalog = await answer.json(); return new Response(JSON.stringify({...catalog, topics: [], purposes: [], relationships: []})); };"
            + " document.querySelector('preference-center').refresh(); })()");
        center.tab().await(inside("#topics-t + p"));
        assertThat(center.text("#topics-t + p")).isEqualTo("Nothing to choose now.");
        axeEverywhere("empty");
    }

    /** In light and dark, in three widths, from left to right and from right to left. */
    private void axeEverywhere(String state) {
        for (var scheme : List.of("light", "dark")) {
            for (int width : new int[] {320, 768, 1280}) {
                center.tab().sized(width, 900, scheme);
                for (var direction : List.of("ltr", "rtl")) {
                    center.value(inside(".center") + ".dir = '" + direction + "'");
                    assertThat(center.tab().axe("'preference-center'")).as(state + ", " + scheme + ", " + width + ", " + direction).isEmpty();
                    assertThat(center.value("document.documentElement.scrollWidth <= innerWidth").booleanValue()).as(state + " fits into " + width + ", " + direction).isTrue();
                }
            }
        }
        center.tab().sized(768, 900, "light").picture("widget-" + state.replace(' ', '-'));
    }

    @Test
    void aTextHalfAsLongAgainFitsIntoThePhoneAndInFourHundredPercentOfZoom() {
        center = STAND.opened("loaded", "lang=en-x-pseudo");
        SECTIONS.forEach(center::open);
        center.tab().sized(320, 640, "light");
        assertThat(center.value("document.documentElement.scrollWidth").intValue()).isEqualTo(320);
        center.tab().picture("widget-pseudo");
    }

    @Test
    void whatIsPressedIsLargeEnough() {
        center = STAND.opened("loaded", "");
        SECTIONS.forEach(center::open);
        center.tab().sized(320, 900, "light");
        assertThat(center.value("JSON.stringify(" + TARGETS + ".map(target => [target.outerHTML.slice(0, 80), target.getBoundingClientRect()]).filter(([, box]) => box.width < 24 || box.height < 24))").textValue())
            .isEqualTo("[]");
        assertThat(center.value("Math.min(...[...document.querySelector('preference-center').shadowRoot.querySelectorAll('.stop, .pair span')].map(target => target.getBoundingClientRect().height))").doubleValue())
            .isGreaterThanOrEqualTo(44);
    }

    @Test
    void atMostSevenDecisionsAreAskedAtOnceAndTheLastIsTwelveTabStopsAway() {
        center = STAND.opened("loaded", "");
        assertThat(center.value("document.querySelector('preference-center').shadowRoot.querySelectorAll('[role=radiogroup], .stop').length").intValue()).isLessThanOrEqualTo(7);
        int stops = 0;
        do {
            center.tab().press("Tab");
            stops++;
        } while (!center.focused().equals("t-events") && stops < 30);
        assertThat(stops).isLessThanOrEqualTo(12);
    }

    @Test
    void everythingIsDoneByKeyboardAlone() {
        center = STAND.opened("keys", "");
        center.tab().press("Tab");
        assertThat(center.focused()).isEqualTo("Stop everything");
        center.tab().press("Enter");
        assertThat(center.said()).startsWith("Everything is stopped.");
        assertThat(center.focused()).as("the focus stays").isEqualTo("Start again");
        center.tab().press(" ");
        center.tab().await(inside(".stop") + ".innerText === 'Stop everything'");
        for (int i = 0; !center.focused().equals("t-offers") && i < 20; i++) {
            center.tab().press("Tab");
        }
        center.quiet().tab().press(" ");
        center.tab().await(inside("input[name=t-offers]") + ".checked");
        assertThat(center.said()).startsWith("Offers: Yes.");
        center.tab().press("ArrowRight").await(inside("label:last-child input[name=t-offers]") + ".checked");
        assertThat(center.said()).startsWith("Offers: No.");
        assertThat(center.focused()).isEqualTo("t-offers");
        for (int i = 0; !center.focused().equals("Your changes") && i < 40; i++) {
            center.tab().press("Tab");
        }
        center.tab().press("Enter").await(inside("#history ol"));
        for (int i = 0; !center.focused().equals("Undo") && i < 40; i++) {
            center.tab().press("Tab");
        }
        center.tab().press("Enter").await(inside(".note [role=status]") + ".textContent.startsWith('Taken back.')");
        assertThat(STAND.customer("keys").preferences().read().value().getChosen().getTopics().get("offers").getAllowed()).isTrue();
    }

    @Test
    void whereColorsAreForcedWhatIsChosenIsStillSeen() {
        center = STAND.opened("loaded", "");
        center.tab().preferring("forced-colors", "active");
        var outline = "(({outlineStyle, outlineColor}) => `${outlineStyle} ${outlineColor}`)(getComputedStyle(" + inside("[aria-labelledby=t-rental_reminders-l] label:%s-child span") + "))";
        assertThat(center.value(outline.formatted("first")).textValue()).startsWith("solid rgb(").doesNotContain("rgba");
        assertThat(center.value(outline.formatted("last")).textValue()).startsWith("none");
    }

    @Test
    void nothingMoves() {
        center = STAND.opened("loaded", "");
        center.choose("t-newsletter", true);
        assertThat(center.value("document.getAnimations().length + document.querySelector('preference-center').shadowRoot.getAnimations().length").intValue()).isZero();
    }

    @Test
    void whatThePagesStylesSayChangesNothing() {
        center = STAND.opened("hostile", "");
        var alone = "document.querySelector('h1').remove()";    // what stands above decides on fractions of a pixel
        center.tab().await(inside(".sum") + ".textContent.length > 3").run(alone);
        var plain = center.tab().seen("document.querySelector('preference-center')");
        var box = center.value("JSON.stringify(document.querySelector('preference-center').getBoundingClientRect())");
        center.go("/hostile");
        center.tab().await(inside(".sum") + ".textContent.length > 3").run(alone);
        assertThat(center.value("getComputedStyle(document.querySelector('preference-center')).opacity").textValue()).isEqualTo("1");
        assertThat(center.value("document.querySelector('preference-center').getBoundingClientRect().width").doubleValue()).isGreaterThan(700);
        assertThat(box.textValue()).contains("\"width\":752");
        assertThat(Arrays.equals(center.tab().seen("document.querySelector('preference-center')"), plain)).as("looks the same, pixel by pixel").isTrue();
    }
}
