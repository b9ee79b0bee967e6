# Sourced by the scripts beside it: finds or installs what they need, and says what it is doing.
# Debian 12, Debian 13 and Raspberry Pi OS. Packages are installed with apt, as root or by sudo.

cd "$(dirname "${BASH_SOURCE[0]}")/.."
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1

say() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; }

fail() {
  say "$@"
  exit 1
}

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

# need_maven: finds or installs Maven. It runs in whatever JDK it finds and takes the JDK 25 as a toolchain.
need_maven() {
  command -v mvn >/dev/null || install maven
}

# built: whether target/daka.jar is there and newer than all it is made of.
built() {
  [ -f target/daka.jar ] && [ -d target/lib ] \
    && [ -z "$(find pom.xml kiosk src/main -newer target/daka.jar -print -quit)" ]
}

# build: makes target/daka.jar and target/lib unless they are up to date.
build() {
  built && return 0
  say "building target/daka.jar (a first build downloads its libraries)"
  mvn -q -B -DskipTests package || fail "the build failed: see the lines above"
}
