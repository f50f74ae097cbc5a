package io.bellhop.server;

import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;
import java.util.function.UnaryOperator;

/** Reads the parameters that an operator writes into {@code sip.xml}, and says what was expected where one is wrong. */
public final class Settings {

    private final String kind;
    private final UnaryOperator<String> source;

    /**
     * Makes a reader.
     *
     * @param kind   how a parameter is called in messages: {@code init-param} or {@code context-param}
     * @param source gives the text of a named parameter, or null
     */
    public Settings(String kind, UnaryOperator<String> source) {
        this.kind = kind;
        this.source = source;
    }

    /**
     * A text.
     *
     * @param name  the parameter
     * @param usual what holds where it is not given or blank
     * @return the text without white space around it
     */
    public String text(String name, String usual) {
        String text = source.apply(name);
        return text == null || text.isBlank() ? usual : text.trim();
    }

    /**
     * A yes or no.
     *
     * @param name  the parameter
     * @param usual what holds where it is not given
     * @return true or false
     * @throws IllegalArgumentException for anything but {@code true} and {@code false}
     */
    public boolean flag(String name, boolean usual) {
        String text = text(name, Boolean.toString(usual));
        if (!text.equals("true") && !text.equals("false")) {
            throw wrong(name, "true or false", text);
        }
        return text.equals("true");
    }

    /**
     * A whole number.
     *
     * @param name  the parameter
     * @param usual what holds where it is not given
     * @param least the smallest value allowed
     * @param most  the largest value allowed
     * @return the number
     * @throws IllegalArgumentException for anything else
     */
    public int number(String name, int usual, int least, int most) {
        String text = text(name, Integer.toString(usual));
        String expected = "a whole number from " + least + " to " + most;
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw wrong(name, expected, text);
        }
        if (value < least || value > most) {
            throw wrong(name, expected, text);
        }
        return value;
    }

    /**
     * A list.
     *
     * @param name  the parameter
     * @param usual what holds where it is not given
     * @return its words, which white space or commas separate
     */
    public List<String> words(String name, String usual) {
        StringTokenizer tokens = new StringTokenizer(text(name, usual), " \t\r\n,");
        List<String> words = new ArrayList<>();
        while (tokens.hasMoreTokens()) {
            words.add(tokens.nextToken());
        }
        return words;
    }

    private IllegalArgumentException wrong(String name, String expected, String found) {
        return new IllegalArgumentException(kind + " " + name + ": expected " + expected + ", found \"" + found + "\"");
    }
}
