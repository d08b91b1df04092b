# Sourced by the launchers (POSIX sh): builds one module, and what it needs, when its build is missing or old.
# The caller has set root (the checkout) and name (how the launcher calls itself).
# Standard output stays the program's own: everything here speaks on standard error.

refuse() {
  printf '%s: %s\n' "$name" "$1" >&2
  exit 2
}

# Sets java, and checks that it is there.
find_java() {
  if [ -n "${JAVA_HOME-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || refuse "JAVA_HOME is $JAVA_HOME, where no bin/java is; let it name a JDK 17 or newer, or unset it."
  else
    java=$(command -v java) || refuse "no Java found; install a JDK 17 or newer, or let JAVA_HOME name one."
  fi
}

# Maven compiles: a runtime without a compiler, or an older Java, is said here rather than in a page of Maven's output.
check_jdk() {
  if [ -n "${JAVA_HOME-}" ]; then
    [ -x "$JAVA_HOME/bin/javac" ]
  else
    command -v javac >/dev/null
  fi || refuse "$java has no compiler (javac) beside it; the first use builds, and needs a JDK 17 or newer."
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p')
  [ "${version:-0}" -ge 17 ] || refuse "$java is too old; Leeway needs a JDK 17 or newer."
}

# True when the module's build is there, belongs to this folder, and is younger than all that it was made from.
up_to_date() {
  [ -f "$stamp" ] && [ -f "$work/classpath" ] && [ "$(cat "$stamp")" = "$root" ] || return 1
  # folders count as well: their time tells of a file that is gone
  newer=$(
    cd "$root" || exit
    for module in $modules; do
      set -- "$@" "$module/pom.xml" "$module/src/main"
    done
    find pom.xml .mvn "$@" -newer "$stamp" 2>&1 | head -n 1
  )
  [ -z "$newer" ] || return 1
  # a local Maven repository may have been cleaned since
  (
    IFS=:
    set -f
    for entry in $(cat "$work/classpath"); do
      [ -e "$entry" ] || exit 1
    done
  )
}

# build_once MODULE: leaves the class path to run with in classpath.
build_once() {
  modules="monitor-core monitor-micrometer monitor-report $1"
  # the demo's tests read files, the demo does not
  [ "$1" != benchmarks ] || modules="monitor-core monitor-micrometer monitor-report monitor-batch $1"
  work=$root/$1/target/launcher
  stamp=$work/stamp
  find_java
  if ! up_to_date; then
    check_jdk
    for module in $modules; do
      folder=$root/$module/target/launcher
      mkdir -p "$folder/classes" 2>/dev/null && [ -w "$folder" ] && [ -w "$folder/classes" ] ||
        refuse "cannot write to $root/$module/target (built by another user before?); remove it or make it writable, and try again."
    done
    lock_build
    # another launcher may have built while this one waited
    up_to_date || build "$1"
    rm -f "$lock"
    trap - EXIT INT TERM HUP
  fi
  classpath=$work/classes:$(cat "$work/classpath")
}

# Two launchers at once would compile into the same folder. The lock is a link that names the process that holds it.
lock_build() {
  lock=$root/monitor-core/target/launcher/lock
  tries=0
  while ! ln -s "$$" "$lock" 2>/dev/null; do
    if ! holder=$(readlink "$lock"); then
      # let go just now; or no link can be made here at all, which must not be tried for ever
      tries=$((tries + 1))
      [ "$tries" -lt 5 ] || refuse "cannot make the link $lock: is the disk full, or does its file system have no symbolic links?"
      sleep 1
    elif kill -0 "$holder" 2>/dev/null; then
      sleep 1
    else
      rm -f "$lock"
    fi
  done
  trap 'rm -f "$lock"' EXIT
  trap 'exit 130' INT TERM HUP
}

build() {
  log=$work/build.log
  # made before the build, so that a file changed while it runs is newer
  printf '%s' "$root" >"$work/stamp.new"
  printf '%s: building (the first time Maven also downloads what it needs) ...\n' "$name" >&2
  began=$(date +%s)
  if ! (cd "$root" && ./mvnw -B -ntp -Dleeway.quick -pl "$1" -am compile) </dev/null >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    printf '%s: the build failed; all of its output is in %s\n' "$name" "$log" >&2
    exit 3
  fi
  mv "$work/stamp.new" "$stamp"
  printf '%s: built in %d s\n' "$name" "$(($(date +%s) - began))" >&2
}
