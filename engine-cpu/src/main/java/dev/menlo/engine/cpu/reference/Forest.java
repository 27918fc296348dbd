package dev.menlo.engine.cpu.reference;

import dev.menlo.engine.Design;
import dev.menlo.engine.ModelSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The groups of a design, cut into trees. A tree is a group of level 1 with everything below it:
 * errors and random effects of different trees are independent. With no grouping levels the data
 * set is one tree without random effects. Rows outside the likelihood are left out.
 */
final class Forest {
  /**
   * The random effects of one group.
   *
   * @param level k, 1..K
   * @param position of its first entry in the fit's u and b
   * @param column of its first entry among the effects of the tree
   * @param rows positions of its rows among the rows of the tree
   */
  record Effect(int level, int position, int column, List<Integer> rows) {}

  /**
   * An outermost group.
   *
   * @param rows rows of the design that are in the likelihood
   * @param blocks positions in {@code rows}, a block for each group of level K
   * @param effects the groups' random effects, outermost first; levels with q_k = 0 included
   * @param effectLength U, the number of random effects in the tree
   */
  record Tree(
      List<Integer> rows, List<List<Integer>> blocks, List<Effect> effects, int effectLength) {}

  private final ModelSpec model;
  private final Design design;
  private final int[] levelPosition;
  private final List<Tree> trees = new ArrayList<>();

  Forest(ModelSpec model, Design design) {
    this.model = model;
    this.design = design;
    this.levelPosition = new int[model.levels() + 1];
    for (int k = 1; k <= model.levels(); k++) {
      levelPosition[k] =
          (k == 1 ? 0 : levelPosition[k - 1] + model.randomEffects(k - 1) * design.groups(k - 1));
    }
    int top = Math.min(1, model.levels());
    for (int g = 0; g < design.groups(top); g++) {
      trees.add(plant(top, g));
    }
  }

  /** The trees in data order. */
  List<Tree> trees() {
    return trees;
  }

  /** Length of the fit's u and b. */
  int effectLength() {
    int length = 0;
    for (int k = 1; k <= model.levels(); k++) {
      length += model.randomEffects(k) * design.groups(k);
    }
    return length;
  }

  /** Position in u and b of the effects of a group. */
  int position(int level, int group) {
    return levelPosition[level] + group * model.randomEffects(level);
  }

  /** The deepest groups, or the data set when there are no levels: bounds of blocks of rows. */
  int[] deepestStarts() {
    return design.start(model.levels());
  }

  /** The effects b that a deepest group's rows see, outermost level first. */
  double[] effectsSeen(int deepestGroup, double[] b) {
    double[] seen = new double[model.allRandomEffects()];
    int end = seen.length;
    int group = deepestGroup;
    for (int k = model.levels(); k >= 1; k--) {
      int q = model.randomEffects(k);
      end -= q;
      System.arraycopy(b, position(k, group), seen, end, q);
      group = parent(k, group);
    }
    return seen;
  }

  private int parent(int level, int group) {
    int[] starts = design.start(level - 1);
    int parent = 0;
    while (starts[parent + 1] <= group) {
      parent++;
    }
    return parent;
  }

  private Tree plant(int top, int root) {
    List<Integer> rows = new ArrayList<>();
    List<List<Integer>> blocks = new ArrayList<>();
    List<Effect> effects = new ArrayList<>();
    int first = root;
    int last = root + 1;
    int column = 0;
    for (int row = firstRow(top, root); row < firstRow(top, root + 1); row++) {
      if (design.inLikelihood(row)) {
        rows.add(row);
      }
    }
    for (int k = top; k <= model.levels(); k++) {
      for (int g = first; g < last; g++) {
        List<Integer> own = positions(rows, k, g);
        if (k > 0) {
          effects.add(new Effect(k, position(k, g), column, own));
          column += model.randomEffects(k);
        }
        if (k == model.levels()) {
          blocks.add(own);
        }
      }
      first = design.start(k)[first];
      last = design.start(k)[last];
    }
    return new Tree(rows, blocks, effects, column);
  }

  private List<Integer> positions(List<Integer> rows, int level, int group) {
    List<Integer> own = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) >= firstRow(level, group) && rows.get(i) < firstRow(level, group + 1)) {
        own.add(i);
      }
    }
    return own;
  }

  private int firstRow(int level, int group) {
    int child = group;
    for (int k = level; k <= model.levels(); k++) {
      child = design.start(k)[child];
    }
    return child;
  }
}
