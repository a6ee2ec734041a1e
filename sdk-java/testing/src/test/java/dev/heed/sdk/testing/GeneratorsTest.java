package dev.heed.sdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the contract a client in Swift and one in Dart can be generated, as docs/generators says. Nobody compiles them here. */
class GeneratorsTest {
    @ParameterizedTest
    @CsvSource({
        "swift/Package.swift, Heed",
        "swift/Sources/Heed/APIs/PreferencesAPI.swift, func preferencesChange",
        "swift/Sources/Heed/APIs/PreferencesAPI.swift, application/merge-patch+json",
        "swift/Sources/Heed/Models/Preferences.swift, public private(set) var chosen",
        "swift/Sources/Heed/Models/Surface.swift, unknownDefaultOpenApi",
        "dart/pubspec.yaml, name: heed",
        "dart/lib/src/api/preferences_api.dart, preferencesChange",
        "dart/lib/src/api/preferences_api.dart, application/merge-patch+json",
        "dart/lib/src/model/preferences.dart, Choices get chosen",
        "dart/lib/src/model/surface.dart, unknown_default_open_api"
    })
    void theMainFilesAreThere(String file, String text) throws IOException {
        assertThat(Files.readString(Path.of("target/generators").resolve(file))).contains(text);
    }
}
