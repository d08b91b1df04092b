# Sourced by the launchers. Builds one module and what it needs, unless that was done since the last change.
#
#   leeway_root   the checkout
#   leeway_build  MODULE: builds it and sets leeway_class_path
#
# Everything it has to say goes to standard error; it ends the launcher with 2 where the machine or the call is wrong, and
# with 3 where the build fails.

leeway_fail() {
  echo "$2" >&2
  exit "$1"
}

leeway_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    leeway_java=$JAVA_HOME/bin/java
  elif command -v java >/dev/null 2>&1; then
    leeway_java=java
  else
    leeway_fail 2 "leeway: no Java was found: install a JDK, version 17 or newer, or set JAVA_HOME to one."
  fi
}

leeway_build() {
  leeway_java
  leeway_target=$leeway_root/$1/target
  leeway_stamp=$leeway_target/launcher.stamp
  leeway_log=$leeway_target/launcher-build.log
  if ! leeway_is_fresh "$1"; then
    if ! mkdir -p "$leeway_target" 2>/dev/null || ! : >"$leeway_log" 2>/dev/null; then
      leeway_fail 2 "leeway: $leeway_target cannot be written, perhaps because another user built here before: build as that user, or in a clone of your own."
    fi
    echo "leeway: building $1 and what it needs, once (log: $leeway_log) ..." >&2
    leeway_begin=$(date +%s)
    # made before the build, so that a file changed during it is newer
    : >"$leeway_stamp.new"
    if ! (cd "$leeway_root" && ./mvnw -B -ntp -q -Dleeway.quick -DskipTests -Dmaven.javadoc.skip=true \
      -Dmaven.source.skip=true -Denforcer.skip=true -pl "$1" -am package) >"$leeway_log" 2>&1 </dev/null; then
      tail -n 30 "$leeway_log" >&2
      leeway_fail 3 "leeway: the build failed; the whole log is in $leeway_log."
    fi
    mv "$leeway_stamp.new" "$leeway_stamp"
    echo "leeway: built in $(($(date +%s) - leeway_begin)) s." >&2
  fi
  leeway_class_path=$leeway_target/classes:$(cat "$leeway_target/classpath.txt")
}

# Whether nothing that goes into the build is newer than it.
leeway_is_fresh() {
  [ -f "$leeway_stamp" ] && [ -f "$leeway_target/classpath.txt" ] || return 1
  for leeway_jar in $(tr ':' '\n' <"$leeway_target/classpath.txt" | sed -n 's/ /?/g;p'); do
    # shellcheck disable=SC2086 # a jar that is gone leaves its pattern as it is
    [ -f "$leeway_jar" ] || ls $leeway_jar >/dev/null 2>&1 || return 1
  done
  leeway_newer=$(find "$leeway_root/pom.xml" "$leeway_root"/monitor-*/pom.xml "$leeway_root/$1/pom.xml" \
    "$leeway_root"/monitor-*/src/main "$leeway_root/$1/src/main" -newer "$leeway_stamp" -type f -print 2>/dev/null | head -n 1)
  [ -z "$leeway_newer" ]
}
