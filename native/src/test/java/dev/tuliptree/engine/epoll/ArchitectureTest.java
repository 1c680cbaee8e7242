package dev.tuliptree.engine.epoll;

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
@AnalyzeClasses(packages = "dev.tuliptree.engine.epoll", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule itKnowsTheSeamAndTheJdkAlone = noClasses()
            .should()
            .dependOnClassesThat(not(resideInAnyPackage(
                    "java..", "dev.tuliptree.engine", "dev.tuliptree.engine.epoll", "org.jspecify..")));

    @ArchTest
    static final ArchRule itTakesNoLocks =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.concurrent.locks..");

    @ArchTest
    static final ArchRule itIsNotSynchronized = noMethods().should().haveModifier(JavaModifier.SYNCHRONIZED);
}
