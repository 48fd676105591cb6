package dev.samovar.java.guest;

import java.util.Collection;
import java.util.Spliterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.BaseStream;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What would run on the JVM's common pool: asynchronous stages run on a pool of the guest's own, and parallel
/// streams run on the thread that asks, which the contract of `parallel` allows.
@SuppressWarnings({"rawtypes", "unchecked"})
public final class FutureCalls {
    private FutureCalls() {}

    @Instead(of = ForkJoinPool.class, member = "commonPool", at = Site.STATIC)
    public static ForkJoinPool commonPool(Guest guest) {
        return guest.commonPool();
    }

    @Instead(of = ForkJoinPool.class, member = "getCommonPoolParallelism", at = Site.STATIC)
    public static int getCommonPoolParallelism(Guest guest) {
        return guest.commonPool().getParallelism();
    }

    @Instead(of = CompletableFuture.class, member = "supplyAsync", at = Site.STATIC)
    public static CompletableFuture supplyAsync(Guest guest, Supplier supplier) {
        return CompletableFuture.supplyAsync(supplier, guest.commonPool());
    }

    @Instead(of = CompletableFuture.class, member = "runAsync", at = Site.STATIC)
    public static CompletableFuture runAsync(Guest guest, Runnable action) {
        return CompletableFuture.runAsync(action, guest.commonPool());
    }

    @Instead(of = CompletableFuture.class, member = "delayedExecutor", at = Site.STATIC)
    public static Executor delayedExecutor(Guest guest, long delay, TimeUnit unit) {
        return CompletableFuture.delayedExecutor(delay, unit, guest.commonPool());
    }

    @Instead(of = CompletableFuture.class, member = "defaultExecutor", at = Site.VIRTUAL)
    public static Executor defaultExecutor(Guest guest, CompletableFuture future) {
        return future.getClass() == CompletableFuture.class ? guest.commonPool() : future.defaultExecutor();
    }

    @Instead(of = CompletableFuture.class, member = "completeAsync", at = Site.VIRTUAL)
    public static CompletableFuture completeAsync(Guest guest, CompletableFuture future, Supplier supplier) {
        return plain(future) ? future.completeAsync(supplier, guest.commonPool()) : future.completeAsync(supplier);
    }

    @Instead(of = CompletableFuture.class, member = "thenApplyAsync", at = Site.VIRTUAL)
    public static CompletableFuture thenApplyAsync(Guest guest, CompletableFuture stage, Function fn) {
        return plain(stage) ? stage.thenApplyAsync(fn, guest.commonPool()) : stage.thenApplyAsync(fn);
    }

    @Instead(of = CompletableFuture.class, member = "thenAcceptAsync", at = Site.VIRTUAL)
    public static CompletableFuture thenAcceptAsync(Guest guest, CompletableFuture stage, Consumer action) {
        return plain(stage) ? stage.thenAcceptAsync(action, guest.commonPool()) : stage.thenAcceptAsync(action);
    }

    @Instead(of = CompletableFuture.class, member = "thenRunAsync", at = Site.VIRTUAL)
    public static CompletableFuture thenRunAsync(Guest guest, CompletableFuture stage, Runnable action) {
        return plain(stage) ? stage.thenRunAsync(action, guest.commonPool()) : stage.thenRunAsync(action);
    }

    @Instead(of = CompletableFuture.class, member = "thenCombineAsync", at = Site.VIRTUAL)
    public static CompletableFuture thenCombineAsync(
            Guest guest, CompletableFuture stage, CompletionStage other, BiFunction fn) {
        return plain(stage) ? stage.thenCombineAsync(other, fn, guest.commonPool()) : stage.thenCombineAsync(other, fn);
    }

    @Instead(of = CompletableFuture.class, member = "thenAcceptBothAsync", at = Site.VIRTUAL)
    public static CompletableFuture thenAcceptBothAsync(
            Guest guest, CompletableFuture stage, CompletionStage other, BiConsumer action) {
        return plain(stage)
                ? stage.thenAcceptBothAsync(other, action, guest.commonPool())
                : stage.thenAcceptBothAsync(other, action);
    }

    @Instead(of = CompletableFuture.class, member = "runAfterBothAsync", at = Site.VIRTUAL)
    public static CompletableFuture runAfterBothAsync(
            Guest guest, CompletableFuture stage, CompletionStage other, Runnable action) {
        return plain(stage)
                ? stage.runAfterBothAsync(other, action, guest.commonPool())
                : stage.runAfterBothAsync(other, action);
    }

