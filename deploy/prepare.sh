# Sourced by the scripts beside it: finds or installs what they need, and says what it is doing.
# Debian 12, Debian 13 and Raspberry Pi OS. Packages are installed with apt, as root or by sudo.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
# The modes of files go into the jar, which is the same wherever it is built.
umask 022
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

source deploy/progress.sh

# install PACKAGE...: installs what is missing, in one go.
install() {
  local missing=() package
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "needs ${missing[*]}: install them as root with apt-get install, then run this again"
    root=(sudo)
  fi
  say "installing ${missing[*]}"
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update
  "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "${missing[@]}" >/dev/null \
    || fail "could not install ${missing[*]}: see the lines above"
}

# jdk25: prints the home of a JDK 25, or nothing.
jdk25() {
  local home
  for home in "${JAVA_HOME:-}" "${JDK25_HOME:-}" "${JAVA25_HOME:-}" /usr/lib/jvm/* /opt/*; do
    if [ -x "$home/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
      printf '%s\n' "$home"
      return
    fi
  done
}

# need_jdk: finds or installs a JDK 25; sets JAVA to its launcher.
need_jdk() {
  local home
  home=$(jdk25)
  if [ -z "$home" ]; then
    install openjdk-25-jdk-headless
    home=$(jdk25)
  fi
  [ -n "$home" ] || fail "found no JDK 25 and Debian has none for this release: install one under /usr/lib/jvm, or set JDK25_HOME"
  say "uses the JDK 25 in $home"
  export JAVA25_HOME="$home"
  JAVA="$home/bin/java"
}

# What checks each file that Maven downloads against .mvn/checksums: Debian 12's Maven cannot.
maven_version=3.9.11
maven_sha512=03e2d65d4483a3396980629f260e25cac0d8b6f7f2791e4dc20bc83f9514db8d0f05b0479e699a5f34679250c49c8e52e961262ded468a20de0be254d8207076

# need_maven: finds or installs a Maven that verifies what it downloads. An older one fetches it. It runs in whatever JDK it
# finds and takes the JDK 25 as a toolchain.
need_maven() {
  command -v mvn >/dev/null || install maven
  case $(mvn -v 2>/dev/null | sed -nE '1s/[^0-9]*([0-9]+\.[0-9]+).*/\1/p') in 3.9 | 4.*) return ;; esac
  local kept=${XDG_CACHE_HOME:-${HOME:-/var/tmp}/.cache}/daka folder
  folder=$kept/apache-maven-$maven_version
  if [ ! -x "$folder/bin/mvn" ]; then
    install unzip
    say "fetching Maven $maven_version, which verifies what it downloads"
    mkdir -p "$kept"
    local new
    new=$(mktemp -d "$kept/maven-XXXXXX")
    # Elsewhere, so that this project is not read.
    (cd "$new" && mvn -B -ntp -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
      -Dartifact=org.apache.maven:apache-maven:$maven_version:zip:bin -DoutputDirectory="$new") >&2 \
      || fail "could not fetch Maven $maven_version: see the lines above"
    echo "$maven_sha512  $new/apache-maven-$maven_version-bin.zip" | sha512sum --check --quiet >&2 \
      || fail "the Maven that was fetched is not the one that was released: nothing of it was run"
    unzip -q "$new/apache-maven-$maven_version-bin.zip" -d "$new"
    mv "$new/apache-maven-$maven_version" "$folder" 2>/dev/null || [ -x "$folder/bin/mvn" ]
    rm -rf "$new"
  fi
  export PATH="$folder/bin:$PATH"
}

# build_steps LOG COMMAND...: runs a Maven build beside us and tells how far it is; its output goes to LOG, and is shown if it fails.
build_steps() {
  local log=$1 began=$SECONDS steps done left files
  shift
  mkdir -p "$(dirname "$log")"
  # The goals of the pom, and the six that Maven has in every build.
  steps=$(($(grep -c '<goal>' pom.xml) + 6))
  setsid "$@" >"$log" 2>&1 </dev/null &
  built_by=$!
  while kill -0 "$built_by" 2>/dev/null; do
    done=$(grep -c '^\[INFO\] --- ' "$log" || true)
    files=$(grep -c '^Downloaded from ' "$log" || true)
    [ "$done" -gt 0 ] && done=$((done - 1)) || done=0
    [ "$done" -gt 0 ] && left=$(((SECONDS - began) * (steps - done) / done)) || left=
    progress "building, $files files downloaded, step" "$done" "$steps" "$left"
    sleep 1
  done
  progress_over
  wait "$built_by" && built_by= || { built_by=; cat "$log" >&2; return 1; }
}
built_by=

# built: whether target/daka.jar is there and newer than all it is made of.
built() {
  [ -f target/daka.jar ] && [ -d target/lib ] \
    && [ -z "$(find pom.xml kiosk src/main -newer target/daka.jar -print -quit)" ]
}

# build: makes target/daka.jar and target/lib unless they are up to date.
build() {
  built && return 0
  say "building target/daka.jar (a first build downloads its libraries)"
  trap '[ -z "$built_by" ] || kill -- "-$built_by" 2>/dev/null' EXIT
  build_steps target/build.log mvn -B -DskipTests package || fail "the build failed: see the lines above"
  trap - EXIT
}
