package dev.leeway.alert;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SinkTest {

  private static final class Pager implements Sink {}

  @Test
  void isNamedAfterItsClass() {
    assertThat(new Pager().name()).isEqualTo("Pager");
  }

  /** Its name stands in a meter's tag, which must not be empty. */
  @Test
  void withoutANameOfItsOwnIsNamedAfterTheClassAround() {
    assertThat(new Sink() {}.name()).isEqualTo("SinkTest$1");
  }
}
