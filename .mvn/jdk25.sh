# Finds a JDK 25 for the scripts of this repository. POSIX sh, to be sourced; starts no process where it can avoid it.

# find_jdk25: sets jdk25 to the home of a JDK 25, the one named by the environment first, and jdk25_version to its full
# version; fails when there is none.
find_jdk25() {
  for jdk25 in "${SAMOVAR_JAVA_HOME-}" "${JAVA_HOME-}" "${JAVA_HOME_25_X64-}" "${JAVA_HOME_25_ARM64-}" \
    /usr/lib/jvm/*25* /usr/java/*25* /opt/java/openjdk /opt/*jdk*25* "${HOME-}"/.sdkman/candidates/java/25* \
    "${HOME-}"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    is_jdk25 "$jdk25" && return
  done
  if [ -x /usr/libexec/java_home ]; then
    jdk25=$(/usr/libexec/java_home -v 25 2>/dev/null) && is_jdk25 "$jdk25" && return
  elif jdk25=$(command -v java); then
    jdk25=$(readlink -f "$jdk25") && jdk25=${jdk25%/bin/java} && is_jdk25 "$jdk25" && return
  fi
  jdk25=
  return 1
}

# is_jdk25 HOME: whether HOME holds a JDK, not a bare JRE, of version 25. Its release file says so; few JDKs lack one.
is_jdk25() {
  [ -n "$1" ] && [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    while read -r jdk25_line; do
      case $jdk25_line in
      'JAVA_VERSION="25"'* | 'JAVA_VERSION="25.'*)
        jdk25_version=${jdk25_line#*\"}
        jdk25_version=${jdk25_version%%\"*}
        return 0
        ;;
      esac
    done <"$1/release"
    return 1
  fi
  jdk25_version=25
  case $("$1/bin/java" -version 2>&1) in
  *' version "25"'* | *' version "25.'*) return 0 ;;
  esac
  return 1
}

no_jdk25="Samovar needs a JDK 25 and found none: install one, for example from https://adoptium.net, or set JAVA_HOME to it."
