package io.bellhop.sip;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports run one way: message and loop below, then transport, locate, transaction; the stack as a whole on top. */
@AnalyzeClasses(packages = "io.bellhop", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    private static final String LOOP = "io.bellhop.sip.loop..";
    private static final String TRANSPORT = "io.bellhop.sip.transport..";
    private static final String LOCATE = "io.bellhop.sip.locate..";
    private static final String TRANSACTION = "io.bellhop.sip.transaction..";
    /** The package itself, where the parts are put together. */
    private static final String TOP = "io.bellhop.sip";

    private static ArchRule mustNotKnow(String layer, String... above) {
        return noClasses().that().resideInAPackage(layer).should().dependOnClassesThat().resideInAnyPackage(above);
    }

    @ArchTest
    static final ArchRule MESSAGES_KNOW_NOTHING_OF_OURS =
            mustNotKnow("io.bellhop.sip.message..", LOOP, TRANSPORT, LOCATE, TRANSACTION, TOP);

    @ArchTest
    static final ArchRule MESSAGES_ARE_PLAIN_JAVA =
            mustNotKnow("io.bellhop.sip.message..", "io.netty..", "org.agrona..", "org.jctools..", "java.util.regex..");

    @ArchTest
    static final ArchRule LOOPS_KNOW_MESSAGES_AT_MOST = mustNotKnow(LOOP, TRANSPORT, LOCATE, TRANSACTION, TOP);

    @ArchTest
    static final ArchRule TRANSPORTS_KNOW_NO_TRANSACTIONS = mustNotKnow(TRANSPORT, LOCATE, TRANSACTION, TOP);

    @ArchTest
    static final ArchRule LOCATING_KNOWS_NO_TRANSACTIONS = mustNotKnow(LOCATE, TRANSACTION, TOP);

    @ArchTest
    static final ArchRule TRANSACTIONS_DO_NOT_KNOW_WHO_BUILDS_THEM = mustNotKnow(TRANSACTION, TOP);

    @ArchTest
    static final ArchRule MACHINES_DO_NO_IO = mustNotKnow(
            "io.bellhop.sip.transaction.machine..",
            "io.netty..",
            "java.util.concurrent..",
            "java.nio.channels..",
            "java.net..",
            TRANSPORT,
            LOOP,
            LOCATE);

    @ArchTest
    static final ArchRule NOTHING_KNOWS_SERVLETS =
            mustNotKnow("io.bellhop.sip..", "io.bellhop.container..", "jakarta.servlet..", "javax.servlet..");

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("io.bellhop.sip.(*)..").should().beFreeOfCycles();
}
