package dev.tuliptree.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.tuliptree.Async;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * The layers of the runtime, each of which knows only those below it, and what the bare thread of a loop must not do.
 */
@AnalyzeClasses(packages = "dev.tuliptree", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "dev.tuliptree";

    private static final String[] LAYERS = {
        "engine", "loop", "combine", "sync", "generator", "net", "process", "file", "signal", "inspect"
    };

    private static String[] packages(String... layers) {
        return Arrays.stream(layers).map(layer -> ROOT + "." + layer + "..").toArray(String[]::new);
    }

    private static ArchRule neverSees(String layer, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(ROOT + "." + layer + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages(others))
                .allowEmptyShould(true);
    }

    // -- layers

    @ArchTest
    static final ArchRule theEngineKnowsNothingOfTasks =
            neverSees("engine", "loop", "combine", "sync", "generator", "net", "process", "file", "signal", "inspect");

    @ArchTest
    static final ArchRule theEngineKnowsNoNamesOfPrograms = noClasses()
            .that()
            .resideInAnyPackage(packages("engine"))
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT);

    @ArchTest
    static final ArchRule theLoopNeverSeesWhatIsBuiltOnIt =
            neverSees("loop", "combine", "sync", "generator", "net", "process", "file", "signal", "inspect");

    @ArchTest
    static final ArchRule combinationsAreBuiltOnTheLoopAndSynchronization =
            neverSees("combine", "generator", "net", "process", "file", "signal", "inspect");

    @ArchTest
    static final ArchRule synchronizationNeverSeesTheNetwork =
            neverSees("sync", "combine", "net", "process", "file", "signal", "inspect");

    @ArchTest
    static final ArchRule theNetworkNeverSeesProcesses = neverSees("net", "process", "file", "inspect");

    @ArchTest
    static final ArchRule streamsKnowNothingOfTls = noClasses()
            .that()
            .resideInAPackage(ROOT + ".net")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".net.tls");

    @ArchTest
    static final ArchRule streamsKnowNothingOfTransports = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".net", ROOT + ".net.tls")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".net.transport");

    @ArchTest
    static final ArchRule theFacadeIsForProgramsAlone = noClasses()
            .that(resideInAnyPackage(packages(LAYERS))
                    .or(resideInAnyPackage(ROOT).and(not(isTheFacade()))))
            .should()
            .dependOnClassesThat(isTheFacade());

    private static DescribedPredicate<JavaClass> isTheFacade() {
        return DescribedPredicate.describe("are the facade", type -> type.isEquivalentTo(Async.class));
    }

    @ArchTest
    static final ArchRule theFacadeHoldsNothing = fields().that()
            .areDeclaredIn(Async.class)
            .should()
            .beStatic()
            .andShould()
            .beFinal();

    @ArchTest
    static final ArchRule theRuntimeDependsOnTheJdkAlone = noClasses()
            .that(resideInAnyPackage(ROOT).or(resideInAnyPackage(packages(LAYERS))))
            .should()
            .dependOnClassesThat(
                    not(resideInAnyPackage("java..", "javax.net.ssl..", "dev.tuliptree..", "org.jspecify..")));

    @ArchTest
    static final ArchRule logsGoToTheSystemLogger = noClasses()
            .that(not(nameMatching(".*\\.StandardStreams").forSubtype()))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.util.logging..")
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    // -- time: the loop's, which nobody sets, and a virtual clock can stand in for

    /** Certificates are valid from one day to another. */
    @ArchTest
    static final ArchRule nothingLooksAtTheClockOnTheWall = noClasses()
            .that(not(nameMatching(".*\\.net\\.tls\\.SelfSigned").forSubtype()))
            .should()
            .callCodeUnitWhere(DescribedPredicate.describe("is the clock on the wall", ArchitectureTest::isOnTheWall));

    /**
     * The engine is where time comes from; real time is what the watchdog, debug mode and the meter of steps measure.
     */
    @ArchTest
    static final ArchRule timeComesFromTheEngine = noClasses()
            .that(not(nameMatching(".*\\.(engine\\.NioEngine|loop\\.(Rounds|Turns|Watchdog)|testing\\..*)")
                    .forSubtype()))
            .should()
            .callCodeUnitWhere(
                    DescribedPredicate.describe("is the clock of the machine", ArchitectureTest::isMonotonic));

    private static boolean isOnTheWall(JavaCall<?> call) {
        String owner = call.getTargetOwner().getFullName();
        return (owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis"))
                || (owner.startsWith("java.time.") && call.getName().equals("now"))
                || owner.equals("java.time.Clock")
                || owner.equals("java.time.InstantSource")
                || (owner.equals("java.util.Date")
                        && call.getTarget().getFullName().equals("java.util.Date.<init>()"));
    }

    private static boolean isMonotonic(JavaCall<?> call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                && call.getName().equals("nanoTime");
    }

    // -- the bare thread of a loop: what it waits for, a coroutine may hold

    @ArchTest
    static final ArchRule theLoopAndItsEngineTakeNoLocks = noClasses()
            .that()
            .resideInAnyPackage(packages("loop", "engine"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.concurrent.locks..")
                    .and(not(DescribedPredicate.describe(
                            "LockSupport", type -> type.isEquivalentTo(LockSupport.class)))));

    /** Loops and its watchdog are registered before a loop's first turn and after its last. */
    @ArchTest
    static final ArchRule theLoopAndItsEngineAreNotSynchronized = noMethods()
            .that()
            .areDeclaredInClassesThat(resideInAnyPackage(packages("loop", "engine"))
                    .and(not(nameMatching(".*\\.(Loops|Watchdog)(\\$.*)?").forSubtype())))
            .should()
            .haveModifier(JavaModifier.SYNCHRONIZED);

    /** What has its turn on the bare thread schedules callbacks; coroutines call them. */
    @ArchTest
    static final ArchRule theLoopAndItsEngineCallNoCallbacks = noClasses()
            .that(resideInAnyPackage(packages("engine"))
                    .or(nameMatching(
                                    ".*\\.loop\\.(EventLoop|Turns|Rounds|Closing|Sleeper|Inbox|ReadyQueue|Timer.*|Loop.*|Waiter|ParkingLot)(\\$.*)?")
                            .forSubtype()))
            .should()
            .callMethod(Runnable.class, "run");
}
