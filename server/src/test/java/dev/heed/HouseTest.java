package dev.heed;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The house: rooms on floors, no cycles, files that a reader can hold in the head. */
class HouseTest {
    private static final Path MAIN = Path.of("src/main/java/dev/heed");
    private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.heed");

    /** Low to high. A room knows lower floors only; neighbors do not know each other. */
    private static final List<List<String>> FLOORS = List.of(
        List.of("problem", "metrics"), List.of("store"), List.of("choice", "words"), List.of("ledger", "brand"), List.of("customer"),
        List.of("access", "webhook"), List.of("consent", "export"), List.of("preferences"), List.of("decision", "evidence"), List.of("feedback", "tally"), List.of("rights"), List.of("http"));

    @Test
    void roomsKnowLowerFloorsOnly() {
        var allowed = new ArrayList<String>();
        for (var floor : FLOORS) {
            for (var room : floor) {
                var higher = FLOORS.stream().flatMap(List::stream).filter(other -> !other.equals(room) && !allowed.contains(other))
                    .map(other -> "dev.heed." + other + "..").toArray(String[]::new);
                noClasses().that().resideInAPackage("dev.heed." + room + "..").should().dependOnClassesThat().resideInAnyPackage(higher).check(CLASSES);
            }
            allowed.addAll(floor);
        }
    }

    @Test
    void everyRoomStandsOnAFloor() throws IOException {
        try (var rooms = Files.list(MAIN)) {
            assertThat(rooms.filter(Files::isDirectory).map(room -> room.getFileName().toString()))
                .containsExactlyInAnyOrderElementsOf(FLOORS.stream().flatMap(List::stream).toList());
        }
    }

    @Test
    void noRoomsDependOnEachOtherInACircle() {
        slices().matching("dev.heed.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void onlyHttpKnowsHttp() {
        noClasses().that().resideOutsideOfPackages("dev.heed.http..", "dev.heed.sdk..").should()
            .dependOnClassesThat(resideInAPackage("io.javalin..").or(resideInAPackage("jakarta.servlet..")).or(resideInAPackage("org.eclipse.jetty.."))).check(CLASSES);
    }

    @Test
    void onlyTheStoreAndTablesKnowSql() {
        noClasses().that().resideOutsideOfPackages("dev.heed.store..").and().haveSimpleNameNotEndingWith("Table").should()
            .dependOnClassesThat(resideInAPackage("java.sql..").or(resideInAPackage("org.jdbi.."))).check(CLASSES);
    }

    @Test
    void thePureHeartKnowsNeitherTransactionNorClock() {
        noClasses().that().haveFullyQualifiedName("dev.heed.preferences.Effective").or().haveFullyQualifiedName("dev.heed.preferences.Outlook")
            .or().haveFullyQualifiedName("dev.heed.preferences.Lapses").or().haveFullyQualifiedName("dev.heed.preferences.Loosening").or().haveFullyQualifiedName("dev.heed.choice.MergePatch")
            .or().haveFullyQualifiedName("dev.heed.choice.Choices").or().haveFullyQualifiedName("dev.heed.brand.Review")
            .or().haveFullyQualifiedName("dev.heed.brand.CatalogReview").or().haveNameMatching("dev\\.heed\\.brand\\.(Fair|Lexicon|CatalogCheck|DeceptivePattern).*").or().haveFullyQualifiedName("dev.heed.consent.Standing")
            .or().haveFullyQualifiedName("dev.heed.ledger.Merkle").or().haveFullyQualifiedName("dev.heed.decision.Rules").or().haveFullyQualifiedName("dev.heed.decision.Hours")
            .or().haveFullyQualifiedName("dev.heed.decision.FrequencyCap").or().haveFullyQualifiedName("dev.heed.decision.Facts")
            .or().haveFullyQualifiedName("dev.heed.decision.LastMonth").or().haveFullyQualifiedName("dev.heed.feedback.Suggestions")
            .or().haveFullyQualifiedName("dev.heed.feedback.LowerCap").or().haveFullyQualifiedName("dev.heed.feedback.BetterHours")
            .or().haveFullyQualifiedName("dev.heed.decision.Season").or().haveFullyQualifiedName("dev.heed.decision.Schedule").or().haveFullyQualifiedName("dev.heed.decision.Imagined")
            .or().haveFullyQualifiedName("dev.heed.decision.Outcome").or().haveFullyQualifiedName("dev.heed.tally.Delays").or().haveFullyQualifiedName("dev.heed.tally.Counts")
            .or().haveFullyQualifiedName("dev.heed.tally.Timeline").or().haveFullyQualifiedName("dev.heed.rights.Portable").or().haveFullyQualifiedName("dev.heed.rights.Arrival")
            .or().haveFullyQualifiedName("dev.heed.rights.Findings").or().haveFullyQualifiedName("dev.heed.rights.Stricter").or().haveFullyQualifiedName("dev.heed.choice.WeekHours")
            .or().haveFullyQualifiedName("dev.heed.rights.LastChannel").or().haveFullyQualifiedName("dev.heed.rights.Sentences")
            .or().haveFullyQualifiedName("dev.heed.evidence.Tally").or().haveFullyQualifiedName("dev.heed.evidence.Summary").or().haveFullyQualifiedName("dev.heed.ledger.ProvingTiles").should()
            .dependOnClassesThat().haveFullyQualifiedName("dev.heed.store.Tx").orShould().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock").check(CLASSES);
    }

    @Test
    void everyFileFitsInTheHead() throws IOException {
        for (var folder : List.of(MAIN, Path.of("src/test/java/dev/heed"))) {
            try (var files = Files.walk(folder)) {
                for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readAllLines(file)).as(file.toString()).hasSizeLessThan(300);
                }
            }
        }
    }

    @Test
    void nothingIsNamedAfterNothing() throws IOException {
        try (var files = Files.walk(MAIN)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                .noneMatch(name -> name.matches(".*(Service|Manager|Helper|Utils?|Impl|DTO|Dto|Entity|Abstract[A-Z].*)\\.java"));
        }
    }
}
