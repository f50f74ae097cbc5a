package io.bellhop.container.descriptor;

import java.util.List;

/** A deployment descriptor that can't be used; the message has one line for each problem. */
public class DescriptorException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * One thing that is wrong.
     *
     * @param file the name that the reader was given
     * @param line from 1
     * @param column from 1
     * @param message what is wrong and what was expected
     */
    public record Problem(String file, int line, int column, String message) {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + ": " + message;
        }
    }

    DescriptorException(List<Problem> problems) {
        super(join(problems));
        this.problems = List.copyOf(problems);
    }

    private static String join(List<Problem> problems) {
        StringBuilder out = new StringBuilder();
        for (Problem problem : problems) {
            out.append(out.length() == 0 ? "" : System.lineSeparator()).append(problem);
        }
        return out.toString();
    }

    /** All problems in the order of the file; null in a deserialised copy. */
    public List<Problem> problems() {
        return problems;
    }
}
