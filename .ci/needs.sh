# What the gate needs, installed where it is missing. Sourced by ./check.

# Rust comes from its own installer; its parts too.
need_rust() {
  command -v cargo >/dev/null || { echo 'Rust is missing: install it with rustup (https://rustup.rs), 1.95 or newer'; exit 1; }
  command -v cc >/dev/null || need_debian gcc libc6-dev
  local part
  for part in fmt clippy; do
    cargo "$part" --version >/dev/null 2>&1 && continue
    echo "installing cargo $part with rustup"
    rustup component add "$([ $part = fmt ] && echo rustfmt || echo clippy)" || return 1
  done
  rustc --version
}

# What tests of the wire ask: a validator of XML, an SSH server.
need_test_tools() {
  local wanted=()
  command -v xmllint >/dev/null || wanted+=(libxml2-utils)
  [ -x /usr/sbin/sshd ] || wanted+=(openssh-server)
  command -v ssh-keygen >/dev/null || wanted+=(openssh-client)
  [ ${#wanted[@]} = 0 ] || need_debian "${wanted[@]}"
}

# Debian's packages, then Node's, from the lock file, without running their install scripts.
need_packages() {
  local wanted=()
  [ -n "$(chromium_path)" ] || wanted+=(chromium)
  [ -n "$(postgres_folder)" ] || wanted+=(postgresql)
  [ -d /usr/share/fonts/truetype/noto ] || wanted+=(fonts-noto-core)
  command -v java >/dev/null || wanted+=(default-jre-headless)
  command -v sqlite3 >/dev/null || wanted+=(sqlite3)
  command -v node >/dev/null || wanted+=(nodejs)
  command -v npm >/dev/null || wanted+=(npm)
  [ ${#wanted[@]} = 0 ] || need_debian "${wanted[@]}" || return 1
  node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || { echo "Node $(node -v) is too old: 20.11 or newer is needed (Debian 13 has it)"; return 1; }
  local folder
  for folder in frontend e2e; do
    [ -e $folder/node_modules/.package-lock.json ] && [ ! $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ] && continue
    echo "installing Node packages in $folder/ from its lock file"
    (cd $folder && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) || return 1
  done
  need_test_tools && need_schemathesis && need_moto || return 1
  echo 'all there'
}

# Schemathesis asks the API what its OpenAPI document allows and forbids. In an environment of its own, beside what is built.
schemathesis_path() { echo "$TARGET/python/bin/schemathesis"; }
need_schemathesis() {
  local version=4.32.5
  "$(schemathesis_path)" --version 2>/dev/null | grep -qF "$version" && return
  command -v python3 >/dev/null || need_debian python3 || return 1
  rm -rf "$TARGET/python"
  python3 -m venv "$TARGET/python" 2>/dev/null || { need_debian python3-venv && python3 -m venv --clear "$TARGET/python"; } || return 1
  echo "installing schemathesis $version"
  "$TARGET/python/bin/pip" install --quiet --disable-pip-version-check "schemathesis==$version"
}

# An S3 server for the tests of what is put into clients' buckets.
moto_path() { echo "$TARGET/moto/bin/moto_server"; }
need_moto() {
  local version=5.2.5
  [ -x "$(moto_path)" ] && [ "$(cat "$TARGET/moto/version" 2>/dev/null)" = "$version" ] && return
  rm -rf "$TARGET/moto"
  python3 -m venv "$TARGET/moto" || return 1
  echo "installing moto $version"
  "$TARGET/moto/bin/pip" install --quiet --disable-pip-version-check "moto[server]==$version" && echo "$version" >"$TARGET/moto/version"
}

need_debian() {
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  echo "installing Debian packages: $*"
  "${root[@]}" apt-get update -qq && DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

chromium_path() { command -v chromium || command -v chromium-browser || true; }