    @Instead(of = CompletableFuture.class, member = "applyToEitherAsync", at = Site.VIRTUAL)
    public static CompletableFuture applyToEitherAsync(
            Guest guest, CompletableFuture stage, CompletionStage other, Function fn) {
        return plain(stage)
                ? stage.applyToEitherAsync(other, fn, guest.commonPool())
                : stage.applyToEitherAsync(other, fn);
    }

    @Instead(of = CompletableFuture.class, member = "acceptEitherAsync", at = Site.VIRTUAL)
    public static CompletableFuture acceptEitherAsync(
            Guest guest, CompletableFuture stage, CompletionStage other, Consumer action) {
        return plain(stage)
                ? stage.acceptEitherAsync(other, action, guest.commonPool())
                : stage.acceptEitherAsync(other, action);
    }

    @Instead(of = CompletableFuture.class, member = "runAfterEitherAsync", at = Site.VIRTUAL)
    public static CompletableFuture runAfterEitherAsync(
            Guest guest, CompletableFuture stage, CompletionStage other, Runnable action) {
        return plain(stage)
                ? stage.runAfterEitherAsync(other, action, guest.commonPool())
                : stage.runAfterEitherAsync(other, action);
    }

    @Instead(of = CompletableFuture.class, member = "thenComposeAsync", at = Site.VIRTUAL)
    public static CompletableFuture thenComposeAsync(Guest guest, CompletableFuture stage, Function fn) {
        return plain(stage) ? stage.thenComposeAsync(fn, guest.commonPool()) : stage.thenComposeAsync(fn);
    }

    @Instead(of = CompletableFuture.class, member = "handleAsync", at = Site.VIRTUAL)
    public static CompletableFuture handleAsync(Guest guest, CompletableFuture stage, BiFunction fn) {
        return plain(stage) ? stage.handleAsync(fn, guest.commonPool()) : stage.handleAsync(fn);
    }

    @Instead(of = CompletableFuture.class, member = "whenCompleteAsync", at = Site.VIRTUAL)
    public static CompletableFuture whenCompleteAsync(Guest guest, CompletableFuture stage, BiConsumer action) {
        return plain(stage) ? stage.whenCompleteAsync(action, guest.commonPool()) : stage.whenCompleteAsync(action);
    }

    @Instead(of = CompletableFuture.class, member = "exceptionallyAsync", at = Site.VIRTUAL)
    public static CompletableFuture exceptionallyAsync(Guest guest, CompletableFuture stage, Function fn) {
        return plain(stage) ? stage.exceptionallyAsync(fn, guest.commonPool()) : stage.exceptionallyAsync(fn);
    }

    @Instead(of = CompletableFuture.class, member = "exceptionallyComposeAsync", at = Site.VIRTUAL)
    public static CompletableFuture exceptionallyComposeAsync(Guest guest, CompletableFuture stage, Function fn) {
        return plain(stage)
                ? stage.exceptionallyComposeAsync(fn, guest.commonPool())
                : stage.exceptionallyComposeAsync(fn);
    }

    @Instead(of = CompletionStage.class, member = "thenApplyAsync", at = Site.VIRTUAL)
    public static CompletionStage thenApplyAsync(Guest guest, CompletionStage stage, Function fn) {
        return plain(stage) ? stage.thenApplyAsync(fn, guest.commonPool()) : stage.thenApplyAsync(fn);
    }

    @Instead(of = CompletionStage.class, member = "thenAcceptAsync", at = Site.VIRTUAL)
    public static CompletionStage thenAcceptAsync(Guest guest, CompletionStage stage, Consumer action) {
        return plain(stage) ? stage.thenAcceptAsync(action, guest.commonPool()) : stage.thenAcceptAsync(action);
    }

    @Instead(of = CompletionStage.class, member = "thenRunAsync", at = Site.VIRTUAL)
    public static CompletionStage thenRunAsync(Guest guest, CompletionStage stage, Runnable action) {
        return plain(stage) ? stage.thenRunAsync(action, guest.commonPool()) : stage.thenRunAsync(action);
    }

    @Instead(of = CompletionStage.class, member = "thenCombineAsync", at = Site.VIRTUAL)
    public static CompletionStage thenCombineAsync(
            Guest guest, CompletionStage stage, CompletionStage other, BiFunction fn) {
        return plain(stage) ? stage.thenCombineAsync(other, fn, guest.commonPool()) : stage.thenCombineAsync(other, fn);
    }

    @Instead(of = CompletionStage.class, member = "thenAcceptBothAsync", at = Site.VIRTUAL)
    public static CompletionStage thenAcceptBothAsync(
            Guest guest, CompletionStage stage, CompletionStage other, BiConsumer action) {
        return plain(stage)
                ? stage.thenAcceptBothAsync(other, action, guest.commonPool())
                : stage.thenAcceptBothAsync(other, action);
    }

