package dev.leeway.batch;

import dev.leeway.schema.Signal;
import dev.leeway.schema.SignalRole;
import dev.leeway.schema.SignalType;
import dev.leeway.schema.Task;
import dev.leeway.source.ColumnRole;
import dev.leeway.source.ColumnType;
import dev.leeway.source.DataColumn;
import dev.leeway.source.DataFormat;
import dev.leeway.source.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Decides from profiles and wishes what each column is, and what the task is.
 *
 * @param format how the columns are read
 * @param signals what is watched
 * @param notes what a person should know of each column
 */
record Typing(DataFormat format, List<Signal> signals, Task task, List<ColumnNote> notes) {

  private static final int CLASSES_OF_A_BINARY_TASK = 2;

  /** Whether two decisions read the data in the same way. */
  boolean readsAs(Typing other) {
    return format.equals(other.format) && signals.equals(other.signals) && task == other.task;
  }

  static Typing of(
      List<ColumnProfile> profiles,
      Wishes wishes,
      @Nullable Character delimiter,
      char decimalMark) {
    Decision decision = new Decision(profiles, wishes);
    List<DataColumn> columns = new ArrayList<>();
    List<Signal> signals = new ArrayList<>();
    List<ColumnNote> notes = new ArrayList<>();
    for (ColumnProfile profile : profiles) {
      ColumnNote note = decision.note(profile);
      notes.add(note);
      columns.add(
          new DataColumn(note.name(), note.role(), note.type(), decision.pattern(profile, note)));
      SignalRole role = note.role().signal();
      if (role != null && note.watched() != null) {
        signals.add(new Signal(note.name(), role, note.watched()));
      }
    }
    if (signals.stream().noneMatch(signal -> signal.role() != SignalRole.LABEL)) {
      throw new SourceException(
          "Nothing is left to watch: of " + profiles.size()
              + " columns all are ids, times, labels or ignored; name a feature with --numeric or --categorical.");
    }
    return new Typing(
        new DataFormat(delimiter, decimalMark, wishes.zone(), columns),
        signals,
        decision.task,
        notes);
  }

  private static final class Decision {

    private final List<ColumnProfile> profiles;
    private final Wishes wishes;
    private final Task task;

    Decision(List<ColumnProfile> profiles, Wishes wishes) {
      this.profiles = profiles;
      this.wishes = wishes;
      wishes.requireColumns(
          profiles.stream().map(profile -> profile.column.name()).toList());
      this.task = task();
    }

    private @Nullable ColumnProfile with(ColumnRole role) {
      for (ColumnProfile profile : profiles) {
        if (wishes.role(profile.column.name()) == role) {
          return profile;
        }
      }
      return null;
    }

    private Task task() {
      Task wished = wishes.task();
      if (wished != null) {
        return wished;
      }
      ColumnProfile prediction = with(ColumnRole.PREDICTION);
      if (prediction != null && isNumeric(prediction)) {
        return Task.REGRESSION;
      }
      if (with(ColumnRole.SCORE) != null) {
        return prediction == null || classes(prediction) <= CLASSES_OF_A_BINARY_TASK
            ? Task.BINARY
            : Task.MULTICLASS;
      }
      if (prediction == null) {
        return Task.NONE;
      }
      ColumnProfile label = with(ColumnRole.LABEL);
      int classes = Math.max(classes(prediction), label == null ? 0 : classes(label));
      return classes <= CLASSES_OF_A_BINARY_TASK ? Task.BINARY : Task.MULTICLASS;
    }

    private static int classes(ColumnProfile profile) {
      return profile.distinct();
    }

    /** As it would be watched if the task had nothing to say. */
    private boolean isNumeric(ColumnProfile profile) {
      SignalType wished = wishes.type(profile.column.name());
      if (wished != null) {
        return wished == SignalType.NUMERIC;
      }
      ColumnType type = profile.type();
      return type == ColumnType.TIME
          || type == ColumnType.DECIMAL
          || type == ColumnType.INTEGER && !profile.hasFewNumbers();
    }

