package io.bellhop.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a program did.
 *
 * @param status its exit status
 * @param out    what it wrote to its standard output
 * @param err    what it wrote to its standard error
 */
record Run(int status, String out, String err) {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int PATIENCE_S = 120;

    /** Runs a program to its end; fails if that takes more than two minutes. */
    static Run of(Path directory, Map<String, String> environment, String input, List<String> command)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        String name = Path.of(command.get(0)).getFileName() + "." + COUNT.incrementAndGet();
        Path in = Files.writeString(directory.resolve(name + ".in"), input);
        Path out = directory.resolve(name + ".out");
        Path err = directory.resolve(name + ".err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectInput(in.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end within " + PATIENCE_S + " s");
        }
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
