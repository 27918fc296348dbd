package dev.menlo.bench.spi;

import dev.menlo.engine.Batch;
import dev.menlo.engine.Engine;
import dev.menlo.engine.Workspace;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;

/**
 * A workspace that stays open between calls, so that JMH can time one operation of it. An engine
 * lends a workspace to a loop on a thread of its own; here that loop waits for what to do next. A
 * call costs two hand-overs, some microseconds: callers repeat an operation within it.
 */
final class OpenWorkspace implements AutoCloseable {
  private static final Consumer<Workspace> END = workspace -> {};
  private static final Throwable NOTHING = new Throwable();

  private final SynchronousQueue<Consumer<Workspace>> tasks = new SynchronousQueue<>();
  private final SynchronousQueue<Throwable> outcomes = new SynchronousQueue<>();
  private final Thread thread;

  /** Opens the one workspace of a batch of one fit. */
  OpenWorkspace(Engine engine, Batch batch) {
    thread = new Thread(() -> engine.run(batch, this::serve), "open workspace");
    thread.setDaemon(true);
    thread.start();
  }

  private Void serve(Workspace workspace) {
    try {
      for (Consumer<Workspace> task = tasks.take(); task != END; task = tasks.take()) {
        outcomes.put(outcome(task, workspace));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  private static Throwable outcome(Consumer<Workspace> task, Workspace workspace) {
    try {
      task.accept(workspace);
      return NOTHING;
    } catch (RuntimeException | Error e) {
      return e;
    }
  }

  /** Runs a task on the workspace and waits for its end; what it throws is the cause of mine. */
  void call(Consumer<Workspace> task) {
    try {
      tasks.put(task);
      Throwable thrown = outcomes.take();
      if (thrown != NOTHING) {
        throw new IllegalStateException("the operation failed", thrown);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    try {
      tasks.put(END);
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