    private SignalType watched(ColumnProfile profile, ColumnRole role) {
      boolean numeric = switch (role) {
        case SCORE -> true;
        case PREDICTION, LABEL -> task == Task.NONE ? isNumeric(profile) : task == Task.REGRESSION;
        default -> isNumeric(profile);
      };
      return numeric ? SignalType.NUMERIC : SignalType.CATEGORICAL;
    }

    ColumnNote note(ColumnProfile profile) {
      String name = profile.column.name();
      ColumnRole wished = wishes.role(name);
      ColumnRole role = wished == null ? ColumnRole.FEATURE : wished;
      List<String> remarks = new ArrayList<>();
      if (wished == null && wishes.type(name) == null && profile.isAllDistinct()) {
        role = ColumnRole.IGNORED;
        remarks.add(
            "every value is another text, as ids are: left out (--id or --categorical keeps it)");
      }
      SignalType watched = role.signal() == null ? null : watched(profile, role);
      ColumnType type = type(profile, role, watched);
      if (profile.isEmpty()) {
        remarks.add("no value in any row");
      } else if (profile.isConstant()) {
        remarks.add("the same value in every row");
      }
      if (watched == SignalType.NUMERIC && type.isNumber()) {
        requireNumbers(profile);
        if (profile.odd() > 0) {
          remarks.add(profile.odd()
              + (profile.odd() == 1 ? " value is no number" : " values are no numbers")
              + ", the first " + profile.firstOdd());
        }
      }
      if (watched == SignalType.NUMERIC && type == ColumnType.TIME && role == ColumnRole.FEATURE) {
        remarks.add(
            "a time grows with the calendar and so drifts: --timestamp or --ignore, unless that is meant");
      }
      if (role == ColumnRole.TIMESTAMP || type == ColumnType.TIME) {
        requireTime(profile, role);
        if (!profile.ambiguous().isEmpty() && wishes.datePattern() == null) {
          remarks.add("read as " + pattern(profile, type, role)
              + ", but the other order of day and month fits as well: --date-format says which");
        }
      }
      return new ColumnNote(name, role, type, watched, String.join("; ", remarks));
    }

    private ColumnType type(ColumnProfile profile, ColumnRole role, @Nullable SignalType watched) {
      ColumnType type = profile.type();
      if (watched == SignalType.NUMERIC && type == ColumnType.TEXT) {
        return ColumnType.DECIMAL;
      }
      boolean number = type == ColumnType.INTEGER || type == ColumnType.DECIMAL;
      if (role == ColumnRole.TIMESTAMP && (number || wishes.datePattern() != null)) {
        return ColumnType.TIME;
      }
      return type == ColumnType.TEXT
              && wishes.datePattern() != null
              && profile.fits(wishes.datePattern())
          ? ColumnType.TIME
          : type;
    }

    private void requireNumbers(ColumnProfile profile) {
      if (!profile.isEmpty() && profile.numbers() == 0) {
        throw new SourceException("Column '" + profile.column.name()
            + "' is to be a number, but has none in any of " + profile.rows()
            + " rows, the first value is "
            + profile.firstOdd() + ": leave it a category, or name another column.");
      }
    }

    private void requireTime(ColumnProfile profile, ColumnRole role) {
      boolean known = profile.type() == ColumnType.TIME
          || profile.type().isNumber()
          || wishes.datePattern() != null;
      if (role == ColumnRole.TIMESTAMP && !known && !profile.isEmpty()) {
        throw new SourceException("Column '" + profile.column.name()
            + "' is to be the time, but its values have no form that is known, the first is "
            + profile.firstOdd()
            + ": name their form, such as --date-format 'dd.MM.yyyy HH:mm'.");
      }
    }

    @Nullable
    String pattern(ColumnProfile profile, ColumnNote note) {
      return pattern(profile, note.type(), note.role());
    }

    private @Nullable String pattern(ColumnProfile profile, ColumnType type, ColumnRole role) {
      boolean time = type == ColumnType.TIME || role == ColumnRole.TIMESTAMP;
      if (!time) {
        return null;
      }
      String wished = wishes.datePattern();
      boolean untyped = profile.column.type() == ColumnType.TEXT;
      return wished != null && untyped ? wished : profile.pattern(role);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Typing that && readsAs(that);
  }

  @Override
  public int hashCode() {
    return Objects.hash(format, signals);
  }
}
