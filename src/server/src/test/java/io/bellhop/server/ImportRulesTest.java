package io.bellhop.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The SAR runs on any SIP servlet container: it may use the standard API, Java and RocksDB, and nothing else. */
@AnalyzeClasses(packages = "io.bellhop.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ImportRulesTest {

    @ArchTest
    static final ArchRule THE_STANDARD_API_ALONE = classes().should().onlyDependOnClassesThat()
            .resideInAnyPackage("io.bellhop.server..", "jakarta.servlet..", "java..", "javax.naming..", "javax.sql..",
                    "org.rocksdb..");

    @ArchTest
    static final ArchRule NEVER_OUR_OWN_CONTAINER = noClasses().should().dependOnClassesThat()
            .resideInAnyPackage("io.bellhop.sip..", "io.bellhop.container..", "io.bellhop.tomcat..");

    @ArchTest
    static final ArchRule ROCKSDB_STAYS_BEHIND_ITS_PORT = noClasses().that().resideOutsideOfPackage(
            "io.bellhop.server.location..").should().dependOnClassesThat().resideInAPackage("org.rocksdb..");

    @ArchTest
    static final ArchRule BINDINGS_KNOW_NO_SERVLETS = noClasses().that()
            .resideInAPackage("io.bellhop.server.location..").should().dependOnClassesThat().resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule REGISTRAR_AND_ROUTING_DO_NOT_KNOW_EACH_OTHER =
            slices().matching("io.bellhop.server.(registrar|routing)..").should().notDependOnEachOther();
}
