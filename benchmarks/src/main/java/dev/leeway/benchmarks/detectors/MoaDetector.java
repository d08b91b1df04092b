package dev.leeway.benchmarks.detectors;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.function.DoublePredicate;

/**
 * A detector of MOA's behind two lambdas, which the compiler inlines as if the calls stood here: no reflection while time is
 * taken. Lambdas can only be made in the class loader that knows their types, so {@link Moa} loads this class once more, in the
 * loader of MOA's jar.
 */
public final class MoaDetector implements DoublePredicate {

  private static final String PACKAGE = "moa.classifiers.core.driftdetection.";

  private final DoubleConsumer input;
  private final BooleanSupplier change;

  private MoaDetector(DoubleConsumer input, BooleanSupplier change) {
    this.input = input;
    this.change = change;
  }

  /** A new detector of this simple name. */
  public static DoublePredicate of(String name) throws Throwable {
    Class<?> type = Class.forName(PACKAGE + name);
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    MethodType nothing = MethodType.methodType(void.class);
    MethodType question = MethodType.methodType(boolean.class);
    MethodType feeding = MethodType.methodType(void.class, double.class);
    Object detector = lookup.findConstructor(type, nothing).invoke();
    lookup.findVirtual(type, "prepareForUse", nothing).invoke(detector);
    MethodHandle input = lookup.findVirtual(type, "input", feeding);
    MethodHandle change = lookup.findVirtual(type, "getChange", question);
    return new MoaDetector(
        (DoubleConsumer) LambdaMetafactory.metafactory(
                lookup,
                "accept",
                MethodType.methodType(DoubleConsumer.class, type),
                feeding,
                input,
                feeding)
            .getTarget()
            .invoke(detector),
        (BooleanSupplier) LambdaMetafactory.metafactory(
                lookup,
                "getAsBoolean",
                MethodType.methodType(BooleanSupplier.class, type),
                question,
                change,
                question)
            .getTarget()
            .invoke(detector));
  }

  @Override
  public boolean test(double value) {
    input.accept(value);
    return change.getAsBoolean();
  }
}
