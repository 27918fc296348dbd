# Sourced: builds bench/target/benchmarks.jar unless it is newer than every source, and sets jar.
jar=bench/target/benchmarks.jar
profiles=${MENLO_BENCH_PROFILES:-}
stale() {
  [ -f "$jar" ] || return 0
  [ "$(cat bench/target/profiles 2>/dev/null)" = "$profiles" ] || return 0
  [ -n "$(find pom.xml ./*/pom.xml ./*/src/main -newer "$jar" -print -quit)" ]
}
if stale; then
  echo "bench: building $jar" >&2
  rm -rf bench/target/lib
  mvn -B -ntp -q ${profiles:+"-P$profiles"} -pl bench -am package -DskipTests -Dmaven.javadoc.skip \
    -Dmaven.source.skip -Dspotless.check.skip >&2
  touch "$jar"
  printf '%s\n' "$profiles" >bench/target/profiles
fi
