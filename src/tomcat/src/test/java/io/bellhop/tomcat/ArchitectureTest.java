package io.bellhop.tomcat;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Imports run one way: tomcat, then container, then stack; Catalina stays in here. */
@AnalyzeClasses(packages = "io.bellhop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule TOMCAT_STAYS_HERE = noClasses().that().resideOutsideOfPackage("io.bellhop.tomcat..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..",
                    "org.apache.tomcat..", "org.apache.juli..");

    @ArchTest
    static final ArchRule CONTAINER_KNOWS_NO_HOST = noClasses().that().resideInAPackage("io.bellhop.container..")
            .should().dependOnClassesThat().resideInAnyPackage("io.bellhop.tomcat..", "io.bellhop.arquillian..");

    @ArchTest
    static final ArchRule STACK_KNOWS_NO_SERVLETS = noClasses().that().resideInAPackage("io.bellhop.sip..")
            .should().dependOnClassesThat().resideInAnyPackage("io.bellhop.container..", "io.bellhop.tomcat..",
                    "jakarta.servlet..");
}