    @Instead(of = CompletionStage.class, member = "runAfterBothAsync", at = Site.VIRTUAL)
    public static CompletionStage runAfterBothAsync(
            Guest guest, CompletionStage stage, CompletionStage other, Runnable action) {
        return plain(stage)
                ? stage.runAfterBothAsync(other, action, guest.commonPool())
                : stage.runAfterBothAsync(other, action);
    }

    @Instead(of = CompletionStage.class, member = "applyToEitherAsync", at = Site.VIRTUAL)
    public static CompletionStage applyToEitherAsync(
            Guest guest, CompletionStage stage, CompletionStage other, Function fn) {
        return plain(stage)
                ? stage.applyToEitherAsync(other, fn, guest.commonPool())
                : stage.applyToEitherAsync(other, fn);
    }

    @Instead(of = CompletionStage.class, member = "acceptEitherAsync", at = Site.VIRTUAL)
    public static CompletionStage acceptEitherAsync(
            Guest guest, CompletionStage stage, CompletionStage other, Consumer action) {
        return plain(stage)
                ? stage.acceptEitherAsync(other, action, guest.commonPool())
                : stage.acceptEitherAsync(other, action);
    }

    @Instead(of = CompletionStage.class, member = "runAfterEitherAsync", at = Site.VIRTUAL)
    public static CompletionStage runAfterEitherAsync(
            Guest guest, CompletionStage stage, CompletionStage other, Runnable action) {
        return plain(stage)
                ? stage.runAfterEitherAsync(other, action, guest.commonPool())
                : stage.runAfterEitherAsync(other, action);
    }

    @Instead(of = CompletionStage.class, member = "thenComposeAsync", at = Site.VIRTUAL)
    public static CompletionStage thenComposeAsync(Guest guest, CompletionStage stage, Function fn) {
        return plain(stage) ? stage.thenComposeAsync(fn, guest.commonPool()) : stage.thenComposeAsync(fn);
    }

    @Instead(of = CompletionStage.class, member = "handleAsync", at = Site.VIRTUAL)
    public static CompletionStage handleAsync(Guest guest, CompletionStage stage, BiFunction fn) {
        return plain(stage) ? stage.handleAsync(fn, guest.commonPool()) : stage.handleAsync(fn);
    }

    @Instead(of = CompletionStage.class, member = "whenCompleteAsync", at = Site.VIRTUAL)
    public static CompletionStage whenCompleteAsync(Guest guest, CompletionStage stage, BiConsumer action) {
        return plain(stage) ? stage.whenCompleteAsync(action, guest.commonPool()) : stage.whenCompleteAsync(action);
    }

    @Instead(of = CompletionStage.class, member = "exceptionallyAsync", at = Site.VIRTUAL)
    public static CompletionStage exceptionallyAsync(Guest guest, CompletionStage stage, Function fn) {
        return plain(stage) ? stage.exceptionallyAsync(fn, guest.commonPool()) : stage.exceptionallyAsync(fn);
    }

    @Instead(of = CompletionStage.class, member = "exceptionallyComposeAsync", at = Site.VIRTUAL)
    public static CompletionStage exceptionallyComposeAsync(Guest guest, CompletionStage stage, Function fn) {
        return plain(stage)
                ? stage.exceptionallyComposeAsync(fn, guest.commonPool())
                : stage.exceptionallyComposeAsync(fn);
    }

    @Instead(of = Collection.class, member = "parallelStream", at = Site.VIRTUAL)
    public static Stream parallelStream(Guest guest, Collection collection) {
        return collection.stream();
    }

    @Instead(of = BaseStream.class, member = "parallel", at = Site.VIRTUAL)
    public static BaseStream parallel(Guest guest, BaseStream stream) {
        return stream.sequential();
    }

    @Instead(of = IntStream.class, member = "parallel", at = Site.VIRTUAL)
    public static IntStream parallel(Guest guest, IntStream stream) {
        return stream.sequential();
    }

    @Instead(of = LongStream.class, member = "parallel", at = Site.VIRTUAL)
    public static LongStream parallel(Guest guest, LongStream stream) {
        return stream.sequential();
    }

    @Instead(of = DoubleStream.class, member = "parallel", at = Site.VIRTUAL)
    public static DoubleStream parallel(Guest guest, DoubleStream stream) {
        return stream.sequential();
    }

    @Instead(of = StreamSupport.class, member = "stream", at = Site.STATIC)
    public static Stream stream(Guest guest, Spliterator elements, boolean parallel) {
        return StreamSupport.stream(elements, false);
    }

    /// A subclass chooses its own default executor; only the JDK's own would choose the common pool.
    private static boolean plain(Object stage) {
        return stage.getClass() == CompletableFuture.class;
    }
}
