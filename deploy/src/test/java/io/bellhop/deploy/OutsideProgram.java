package io.bellhop.deploy;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A test that talks to a program from outside. Where the program is not installed the test is skipped, and one line
 * says so; with {@code -Dbellhop.outside=required} it fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(OutsideProgram.Installed.class)
@interface OutsideProgram {

    /** The command's name. */
    String value();

    /** The Debian package that has it. */
    String debian();

    /** Looks for the program on the PATH. */
    final class Installed implements ExecutionCondition {

        private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            OutsideProgram program = AnnotationSupport.findAnnotation(context.getElement(), OutsideProgram.class)
                    .orElse(null);
            if (program == null || onPath(program.value())) {
                return ConditionEvaluationResult.enabled("installed");
            }
            String missing = program.value() + " is not installed (Debian: " + program.debian() + ")";
            if ("required".equals(System.getProperty("bellhop.outside"))) {
                throw new IllegalStateException(missing + ", and its tests are required");
            }
            if (TOLD.add(missing)) {
                System.out.println("Tests with " + program.value() + " are skipped: " + missing);
            }
            return ConditionEvaluationResult.disabled(missing);
        }

        private static boolean onPath(String command) {
            return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(directory -> new File(directory, command).canExecute());
        }
    }
}
