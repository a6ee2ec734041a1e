package dev.heed;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;
import org.slf4j.Logger;

/**
 * What is logged: one JSON object a line, so that nothing a caller sends can forge a line, on standard error, so that what a command prints can be piped.
 *
 * <p>In code, for to read the same from XML takes a tenth of the start. Whoever names a file of their own ({@code -Dlogback.configurationFile}) has that.
 */
public final class Logs extends ContextAwareBase implements Configurator {
    /** Some of them would write a line for each malformed request. */
    private static final Map<String, Level> LESS = Map.of("org.eclipse.jetty.http.HttpParser", Level.ERROR, "org.eclipse.jetty.util.HostPort", Level.ERROR,
        "org.eclipse.jetty", Level.WARN, "io.javalin", Level.WARN, "com.networknt", Level.ERROR);

    @Override
    public ExecutionStatus configure(LoggerContext logging) {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        var encoder = new JsonEncoder();
        encoder.setContext(logging);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.start();
        var lines = new ConsoleAppender<ILoggingEvent>();
        lines.setContext(logging);
        lines.setTarget("System.err");
        lines.setEncoder(encoder);
        lines.start();
        LESS.forEach((name, level) -> logging.getLogger(name).setLevel(level));
        var root = logging.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(lines);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
