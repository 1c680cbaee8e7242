package dev.tuliptree.engine.linux;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** An engine knows the seam it fills and the JDK, and what it does on the bare thread of a loop waits for nobody. */
@AnalyzeClasses(
        packages = {ArchitectureTest.SHARED, ArchitectureTest.EPOLL, ArchitectureTest.URING},
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String SHARED = "dev.tuliptree.engine.linux";
    static final String EPOLL = "dev.tuliptree.engine.epoll";
    static final String URING = "dev.tuliptree.engine.uring";

    @ArchTest
    static final ArchRule theyKnowTheSeamAndTheJdkAlone = noClasses()
            .should()
            .dependOnClassesThat(
                    not(resideInAnyPackage("java..", "dev.tuliptree.engine", SHARED, EPOLL, URING, "org.jspecify..")));

    @ArchTest
    static final ArchRule whatTheyShareKnowsNoneOfThem = noClasses()
            .that()
            .resideInAPackage(SHARED)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(EPOLL, URING);

    @ArchTest
    static final ArchRule epollKnowsNoOther = noClasses()
            .that()
            .resideInAPackage(EPOLL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(URING);

    @ArchTest
    static final ArchRule uringKnowsNoOther = noClasses()
            .that()
            .resideInAPackage(URING)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(EPOLL);

    @ArchTest
    static final ArchRule theyTakeNoLocks =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.concurrent.locks..");

    @ArchTest
    static final ArchRule theyAreNotSynchronized = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);
}
