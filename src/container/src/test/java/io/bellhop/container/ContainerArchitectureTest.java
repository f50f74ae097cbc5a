package io.bellhop.container;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which packages of the container may know which others. */
@AnalyzeClasses(packages = "io.bellhop.container", importOptions = DoNotIncludeTests.class)
class ContainerArchitectureTest {
    private static final String CONTAINER = "io.bellhop.container";

    @ArchTest
    static final ArchRule neitherTomcatNorNettyIsSeenHere = noClasses().should().dependOnClassesThat(
            resideInAnyPackage("org.apache.catalina..", "org.apache.coyote..", "org.apache.tomcat..", "io.netty.."));

    @ArchTest
    static final ArchRule addressesKnowOfNothingElse = standsAlone("address");

    @ArchTest
    static final ArchRule theDescriptorKnowsOfNothingElse = standsAlone("descriptor");

    @ArchTest
    static final ArchRule routersKnowOfNothingElse = standsAlone("router");

    @ArchTest
    static final ArchRule authenticationKnowsOfNothingElse = standsAlone("security");

    @ArchTest
    static final ArchRule mappingRulesDoNotKnowTheDescriptorTheyStandIn = noClasses()
            .that().resideInAPackage(CONTAINER + ".descriptor.match..")
            .should().dependOnClassesThat().resideInAPackage(CONTAINER + ".descriptor");

    @ArchTest
    static final ArchRule authenticationKnowsNoServlets = noClasses()
            .that().resideInAPackage(CONTAINER + ".security..")
            .should().dependOnClassesThat().resideInAPackage("jakarta..");

    @ArchTest
    static final ArchRule theRuntimeIsBuiltInLayers = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("application").definedBy(CONTAINER + ".app..")
            .layer("sessions").definedBy(CONTAINER + ".session..")
            .layer("messages").definedBy(CONTAINER + ".message..")
            .layer("dispatch").definedBy(CONTAINER + ".dispatch..")
            .layer("proxy").definedBy(CONTAINER + ".proxy..")
            .layer("runtime").definedBy(CONTAINER + ".runtime..")
            .whereLayer("sessions").mayOnlyBeAccessedByLayers("messages", "dispatch", "proxy", "runtime")
            .whereLayer("messages").mayOnlyBeAccessedByLayers("dispatch", "proxy", "runtime")
            .whereLayer("dispatch").mayOnlyBeAccessedByLayers("runtime")
            .whereLayer("proxy").mayNotBeAccessedByAnyLayer()
            .whereLayer("runtime").mayNotBeAccessedByAnyLayer();

    /** Such a package sees the JDK and the standard API, not the runtime around it nor the stack. */
    private static ArchRule standsAlone(String name) {
        String own = CONTAINER + "." + name + "..";
        return classes().that().resideInAPackage(own)
                .should().onlyDependOnClassesThat(
                        resideInAnyPackage(own, "java..", "javax.crypto..", "javax.xml..", "org.xml..", "jakarta..")
                                .or(not(resideInAnyPackage("io.bellhop..", "org..", "net..", "com..", "io.."))));
    }
}
