package dev.leeway.testkit;

import dev.leeway.baseline.BaselineStore;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest implements BaselineStoreContract {

  @TempDir
  private Path temporary;

  @Override
  public BaselineStore store() {
    return BaselineStore.directory(temporary.resolve("outer/store"));
  }

  @Override
  public Optional<BaselineStore> reopen() {
    return Optional.of(store());
  }

  @Override
  public Optional<Path> directory() {
    return Optional.of(temporary.resolve("outer/store"));
  }
}
