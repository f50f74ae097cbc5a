package io.bellhop.deploy;

import org.xml.sax.SAXParseException;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Listens to the log while Tomcat starts. Tomcat logs what goes wrong and goes on; here it is kept, so that the reason
 * can be told in one line. Any thread may log.
 */
final class StartLog extends Handler implements AutoCloseable {

    /** Far more than a start that fails logs; a bound all the same. */
    private static final int LIMIT = 200;
    private static final Logger ROOT = Logger.getLogger("");

    private final List<LogRecord> severe = new ArrayList<>();
    private final SimpleFormatter formatter = new SimpleFormatter();

    static StartLog listen() {
        StartLog log = new StartLog();
        log.setLevel(Level.SEVERE);
        ROOT.addHandler(log);
        return log;
    }

    @Override
    public synchronized void publish(LogRecord record) {
        if (isLoggable(record) && severe.size() < LIMIT) {
            severe.add(record);
        }
    }

    /**
     * {@return the reason of a failure in one line: the innermost cause of the first failure that was logged}
     *
     * @param about a word that the wanted record or one of its causes has; if none has it the first record is taken
     */
    synchronized String reason(String about) {
        for (LogRecord record : severe) {
            if (mentions(record, about)) {
                return reason(record);
            }
        }
        return severe.isEmpty() ? "see the log" : reason(severe.get(0));
    }

    private boolean mentions(LogRecord record, String about) {
        if (formatter.formatMessage(record).contains(about)) {
            return true;
        }
        for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains(about)) {
                return true;
            }
        }
        return false;
    }

    private String reason(LogRecord record) {
        return record.getThrown() == null ? formatter.formatMessage(record) : reason(record.getThrown());
    }

    /** {@return what the innermost cause says, with the name of its class where the message alone says little} */
    static String reason(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof SAXParseException xml) {
            return "line " + xml.getLineNumber() + ": " + xml.getMessage();
        }
        boolean plain = cause.getMessage() != null && cause.getMessage().indexOf(' ') > 0;
        return plain ? cause.getMessage() : cause.toString();
    }

    @Override
    public void flush() {
        // Nothing is buffered.
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }
}
