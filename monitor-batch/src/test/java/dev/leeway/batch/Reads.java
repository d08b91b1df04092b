package dev.leeway.batch;

import dev.leeway.source.ColumnReading;
import dev.leeway.source.ColumnType;
import dev.leeway.source.RecordBlock;
import dev.leeway.source.RecordSource;
import dev.leeway.source.SourceColumn;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A source's columns in whole. */
final class Reads {

  private Reads() {}

  static int column(RecordSource source, String name) {
    List<String> names = names(source);
    if (!names.contains(name)) {
      throw new AssertionError(name + " is none of " + names);
    }
    return names.indexOf(name);
  }

  static List<String> names(RecordSource source) {
    return source.columns().stream().map(SourceColumn::name).toList();
  }

  static List<ColumnType> types(RecordSource source) {
    return source.columns().stream().map(SourceColumn::type).toList();
  }

  static ColumnType type(RecordSource source, String name) {
    return source.columns().get(column(source, name)).type();
  }

  private static ColumnReading reading(RecordSource source, String name, ZoneId zone) {
    return new ColumnReading(type(source, name), '.', null, zone);
  }

  static List<Double> numbers(RecordSource source, String name) {
    return numbers(source, name, reading(source, name, ZoneOffset.UTC));
  }

  static List<Double> numbers(RecordSource source, String name, ColumnReading reading) {
    List<Double> all = new ArrayList<>();
    int column = column(source, name);
    try (RecordSource.Blocks blocks = source.open(List.of(column))) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        double[] values = new double[block.rows()];
        block.numbers(column, reading, values);
        IntStream.range(0, values.length).forEach(i -> all.add(values[i]));
      }
    }
    return all;
  }

  static List<@Nullable String> texts(RecordSource source, String name) {
    return texts(source, name, reading(source, name, ZoneOffset.UTC));
  }

  static List<@Nullable String> texts(RecordSource source, String name, ColumnReading reading) {
    List<@Nullable String> all = new ArrayList<>();
    int column = column(source, name);
    try (RecordSource.Blocks blocks = source.open(List.of(column))) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        @Nullable String[] values = new String[block.rows()];
        block.texts(column, reading, values);
        all.addAll(java.util.Arrays.asList(values));
      }
    }
    return all;
  }

  static List<Long> times(RecordSource source, String name, ZoneId zone) {
    List<Long> all = new ArrayList<>();
    int column = column(source, name);
    ColumnReading reading = reading(source, name, zone);
    try (RecordSource.Blocks blocks = source.open(List.of(column))) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        long[] values = new long[block.rows()];
        block.times(column, reading, values);
        for (long value : values) {
          all.add(value);
        }
      }
    }
    return all;
  }

  /** Where the rows of a source stand. */
  static List<String> places(RecordSource source) {
    List<String> all = new ArrayList<>();
    try (RecordSource.Blocks blocks = source.open(List.of(0))) {
      for (RecordBlock block = blocks.next(); block != null; block = blocks.next()) {
        for (int i = 0; i < block.rows(); i++) {
          all.add(block.place(i));
        }
      }
    }
    return all;
  }
}
