package dev.leeway.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the reactor's modules and their main classes are found. */
final class Modules {
  private Modules() {}

  /** The main classes of one module, be they in a jar or in a folder. */
  static JavaClasses containing(Class<?> type) {
    return new ClassFileImporter()
        .importUrl(type.getProtectionDomain().getCodeSource().getLocation());
  }

  /** The main classes of all modules on the class path. */
  static JavaClasses all() {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("dev.leeway");
  }

  /** The checkout's root: Maven starts tests in this module's folder, an IDE may start them above. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("monitor-core/pom.xml"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("no monitor-core above " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }
}
