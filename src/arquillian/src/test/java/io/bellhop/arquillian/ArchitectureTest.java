package io.bellhop.arquillian;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The adapter sees the host's embedding interface, not what the host is made of. */
@AnalyzeClasses(packages = "io.bellhop", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule ADAPTER_KNOWS_NO_CATALINA = noClasses().that().resideInAPackage("io.bellhop.arquillian..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_THE_ADAPTER = noClasses().that().resideOutsideOfPackage("io.bellhop.arquillian..")
            .should().dependOnClassesThat().resideInAPackage("io.bellhop.arquillian..");
}
